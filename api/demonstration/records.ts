/**
 * Invented accesses with the structure of real ones. Pure: the same city and day give the same records on every
 * machine. No household stands behind them, so nothing here needs protecting.
 */

import { weekday } from '../hours/contract.ts'
import { type AccessRecord, incomeSupportValidity, type Need } from '../observations/contract.ts'
import { addMonths, daysOf, isWorkingDay, monthOf, quarterStart } from './calendar.ts'
import * as profile from './profile.ts'
import { type Random, seeded } from './random.ts'

export type City = {
  areas: readonly { id: string; residents: number }[]
  cells: readonly { id: string; area: string; residents: number }[]
  centres: readonly {
    id: string
    area: string | null
    openedOn: string
    /** Days of the week the door is open, 0 is Sunday. */
    weekdays: readonly number[]
  }[]
  /** Resources somebody can be sent to: the active ones, confidential places left out. */
  resources: readonly { id: string; area: string | null; needs: readonly string[] }[]
}

/** Two years and a half, from the first month of a quarter so that no quarter is shown half empty. */
export const firstMonth = (today: string): string => quarterStart(addMonths(monthOf(today), -30))

/** Every access up to the day before today, in the order of the days. */
export function generateRecords(
  city: City,
  today: string,
  perYear = profile.accessesPerYear(),
): AccessRecord[] {
  const records: AccessRecord[] = []
  for (let month = firstMonth(today); month <= monthOf(today); month = addMonths(month, 1))
    records.push(...generateMonth(city, month, today, perYear))
  return records
}

/** @param month YYYY-MM; its days from today on are left out */
export function generateMonth(
  city: City,
  month: string,
  today: string,
  perYear = profile.accessesPerYear(),
): AccessRecord[] {
  const random = seeded(`access ${month}`)
  const monthNumber = Number(month.slice(5, 7))
  const workingDays = daysOf(month).filter(isWorkingDay)
  const count = Math.round(
    (perYear / 12) *
      profile.seasons[monthNumber - 1]! *
      trend(month, today) *
      (0.96 + 0.08 * random.number()),
  )
  const records = Array.from({ length: count }, () =>
    generateAccess(city, month, workingDays, random),
  ).filter(record => record.date < today)
  return records.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
}

/** Linear around the middle of the time shown. */
function trend(month: string, today: string): number {
  const first = firstMonth(today)
  const monthsAfter = (a: string, b: string) =>
    (Number(a.slice(0, 4)) - Number(b.slice(0, 4))) * 12 + Number(a.slice(5, 7)) - Number(b.slice(5, 7))
  return 1 + (profile.growth / 12) * (monthsAfter(month, first) - monthsAfter(monthOf(today), first) / 2)
}

function generateAccess(
  city: City,
  month: string,
  workingDays: readonly string[],
  random: Random,
): AccessRecord {
  const monthNumber = Number(month.slice(5, 7))
  const open = city.centres.filter(centre => centre.openedOn <= `${month}-01`)
  const residence = pickResidence(city, open, random)
  const centre = pickCentre(open, residence, random)
  const days = workingDays.filter(day => centre.weekdays.includes(weekday(day)))
  const date = random.among(days.length > 0 ? days : workingDays)
  const cells = city.cells.filter(cell => cell.area === residence)

  const domains = pickDomains(residence, monthNumber, random)
  const mainNeed = domains[0]!
  const ageBand = random.pick(profile.ageWeights(mainNeed))
  const channel = random.pick(profile.channelWeights)
  const lastVisit = random.pick(profile.lastVisitWeights(monthNumber))
  return {
    id: random.uuid(),
    centre: centre.id,
    date,
    channel,
    origin: random.pick(profile.originWeights(channel)),
    residenceArea: residence,
    ...(cells.length > 0 && random.chance(profile.cellPicked)
      ? { residenceCell: random.among(cells, cellWeight).id }
      : {}),
    ageBand,
    gender: random.pick(profile.genderWeights),
    citizenship: random.pick(profile.citizenshipWeights(mainNeed, residence)),
    household: random.pick(profile.householdWeights(ageBand)),
    incomeSupport: random.pick(incomeSupportsOn(date, ageBand)),
    knownToService: pickKnown(residence, lastVisit, random),
    lastVisit,
    needs: domains.map(domain => generateNeed(city, domain, residence, centre.area, random)),
  }
}

