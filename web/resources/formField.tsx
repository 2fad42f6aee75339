/** A field of a form of the census: its label, its hint, what is wrong with it and what is doubted. */
import type { ReactNode } from 'react'
import type { Faults, Field } from './draft.ts'
import { Fault } from './Position.tsx'

export type FieldOf = (
  name: Field,
  label: string,
  control: (props: object) => ReactNode,
  hint?: string,
  echo?: ReactNode,
) => ReactNode

type Form = {
  /** Before the name of each field. */
  id: string
  faults: Faults
  doubts: Faults
  probableName: (found: readonly string[]) => string
  /** What can be done at once about what is wrong with a field. */
  acts?: (name: Field) => ReactNode
}

export const formField =
  ({ id, faults, doubts, probableName, acts }: Form): FieldOf =>
  (name, label, control, hint, echo) => (
    <div className="field">
      <label htmlFor={`${id}-${name}`}>{label}</label>
      {hint && (
        <span className="secondary" id={`${id}-${name}-hint`}>
          {hint}
        </span>
      )}
      {control({
        id: `${id}-${name}`,
        'data-field': name,
        'aria-invalid': (faults[name]?.length ?? 0) > 0 || undefined,
        'aria-describedby':
          [
            hint && `${id}-${name}-hint`,
            faults[name]?.length && `${id}-${name}-fault`,
            doubts[name]?.length && `${id}-${name}-doubt`,
          ]
            .filter(Boolean)
            .join(' ') || undefined,
      })}
      <Fault id={`${id}-${name}-fault`} faults={faults[name]} />
      {acts?.(name)}
      {echo}
      <span className="doubt" id={`${id}-${name}-doubt`} aria-live="polite">
        {doubts[name] && doubts[name].length > 0 && probableName(doubts[name])}
      </span>
    </div>
  )
