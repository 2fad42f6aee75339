/** Opening hours: of texts whose meaning is known, how many are read right, asked back, refused, read wrongly. */
import { existsSync, readFileSync } from 'node:fs'
import { checkHours, fromSpeech, inWords, sameOpenings } from '../../api/hours/contract.ts'
import { type Outcome, outcomes, writtenSet } from '../hours/styles.ts'

type Line = (what: string, figure: string) => void

/** Real values in the syntax, beside the repository; told in words and read again. */
const real = new URL('../../../shared/data/opening_hours/monaco_opening_hours.txt', import.meta.url)

const outcomeOf = (text: string, right: string): Outcome => {
  const { hours, question } = fromSpeech(text, 'it')
  if (hours !== null) return sameOpenings(hours, right) ? 'right' : 'wrong'
  return question ? 'asked' : 'refused'
}

function tally(name: string, set: readonly { text: string; right: string }[], line: Line): void {
  const count = new Map<Outcome, number>()
  const begun = performance.now()
  for (const { text, right } of set) {
    const outcome = outcomeOf(text, right)
    count.set(outcome, (count.get(outcome) ?? 0) + 1)
  }
  line(`${name}: texts`, String(set.length))
  for (const outcome of outcomes) {
    const found = count.get(outcome) ?? 0
    const goal = outcome === 'wrong' ? ' (goal 0)' : ''
    line(`${name}: ${outcome}${goal}`, `${found} (${((100 * found) / set.length).toFixed(1)} %)`)
  }
  line(
    `${name}: one text, read and compared over a year`,
    `${((performance.now() - begun) / set.length).toFixed(1)} ms`,
  )
}

export function hours(line: Line): void {
  console.log('\nOpening hours as offices write them')
  tally('invented timetables', writtenSet(), line)
  if (!existsSync(real)) {
    console.log('  Without ../shared/data/opening_hours beside the repository')
    return
  }
  const values = readFileSync(real, 'utf8')
    .trim()
    .split('\n')
    .flatMap(value => checkHours(value).canonical ?? [])
  tally(
    'real values, in words',
    values.map(value => ({ text: inWords(value, 'it'), right: value })),
    line,
  )
}
