/** Invented timetables as offices write them, each with the hours it means: days by ranges by styles of writing. */

export type Written = { style: string; text: string; right: string }

const codes = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const
const long = ['lunedì', 'martedì', 'mercoledì', 'giovedì', 'venerdì', 'sabato', 'domenica']
const short = ['lun', 'mar', 'mer', 'gio', 'ven', 'sab', 'dom']
const english = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** Days by their place in the week; two in brackets are a span. */
type Days = { list: readonly number[] } | { span: readonly [number, number] }
type Times = readonly (readonly [string, string])[]
type Part = { days: Days; times: Times }

const allDays: readonly Days[] = [
  { span: [0, 4] },
  { span: [0, 5] },
  { span: [1, 3] },
  { span: [0, 6] },
  { list: [1] },
  { list: [1, 3] },
  { list: [0, 2, 4] },
  { list: [5, 6] },
]
const allTimes: readonly Times[] = [
  [['9:00', '13:00']],
  [['8:30', '12:30']],
  [
    ['9:00', '12:00'],
    ['15:00', '18:30'],
  ],
  [['20:00', '8:00']],
]
/** More hours, as in the second half of many timetables. */
const second: readonly (Part | null)[] = [
  null,
  { days: { list: [1, 3] }, times: [['15:30', '17:30']] },
  { days: { list: [5] }, times: [['9:00', '12:00']] },
]

type Style = {
  name: string
  days: (days: Days) => string
  times: (times: Times) => string
  join: string
  daysLast?: boolean
}
const named =
  (names: readonly string[], to: string, and: string, case_ = (text: string) => text) =>
  (days: Days) =>
    case_(
      'span' in days
        ? days.span.map(day => names[day]!).join(to)
        : days.list.map(day => names[day]!).join(and),
    )
const dal = (days: Days) =>
  'span' in days
    ? `dal ${long[days.span[0]]} ${days.span[1] === 6 ? 'alla' : 'al'} ${long[days.span[1]]}`
    : days.list.map(day => long[day]!).join(' e ')
const figures = (mark: string, isShort: boolean) => (time: string) =>
  isShort ? time.replace(/:00$/, '').replace(':', mark) : time.replace(':', mark)
const ranges =
  (write: (time: string) => string, to: string, and: string) =>
  (times: Times): string =>
    times.map(([from, end]) => `${write(from)}${to}${write(end)}`).join(and)
const dalle = (write: (time: string) => string) => (times: Times) =>
  times.map(([from, end]) => `dalle ${write(from)} alle ${write(end)}`).join(' e ')

const styles: readonly Style[] = [
  { name: 'short, dash', days: named(short, '-', ', '), times: ranges(figures(':', true), '-', ' e '), join: ', ' },
  { name: 'decimal commas', days: named(short, '-', ' '), times: ranges(figures(',', false), '-', ' / '), join: '; ' },
  { name: 'commas for everything', days: named(short, '-', ','), times: ranges(figures(',', false), '-', ','), join: ', ' },
  { name: 'points', days: named(long, ' - ', ' - ', text => text.toUpperCase()), times: ranges(figures('.', false), ' - ', ' '), join: '\n' },
  { name: 'apostrophes', days: named(long, ' - ', ' E ', text => text.toUpperCase().replaceAll('Ì', "I'")), times: ranges(figures('.', false), '/', ' '), join: '. ' },
  { name: 'dal … al', days: dal, times: dalle(figures(':', true)), join: ', ' },
  { name: 'dal … al, commas', days: dal, times: dalle(figures(',', false)), join: '; ' },
  { name: 'hours first', days: dal, times: dalle(time => `ore ${figures(',', false)(time)}`), join: ', ', daysLast: true },
  { name: 'hours first, short', days: named(short, '-', ' e '), times: ranges(figures(':', true), '-', ' e '), join: ', ', daysLast: true },
  { name: 'slashes', days: named(short, '/', '/'), times: ranges(figures('.', true), '/', ' '), join: ' - ' },
  { name: 'h and points', days: named(short, ' - ', '. '), times: ranges(figures('h', false), ' – ', '; '), join: ' ' },
  { name: 'no separators', days: named(short, '-', ' '), times: ranges(figures('.', true), '-', ' '), join: ' ' },
  { name: 'English', days: named(english, '-', ', '), times: ranges(figures(':', true), '-', ' and '), join: ', ' },
] // biome-ignore format: a table reads better in rows

const padded = (time: string) => time.padStart(5, '0')
const inSyntax = ({ days, times }: Part) =>
  `${'span' in days ? days.span.map(day => codes[day]).join('-') : days.list.map(day => codes[day]).join(',')} ${times
    .map(([from, to]) => `${padded(from)}-${padded(to)}`)
    .join(',')}`

const daysOf = (days: Days) =>
  new Set(
    'span' in days
      ? codes.map((_, day) => day).filter(day => day >= days.span[0] && day <= days.span[1])
      : days.list,
  )
const minutes = (time: string) => Number(time.split(':')[0]) * 60 + Number(time.split(':')[1])
/** Hours of one timetable that meet on a day have no meaning that everybody would find in them. */
const meet = (one: Part, other: Part) =>
  [...daysOf(one.days)].some(day => daysOf(other.days).has(day)) &&
  one.times.some(([from, to]) => {
    const end = minutes(to) > minutes(from) ? minutes(to) : 1440
    return other.times.some(([start, stop]) => minutes(start) < end && minutes(from) < minutes(stop))
  })

/** Every timetable in every style. */
export function writtenSet(): Written[] {
  const set: Written[] = []
  for (const days of allDays)
    for (const times of allTimes)
      for (const more of second) {
        const parts: Part[] = [{ days, times }, ...(more ? [more] : [])]
        if (more && meet(parts[0]!, more)) continue
        const right = parts.map(inSyntax).join(', ')
        for (const { name, days: writeDays, times: writeTimes, join, daysLast } of styles) {
          const text = parts
            .map(part => [writeDays(part.days), writeTimes(part.times)])
            .map(([first, last]) => (daysLast ? `${last} ${first}` : `${first} ${last}`))
            .join(join)
          set.push({ style: name, text, right })
        }
      }
  return set
}

export const outcomes = ['right', 'asked', 'refused', 'wrong'] as const
export type Outcome = (typeof outcomes)[number]
