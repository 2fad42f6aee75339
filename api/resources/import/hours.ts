/** Texts of opening hours in a file: what each means, by a person's choice before the reading of speech. */
import { createHash } from 'node:crypto'
import { checkHours, fromSpeech } from '../../hours/contract.ts'
import { Problem } from '../../http/problem.ts'
import { type HoursText, importFaults } from './contract.ts'

type Read = Omit<HoursText, 'rows'>

/** Longest text that is read, and longest form of hours in the census. */
const most = { text: 600, hours: 300 } as const

const keyOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

/** Reading takes milliseconds, and files are tried again and again. */
const readings = new Map<string, Omit<Read, 'chosen'>>()
const mostReadings = 5000

export function readHours(text: string, choices: Readonly<Record<string, string | null>>): Read {
  const key = keyOf(text)
  const known = readings.get(text)
  const read = known ?? meaningOf(text, key)
  if (!known) {
    if (readings.size >= mostReadings) readings.clear()
    readings.set(text, read)
  }
  if (!Object.hasOwn(choices, key)) return { ...read, chosen: false }
  const choice = choices[key]!
  return { ...read, openingHours: choice && checkHours(choice).canonical, chosen: true }
}

function meaningOf(text: string, key: string): Omit<Read, 'chosen'> {
  const nothing = { key, text, openingHours: null, readings: [], question: null, fault: null }
  const kept = (hours: string) => {
    const { canonical } = checkHours(hours)
    return canonical !== null && canonical.length <= most.hours ? canonical : null
  }
  if (text.length > most.text) return nothing
  const understood = ['it', 'en'].map(language => fromSpeech(text, language as 'it' | 'en'))
  const told = understood.find(({ fault }) => fault === null) ?? understood[0]!
  if (told.hours !== null) return { ...nothing, openingHours: kept(told.hours) }
  if (told.question)
    return {
      ...nothing,
      readings: told.question.readings.flatMap(hours => kept(hours) ?? []),
      question: told.question.detail,
    }
  return { ...nothing, fault: told.fault.detail }
}

/** @throws Problem where hours that a person chose or typed cannot be read */
export function assertRead(hours: readonly (string | null | undefined)[], at: string): void {
  if (hours.every(text => !text || checkHours(text).canonical !== null)) return
  throw new Problem('invalid-request', [
    { pointer: at, code: 'hours_not_read', detail: importFaults.hours_not_read },
  ])
}

/** At most so many are shown; those that need somebody come first. */
const mostShown = 300
const needOf = ({ openingHours, readings, chosen }: HoursText) =>
  chosen ? 1 : openingHours !== null ? 0 : readings.length > 0 ? 3 : 2

export const hoursTexts = (texts: Iterable<HoursText>): HoursText[] =>
  [...texts].sort((a, b) => needOf(b) - needOf(a) || b.rows - a.rows).slice(0, mostShown)
