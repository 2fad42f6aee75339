import { describe, expect, test } from 'vitest'
import { addMonths, isWorkingDay } from '../../api/demonstration/calendar.ts'
import { firstMonth, generateMonth, generateRecords } from '../../api/demonstration/records.ts'
import { lateOpening } from '../../api/demonstration/territory.ts'
import { addDays, weekday } from '../../api/hours/contract.ts'
import { AccessRecord, incomeSupportValidity } from '../../api/observations/contract.ts'
import { openWeekdays } from '../../api/observations/working-days.ts'
import { demonstrationCity } from '../support/city.ts'

const today = '2026-11-22'
const city = demonstrationCity(today)
const records = generateRecords(city, today)
const share = <T>(items: readonly T[], holds: (item: T) => boolean) =>
  items.filter(holds).length / items.length
const firstVisits = records.filter(({ lastVisit }) =>
  ['never_or_earlier_years', 'this_year'].includes(lastVisit),
)
const needsOf = (area: string, domain: string) =>
  records
    .filter(record => record.residenceArea === area)
    .flatMap(record => record.needs)
    .filter(need => need.domain === domain)
const unmetShare = (area: string, domain: string) =>
  share(needsOf(area, domain), need => need.outcome === 'unmet')

describe('the invented accesses', () => {
  test('are the same for the same day, ids included', () => {
    expect(generateRecords(demonstrationCity(today), today)).toEqual(records)
  })

  test('are another day’s with the day after added at the end of the month', () => {
    const sooner = generateMonth(city, '2026-11', '2026-11-20')
    const later = generateMonth(city, '2026-11', '2026-11-21')
    expect(sooner).toEqual(later.filter(record => record.date < '2026-11-20'))
    expect(later.length).toBeGreaterThan(sooner.length)
  })

  test('have ids of their own', () => {
    expect(new Set(records.map(record => record.id)).size).toBe(records.length)
  })

  test('are about 4,000 a year over two years and a half, up to yesterday', () => {
    for (const from of ['2024-04', '2024-07', '2025-01', '2025-11']) {
      const year = records.filter(
        ({ date }) => date >= `${from}-01` && date < `${addMonths(from, 12)}-01` && from >= firstMonth(today),
      )
      expect(Math.abs(year.length - 4000), from).toBeLessThan(400)
    }
    expect(firstMonth(today)).toBe('2024-04')
    expect(records[0]!.date.slice(0, 7)).toBe('2024-04')
    expect(records.at(-1)!.date).toBe('2026-11-20')
  })

  test('are legal: the contract, the centre’s days, the benefits in force, the needs once each', () => {
    const centres = new Map(city.centres.map(centre => [centre.id, centre]))
    for (const record of records) {
      expect(AccessRecord.safeParse(record).error).toBeUndefined()
      const centre = centres.get(record.centre)!
      expect(record.date >= centre.openedOn).toBe(true)
      expect(centre.weekdays).toContain(weekday(record.date))
      expect(isWorkingDay(record.date)).toBe(true)
      const { from = record.date, to = record.date } = incomeSupportValidity[record.incomeSupport] ?? {}
      expect(record.date >= from && record.date <= to).toBe(true)
      expect(new Set(record.needs.map(need => need.domain)).size).toBe(record.needs.length)
      const cell = city.cells.find(({ id }) => id === record.residenceCell)
      expect(record.residenceCell === undefined || cell?.area === record.residenceArea).toBe(true)
      for (const need of record.needs) {
        expect(need.outcome === 'unmet').toBe(need.unmetReason !== undefined)
        for (const resource of need.resources ?? []) expect(city.statuses.get(resource)).toBe('active')
      }
    }
  })

  test.for(['2024-02-29', '2025-01-01', '2026-08-15', '2027-03-31'])('are legal on %s as well', day => {
    const then = generateRecords(demonstrationCity(day), day)
    for (const record of then) {
      expect(record.date < day && isWorkingDay(record.date)).toBe(true)
      const { from = record.date, to = record.date } = incomeSupportValidity[record.incomeSupport] ?? {}
      expect(record.date >= from && record.date <= to).toBe(true)
      if (record.centre === 'porta-nord-est') expect(record.date >= lateOpening(day)).toBe(true)
      if (record.date.slice(5) < '04-01') expect(record.lastVisit).not.toBe('this_year')
    }
    if (day < '2026') expect(then.some(record => record.incomeSupport === 'rdc_historic')).toBe(true)
  })

  test('leave one area quiet, and it goes elsewhere until its centre opens', () => {
    const rate = (id: string) =>
      records.filter(record => record.residenceArea === id).length /
      city.areas.find(area => area.id === id)!.residents
    const others = ['nord-ovest', 'centro', 'sud'].map(rate)
    expect(rate('nord-est')).toBeLessThan((0.6 * others.reduce((sum, each) => sum + each)) / 3)
    const early = records.filter(
      ({ residenceArea, date }) => residenceArea === 'nord-est' && date < lateOpening(today),
    )
    expect(early.length).toBeGreaterThan(100)
    expect(early.some(record => record.centre === 'porta-nord-est')).toBe(false)
  })

  test('lack an answer where the territory lacks one', () => {
    for (const [area, domain, other] of [
      ['sud', 'education', 'nord-ovest'],
      ['sud', 'work', 'centro'],
      ['nord-est', 'isolation', 'centro'],
    ] as const) {
      expect(unmetShare(area, domain), `${area} ${domain}`).toBeGreaterThan(0.35)
      expect(unmetShare(other, domain), `${other} ${domain}`).toBeLessThan(0.25)
      const reasons = needsOf(area, domain).filter(need => need.unmetReason)
      expect(
        share(reasons, need => ['none_exists', 'too_far'].includes(need.unmetReason!)),
        `${area} ${domain}`,
      ).toBeGreaterThan(0.7)
    }
  })

  test('differ by area in their main needs', () => {
    const mainShare = (area: string, domain: string) =>
      share(
        records.filter(record => record.residenceArea === area),
        record => record.needs[0]!.domain === domain,
      )
    expect(mainShare('nord-ovest', 'economic')).toBeGreaterThan(mainShare('centro', 'economic'))
    expect(mainShare('centro', 'isolation')).toBeGreaterThan(1.5 * mainShare('nord-ovest', 'isolation'))
    expect(mainShare('nord-est', 'work')).toBeGreaterThan(1.3 * mainShare('centro', 'work'))
    expect(mainShare('sud', 'housing')).toBeGreaterThan(1.5 * mainShare('nord-ovest', 'housing'))
    expect(mainShare('sud', 'migration')).toBeGreaterThan(1.5 * mainShare('centro', 'migration'))
  })

  test('follow the year: August empties, September asks for school', () => {
    const inMonth = (month: string) => records.filter(({ date }) => date.slice(5, 7) === month)
    const education = (month: string) =>
      share(inMonth(month), ({ needs }) => needs.some(({ domain }) => domain === 'education'))
    expect(inMonth('08').length).toBeLessThan(0.65 * inMonth('06').length)
    expect(education('09')).toBeGreaterThan(1.5 * education('05'))
  })

  test('have the shares that a desk reports', () => {
    const known = firstVisits.filter(record => record.knownToService !== 'unknown')
    expect(share(known, record => record.knownToService === 'no')).toBeCloseTo(0.38, 1)
    expect(share(records, record => record.knownToService === 'unknown')).toBeCloseTo(0.08, 1)
    expect(share(records, record => record.residenceArea === 'outside')).toBeCloseTo(0.1, 1)
    expect(share(records, record => record.residenceArea === 'unknown')).toBeCloseTo(0.04, 1)
    expect(firstVisits.length / records.length).toBeCloseTo(0.55, 1)
    const withArea = records.filter(({ residenceArea }) => city.areas.some(({ id }) => id === residenceArea))
    expect(share(withArea, record => record.residenceCell !== undefined)).toBeCloseTo(0.5, 1)
    const referrals = records.flatMap(({ needs }) => needs).filter(({ outcome }) => outcome === 'referral')
    expect(share(referrals, need => need.resources !== undefined)).toBe(1)
  })
})

