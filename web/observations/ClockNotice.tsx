/** Says that this computer's clock is wrong, and by which clock the day is taken. */
import { useClockLag } from '../api/clock.ts'
import { Notice } from '../ui/Notice.tsx'
import { useWords } from '../words/language.ts'
import { words } from '../words/observations.ts'
import { dayWords, today } from './days.ts'

export function ClockNotice() {
  const w = useWords(words)
  const lag = useClockLag()
  if (lag === 0) return null
  const day = dayWords(today(), { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  return (
    <Notice kind="warning">
      <strong>{w.clockWrong(Math.abs(lag), lag > 0)}.</strong> {w.clockWrongText(day)}
    </Notice>
  )
}
