/** What opening hours mean on the clock of Potenza: states, changes, weeks, holidays, real values. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  checkHours,
  fromSpeech,
  holidayOn,
  inWords,
  nextChange,
  openAt,
  openingsOn,
  weekOf,
} from '../../api/hours/contract.ts'
import { outside } from '../support/outside.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const year = Array.from({ length: 365 }, (_, place) => addDays('2026-01-01', place))
const office = 'Mo-Fr 09:00-13:00, Tu 15:30-17:30; PH off'

test.for([
  ['2026-11-24T08:00:00Z', true],
  ['2026-11-24T07:59:59Z', false],
  ['2026-11-24T12:00:00Z', false],
  ['2026-11-24T14:30:00Z', true],
  ['2026-11-25T14:30:00Z', false],
  // Summer: an hour earlier by the same clock.
  ['2026-07-14T07:00:00Z', true],
  ['2026-07-14T11:00:00Z', false],
  ['2026-12-08T09:00:00Z', false],
] as const)('at %s an office is open: %s', ([instant, open]) => {
  expect(openAt(office, new Date(instant))).toBe(open)
})

test('what is not told, cannot be read or needs an appointment is not known', () => {
  const noon = new Date('2026-11-24T11:00:00Z')
  for (const hours of [
    null,
    undefined,
    '',
    'quando capita',
    'Tu "su appuntamento"',
    'Tu 09:00-13:00 unknown',
  ])
    expect(openAt(hours, noon), String(hours)).toBeNull()
  expect(openAt('Mo 09:00-13:00; Tu "su appuntamento"', new Date('2026-11-23T11:00:00Z'))).toBe(true)
})

test.for([
  ['before opening', '2026-11-24T06:00:00Z', '2026-11-24T08:00:00.000Z', true, 540],
  ['while open', '2026-11-24T09:00:00Z', '2026-11-24T12:00:00.000Z', false, 780],
  ['in between', '2026-11-24T13:00:00Z', '2026-11-24T14:30:00.000Z', true, 930],
  ['over the weekend', '2026-11-27T15:00:00Z', '2026-11-30T08:00:00.000Z', true, 540],
  ['over holidays', '2026-12-24T15:00:00Z', '2026-12-28T08:00:00.000Z', true, 540],
] as const)('%s the next change is told', ([, instant, at, to, minute]) => {
  const change = nextChange(office, new Date(instant))
  expect(change).toMatchObject({ to, minute })
  expect(change!.at.toISOString()).toBe(at)
})

test('nothing changes in what is always open, never open, or cannot be read', () => {
  for (const hours of ['24/7', 'off', 'quando capita', null])
    expect(nextChange(hours, new Date('2026-11-24T11:00:00Z')), String(hours)).toBeNull()
})

test('the next change is the first instant at which the state is another', () => {
  const hours = fc.constantFrom(
    office,
    'Mo-Su 20:00-08:00',
    'Sa[1] 09:00-12:00; PH off',
    'Tu 09:00-13:00 || "x"',
    'sunrise-sunset',
  )
  const instants = fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-06-01') })
  fc.assert(
    fc.property(hours, instants, (text, time) => {
      const now = new Date(time)
      const { at, to } = nextChange(text, now)!
      expect(at.getTime()).toBeGreaterThan(time)
      expect([openAt(text, now), openAt(text, at)]).toEqual([openAt(text, new Date(at.getTime() - 1)), to])
      expect(to).not.toBe(openAt(text, now))
    }),
  )
})

test('a week goes from Monday to Sunday, with its holidays', () => {
  const week = weekOf(office, '2026-12-09')!
  expect(week.map(({ day }) => day)).toEqual(
    Array.from({ length: 7 }, (_, place) => addDays('2026-12-07', place)),
  )
  expect(week.map(({ holiday }) => holiday)).toEqual([false, true, false, false, false, false, false])
  expect(week.map(({ openings }) => openings.map(({ from, to }) => [from, to]))).toEqual([
    [[540, 780]],
    [],
    [[540, 780]],
    [[540, 780]],
    [[540, 780]],
    [],
    [],
  ])
  expect(weekOf('quando capita', '2026-12-09')).toBeNull()
})

test('holidays are those of Potenza wherever PH stands', () => {
  const openOn = (hours: string, day: string) => openingsOn(hours, day)!.some(({ unknown }) => !unknown)
  expect(year.filter(day => openOn('PH 10:00-12:00', day))).toEqual(year.filter(day => holidayOn(day)))
  expect(openOn('Mo-Su 09:00-13:00; PH off', '2026-05-30')).toBe(false)
  expect(openOn('Mo-Fr,PH 09:00-13:00', '2026-05-30')).toBe(true)
  // Saint Francis: a Saturday of 2025, and not yet a holiday; a Sunday of 2026, and one.
  expect([openOn('PH 10:00-12:00', '2025-10-04'), openOn('PH 10:00-12:00', '2026-10-04')]).toEqual([
    false,
    true,
  ])
  // A holiday that is off ends the night begun on its eve; a night begun on a holiday lasts into the day after.
  expect(openingsOn('Mo-Su 22:00-02:00; PH off', '2026-12-25')!.map(({ from, to }) => [from, to])).toEqual([])
  expect(openingsOn('PH 22:00-02:00', '2026-12-27')!.map(({ from, to }) => [from, to])).toEqual([[0, 120]])
})

test('the sun rises in Potenza by the clock of Potenza', () => {
  // Published times, to the minute or so: 21 June 5:26 and 20:31, 21 December 7:17 and 16:32.
  const [summer, winter] = ['2026-06-21', '2026-12-21'].map(day => openingsOn('sunrise-sunset', day)![0]!)
  for (const [told, published] of [
    [summer!.from, 326],
    [summer!.to, 1231],
    [winter!.from, 437],
    [winter!.to, 992],
  ] as const)
    expect(Math.abs(told - published)).toBeLessThanOrEqual(2)
})

describe('whatever the time zone of the machine', () => {
  // Nights in which the clock changes in Potenza, New York, Auckland and Santiago, whose gap is at midnight.
  const script = `
    import { nextChange, openAt, weekOf } from './api/hours/contract.ts'
    const told = []
    for (const day of ['2026-03-08', '2026-03-29', '2026-09-06', '2026-09-27', '2026-10-25', '2026-11-01', '2026-12-25'])
      for (const hours of ['Mo-Su 02:15-02:45', 'Mo-Su 22:00-03:30', 'Mo-Fr 09:00-13:00; PH off', 'Mo-Su 00:00-00:30', 'sunrise-sunset']) {
        told.push(weekOf(hours, day))
        for (let minute = 0; minute < 1500; minute += 10) {
          const instant = new Date(Date.parse(day) + minute * 60000)
          told.push([openAt(hours, instant), nextChange(hours, instant)])
        }
      }
    console.log(JSON.stringify(told))`
  const toldIn = (zone: string) => {
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', script],
      { cwd: root, encoding: 'utf8', env: { ...process.env, TZ: zone }, maxBuffer: 1e8 },
    )
    expect(stderr).toBe('')
    return stdout
  }
  const here = toldIn('Europe/Rome')
  test.for(['UTC', 'America/New_York', 'Pacific/Auckland', 'America/Santiago'])('in %s', zone => {
    expect(here.length).toBeGreaterThan(10_000)
    expect(toldIn(zone) === here).toBe(true)
  })

  test('an hour that the clock skips or repeats is read by the clock', () => {
    const night = 'Mo-Su 02:15-02:45'
    // 25 October 2026: 2:30 comes twice. 29 March 2026: it does not come.
    for (const instant of ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'])
      expect(openAt(night, new Date(instant))).toBe(true)
    const skipped = Array.from(
      { length: 180 },
      (_, minute) => Date.parse('2026-03-29T00:00Z') + minute * 60_000,
    )
    expect(skipped.some(instant => openAt(night, new Date(instant)))).toBe(false)
    expect(openAt('Mo-Su 08:00-12:00', new Date('2026-03-29T06:00:00Z'))).toBe(true)
  })
})

test('the clock of the machine is as it was', () => {
  const before = globalThis.Date
  openingsOn(office, '2026-11-24')
  openingsOn('quando capita', '2026-11-24')
  expect(globalThis.Date).toBe(before)
})

test.for([
  ['lun-ven 9-13', 'hours_unreadable', 0, 'lun', 'Mo-Fr 09:00-13:00'],
  ['Mo 9-13; foo', 'hours_unreadable', 9, 'foo', null],
  ['Mo 25:00-13:00', 'hours_unreadable', 3, '25:00-13:00', null],
  ['Mo-Fr 09:00', 'hours_unreadable', 6, '09:00', null],
  ['Mo-Fr SH 09:00-13:00', 'hours_school_holidays', 6, 'SH', null],
  ['PH +1 day 09:00-13:00', 'hours_holiday_part', 0, 'PH +1 day 09:00-13:0', null],
] as const)('«%s» is refused: %s', ([text, code, position, found, suggestion]) => {
  const { canonical, fault } = checkHours(text)
  expect(canonical).toBeNull()
  expect(fault).toMatchObject({ code, position, found, suggestion })
  for (const words of [fault!.detail.it, fault!.detail.en]) {
    expect(words).toContain(String(position + 1))
    expect(words).not.toContain('{')
    if (suggestion) expect(words).toContain(suggestion)
  }
})

test.for([
  ['Mo-Fr 9:00-13:00,  Tu 15:30-17:30;PH off', office, ['corrected']],
  [office, office, []],
  ['Mo-Fr 09:00-13:00; Tu 15:30-17:30', 'Mo-Fr 09:00-13:00; Tu 15:30-17:30', ['replaces']],
  ['Dec-Mar', 'Dec-Mar', ['all_day']],
] as const)('«%s» is kept as «%s», with %o', ([text, canonical, warnings]) => {
  expect(checkHours(text)).toEqual({ canonical, fault: null, warnings })
})

const monaco = outside('opening_hours/monaco_opening_hours.txt')
/** As people tag shops and offices, each in another way. */
const written = `
24/7
Mo-Su 08:00-20:00
Mo-Fr 09:00-13:00,15:00-18:30
Mo-Sa 08:30-12:30; PH off
Mo-Fr 08:00-12:00; Tu 15:30-17:30
Mo,We,Fr 10:00-12:00
Tu-Su 19:00-23:30
Fr-Sa 22:00-04:00
Sa 09:00-13:00; Su off
Mo-Th 08:30-17:00; Fr 08:30-13:00
Jun-Sep Mo-Su 09:00-24:00
Oct-May Sa-Su 10:00-17:00
Mo-Fr 09:00-13:00; Aug off
Mo-Su,PH 07:00-22:00
`
  .trim()
  .split('\n')
test.for([
  ['written here', written, 0],
  // One value names a year, which has no word in speech.
  ...(monaco ? ([['of a real city', readFileSync(monaco, 'utf8').trim().split('\n'), 1]] as const) : []),
] as const)('values %s keep their openings in every form, all year', ([, values, unspoken]) => {
  const openings = (hours: string) =>
    year.map(day => openingsOn(hours, day)?.map(({ from, to, unknown }) => [from, to, unknown]))
  const counts = { values: values.length, read: 0, canonical: 0, italian: 0, english: 0 }
  for (const value of values) {
    const { canonical } = checkHours(value)
    if (canonical === null) continue
    counts.read++
    const meant = JSON.stringify(openings(value))
    const same = (hours: string | null) => hours !== null && JSON.stringify(openings(hours)) === meant
    if (same(canonical)) counts.canonical++
    if (same(fromSpeech(inWords(value, 'it'), 'it').hours)) counts.italian++
    if (same(fromSpeech(inWords(value, 'en'), 'en').hours)) counts.english++
  }
  const all = values.length
  expect(counts).toEqual({
    values: all,
    read: all,
    canonical: all,
    italian: all - unspoken,
    english: all - unspoken,
  })
})
