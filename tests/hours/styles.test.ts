/** Timetables in the styles of many offices: read as they are, asked back or refused, and never another timetable. */
import { expect, test } from 'vitest'
import { fromSpeech, sameOpenings } from '../../api/hours/contract.ts'
import { outcomes, writtenSet } from './styles.ts'

test('no style of writing makes another timetable', () => {
  const count = Object.fromEntries(outcomes.map(outcome => [outcome, 0]))
  const wrong: string[] = []
  for (const { style, text, right } of writtenSet()) {
    const { hours, question } = fromSpeech(text, 'it')
    if (hours !== null && !sameOpenings(hours, right))
      wrong.push(`${style}: ${text} → ${hours}, not ${right}`)
    // What is asked back offers the right answer among the others.
    if (question && !question.readings.some(reading => sameOpenings(reading, right)))
      wrong.push(`${style}: ${text} → none of ${question.readings.join(' | ')} is ${right}`)
    count[hours !== null ? 'right' : question ? 'asked' : 'refused']! += 1
  }
  expect(wrong).toEqual([])
  expect(count.right! / writtenSet().length).toBeGreaterThan(0.8)
}, 120_000)
