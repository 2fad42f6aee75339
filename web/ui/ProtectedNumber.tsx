/** A published figure: value with its 90 % interval and letter, or «pochi o nessuno» with the same weight. */
import { words } from '../words/disclosure.ts'
import { locale, useWords } from '../words/language.ts'
import { Missing } from './Missing.tsx'
import { QualityLetter } from './QualityLetter.tsx'

type Props = {
  value: number | null
  /** Of the 90 % interval, in the unit of the value. */
  halfWidth: number
  threshold?: number
  unit?: string
  letter?: 'A' | 'B' | 'C'
  large?: boolean
  /** Decimals of value and interval; none unless it is a rate. */
  decimals?: number
}

export function ProtectedNumber({
  value,
  halfWidth,
  threshold = 8,
  unit,
  letter,
  large,
  decimals = 0,
}: Props) {
  const w = useWords(words)
  if (value === null) return <Missing state="few" threshold={threshold} />
  const format = new Intl.NumberFormat(locale(), {
    useGrouping: 'always', // 1.234, which Italian otherwise groups only from 10.000
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  const low = format.format(Math.max(0, value - halfWidth))
  const high = format.format(value + halfWidth)
  return (
    <span className={large ? 'number number-large' : 'number'}>
      <b>{format.format(value)}</b>
      <small title={w.protectedBetween(low, high)}>
        {unit ? `${unit} · ` : ''}
        {low}–{high}
      </small>
      {letter && <QualityLetter letter={letter} />}
    </span>
  )
}
