/** A field of the census as it was and as it becomes, in words: in a history, in a proposal. */
import type { ReactNode } from 'react'
import { changedFields, type EntryField } from '../../api/resources/changes.contract.ts'
import { useWords } from '../words/language.ts'
import { words } from '../words/upkeep.ts'
import type { useFieldWords } from './told.ts'
import '../ui/facts.css'

type Props = {
  field: EntryField
  before: unknown
  after: unknown
  told: ReturnType<typeof useFieldWords>
  /** Instead of the name of the field alone. */
  label?: ReactNode
  className?: string | undefined
  children?: ReactNode
}

export function FieldChange({ field, before, after, told, label, className, children }: Props) {
  const w = useWords(words)
  return (
    <div className={className}>
      <dt>{label ?? told.label(field)}</dt>
      <dd>
        {changedFields({}, { [field]: before }).length > 0 && (
          <>
            <del>{told.value(field, before)}</del>
            <span className="unseen"> {w.became} </span>
          </>
        )}
        <ins>{told.value(field, after)}</ins>
        {children}
      </dd>
    </div>
  )
}