describe('the calendar', () => {
  test.for([
    ['2026-05-30', false], // Saint Gerard
    ['2026-04-06', false], // Easter Monday
    ['2027-03-29', false],
    ['2026-12-25', false],
    ['2026-11-22', false], // a Sunday
    ['2026-11-23', true],
  ] as const)('knows whether a door opens on %s: %s', ([day, open]) => {
    expect(isWorkingDay(day)).toBe(open)
  })

  test.for([
    ['Mo,We,Fr 09:00-13:00; Tu,Th 15:30-18:00; PH off', [1, 2, 3, 4, 5]],
    ['Tu,Th,Fr 09:30-13:00; We 15:30-18:00; PH off', [2, 3, 4, 5]],
    ['Mo-Fr 09:00-13:00; Tu,Th 15:00-17:30; PH off', [1, 2, 3, 4, 5]],
    ['Fr-Mo 09:00-13:00', [0, 1, 5, 6]],
    [null, [1, 2, 3, 4, 5]],
  ] as const)('reads the weekdays of %s', ([hours, days]) => {
    expect(openWeekdays(hours)).toEqual(days)
  })

  test('opens the late centre at the start of the quarter of 15 months ago', () => {
    for (let day = '2025-01-01'; day < '2026-01-01'; day = addDays(day, 9)) {
      const opening = lateOpening(day)
      expect(opening).toMatch(/-(01|04|07|10)-01$/)
      expect(opening <= `${addMonths(day.slice(0, 7), -15)}-01`).toBe(true)
      expect(opening > `${addMonths(day.slice(0, 7), -18)}-01`).toBe(true)
    }
  })
})
