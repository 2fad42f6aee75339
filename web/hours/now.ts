/** What a person at the desk wants to know of a place: whether it is open, and until or from when. */
import type { Change } from '../../api/hours/contract.ts'
import type { words } from '../words/hours.ts'
import type { Hours } from './library.ts'

type Words = (typeof words)['it']
export type Now = { open: boolean | null; text: string }

const dayMs = 86_400_000
const clock = (minute: number) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`

function when({ day, minute }: Change, isEnd: boolean, today: string, w: Words): string {
  const ahead = Math.round((Date.parse(day) - Date.parse(today)) / dayMs)
  const at = w.at(clock(minute))
  const name = ahead === 1 ? w.tomorrow : ahead < 7 ? w.weekday(day) : w.onDay(day)
  // Midnight is the end of a day for who closes; for who opens it is the whole day that begins.
  if (ahead === 0 || (ahead === 1 && minute === 0 && isEnd)) return at
  return minute === 0 && !isEnd ? name : `${name} ${at}`
}

/** @returns «Aperto ora, chiude alle 13:00», «Chiuso ora, apre lunedì alle 9:00», «Orari non noti» */
export function nowIn(library: Hours, hours: string, instant: Date, w: Words): Now {
  const today = library.today(instant)
  if (library.openingsOn(hours, today) === null) return { open: null, text: w.notKnown }
  const open = library.openAt(hours, instant)
  const change = library.nextChange(hours, instant)
  const then = change && when(change, open === true, today, w)
  const head = open === null ? w.unsure : open ? w.open : w.closed
  if (!change || !then)
    return { open, text: `${head}, ${open === null ? w.askFirst : open ? w.always : w.never}` }
  const next =
    open === null
      ? change.to
        ? `${w.askFirst}; ${w.opens(then)}`
        : w.askFirst
      : change.to === null
        ? open
          ? w.sureUntil(then)
          : w.perhaps(then)
        : change.to
          ? w.opens(then)
          : w.closes(then)
  return { open, text: `${head}, ${next}` }
}
