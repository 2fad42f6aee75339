/** How many places there are, who waits, who pays and until when, where a route stops: each told in one way everywhere. */
import type { ResourceEntry } from '../../api/resources/contract.ts'
import type { fundingSources } from '../../api/resources/types.codes.ts'
import { locale } from './language.ts'

type Capacity = NonNullable<ResourceEntry['capacity']>
type Funding = ResourceEntry['fundings'][number]

const number = (value: number) => new Intl.NumberFormat(locale()).format(value)
const day = (date: string) =>
  new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'numeric', year: 'numeric' }).format(
    new Date(`${date}T12:00:00`),
  )

type Words = typeof it
const it = {
  /** Without the day: for lists, where the line is short. */
  places: ({ total, available, unit }: Pick<Capacity, 'total' | 'available' | 'unit'>): string => {
    if (available === undefined) return `${number(total)} ${unit}`
    if (unit !== 'posti') return `liberi ${number(available)} su ${number(total)} (${unit})`
    if (available === 0) return `nessun posto libero su ${number(total)}`
    return `${number(available)} ${available === 1 ? 'posto libero' : 'posti liberi'} su ${number(total)}`
  },
  on: (date: string) => `al ${day(date)}`,
  waiting: (waiting: boolean | undefined, count: number | undefined): string =>
    waiting === undefined
      ? ''
      : !waiting
        ? 'no'
        : count === undefined
          ? 'sì'
          : `sì, ${number(count)} in attesa`,
  sources: {
    public: 'pubblico',
    private: 'privato',
    volunteer: 'volontariato',
    mixed: 'misto',
  } satisfies Record<(typeof fundingSources)[number], string>,
  hours: (count: number) => `${number(count)} ${count === 1 ? 'ora' : 'ore'} a settimana`,
  until: (date: string) => `fino al ${day(date)}`,
  endedOn: (date: string) => `finito il ${day(date)}`,
  stops: 'Fermate',
  stopNow: (name: string) => `adesso a «${name}»`,
  stopsCount: (count: number) => `${count} ${count === 1 ? 'fermata' : 'fermate'}`,
}
const en: Words = {
  places: ({ total, available, unit }) => {
    const what = unit === 'posti' ? (total === 1 ? 'place' : 'places') : unit
    if (available === undefined) return `${number(total)} ${what}`
    if (unit !== 'posti') return `${number(available)} of ${number(total)} free (${unit})`
    if (available === 0) return `no free place of ${number(total)}`
    return `${number(available)} free ${available === 1 ? 'place' : 'places'} of ${number(total)}`
  },
  on: date => `on ${day(date)}`,
  waiting: (waiting, count) =>
    waiting === undefined
      ? ''
      : !waiting
        ? 'no'
        : count === undefined
          ? 'yes'
          : `yes, ${number(count)} waiting`,
  sources: { public: 'public', private: 'private', volunteer: 'volunteers', mixed: 'mixed' },
  hours: count => `${number(count)} ${count === 1 ? 'hour' : 'hours'} a week`,
  until: date => `until ${day(date)}`,
  endedOn: date => `ended on ${day(date)}`,
  stops: 'Stops',
  stopNow: name => `now at “${name}”`,
  stopsCount: count => `${count} ${count === 1 ? 'stop' : 'stops'}`,
}

export const words = { it, en }

/** «3 posti liberi su 20, al 12/11/2026». */
export const capacityTold = (w: Words, capacity: Capacity): string =>
  `${w.places(capacity)}, ${w.on(capacity.on)}`

/** @param today where given, a line that has ended says so */
export const fundingTold = (
  w: Words,
  { source, body, hoursPerWeek, until }: Funding,
  today?: string,
): string =>
  [
    w.sources[source],
    body,
    hoursPerWeek !== undefined && w.hours(hoursPerWeek),
    until && (today !== undefined && until < today ? w.endedOn(until) : w.until(until)),
  ]
    .filter(Boolean)
    .join(' · ')
