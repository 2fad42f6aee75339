// @vitest-environment happy-dom
/** A preposition takes the article that the kind of period asks for. */
import { expect, test } from 'vitest'
import { capital, englishPeriod, italianWith } from '../../../web/words/periods.ts'
import { words } from '../../../web/words/territory.ts'

test.for([
  ['2026-Q3', 'al 3° trimestre 2026', 'dal 3° trimestre 2026', 'the third quarter of 2026'],
  ['2025', 'all’anno 2025', 'dall’anno 2025', 'the year 2025'],
  ['2026-09', 'a settembre 2026', 'da settembre 2026', 'September 2026'],
] as const)('%s', ([period, to, from, english]) => {
  const name = words.it.periodName(period)
  expect(italianWith('a', name)).toBe(to)
  expect(italianWith('da', name)).toBe(from)
  expect(capital(italianWith('da', name)).slice(0, 2)).toBe('Da')
  // The month is named in the language of the page, which here is Italian.
  expect(englishPeriod(words.en.periodName(period)).replace('settembre', 'September')).toBe(english)
})