/** A cell's weight is its residents and a quirk of its own, so that the map is not flat. */
const cellWeight = ({ id, residents }: City['cells'][number]) =>
  residents * (0.5 + seeded(`cell ${id}`).number())

function pickResidence(city: City, open: City['centres'], random: Random): string {
  const draw = random.number()
  if (draw < profile.outsideShare) return 'outside'
  if (draw < profile.outsideShare + profile.unknownAreaShare) return 'unknown'
  return random.among(city.areas, ({ id, residents }) => {
    const hasDoor = open.some(centre => centre.area === id)
    return (
      residents * (profile.visitRates[id] ?? profile.otherVisitRate) * (hasDoor ? 1 : profile.withoutDoor)
    )
  }).id
}

function pickCentre(open: City['centres'], residence: string, random: Random) {
  const own = open.filter(centre => centre.area === residence)
  return own.length > 0 && random.chance(profile.ownDoor) ? random.among(own) : random.among(open)
}

function pickDomains(residence: string, monthNumber: number, random: Random): profile.Domain[] {
  const weights: Partial<Record<profile.Domain, number>> = profile.needWeights(residence, monthNumber)
  return Array.from({ length: Number(random.pick(profile.needCounts)) }, () => {
    const domain = random.pick(weights)
    delete weights[domain]
    return domain
  })
}

/** What is legal on the day, for somebody of working age where the benefit asks for it. */
function incomeSupportsOn(date: string, ageBand: AccessRecord['ageBand']) {
  return Object.fromEntries(
    Object.entries(profile.incomeSupportWeights).filter(([benefit]) => {
      const { from = date, to = date } = incomeSupportValidity[benefit as AccessRecord['incomeSupport']] ?? {}
      const tooOld = benefit === 'sfl' && ageBand === '65+'
      return date >= from && date <= to && !tooOld
    }),
  ) as Partial<typeof profile.incomeSupportWeights>
}

function pickKnown(residence: string, lastVisit: AccessRecord['lastVisit'], random: Random) {
  if (random.chance(profile.knownUnanswered)) return 'unknown'
  const first = lastVisit === 'never_or_earlier_years' || lastVisit === 'this_year'
  const unknown = first
    ? (profile.unknownToService[residence] ?? profile.otherUnknownToService)
    : profile.unknownAtReturn
  return random.chance(unknown) ? 'no' : 'yes'
}

function generateNeed(
  city: City,
  domain: profile.Domain,
  residence: string,
  centreArea: string | null,
  random: Random,
): Need {
  const request = random.chance(profile.requestNoted)
    ? { request: random.pick(profile.requestWeights[domain]) }
    : {}
  const gap = profile.gaps[residence]?.[domain]
  if (random.chance(gap ?? profile.unmet[domain])) {
    const reasons = gap === undefined ? profile.unmetReasonWeights : profile.gapReasonWeights
    return { domain, ...request, outcome: 'unmet', unmetReason: random.pick(reasons) }
  }
  const outcome = random.pick(profile.outcomeWeights(domain))
  const answering = city.resources.filter(resource => resource.needs.includes(domain))
  const linked = outcome === 'referral' || outcome === 'guidance'
  if (!linked || answering.length === 0) return { domain, ...request, outcome }
  const near = (area: string | null) => (area === residence ? 6 : area === centreArea ? 3 : 1)
  return { domain, ...request, outcome, resources: [random.among(answering, ({ area }) => near(area)).id] }
}
