/** Three letters of what people say are enough to find a need. */
import { expect, test } from 'vitest'
import { needDomains } from '../../../api/observations/contract.ts'
import { findNeeds } from '../../../web/observations/needs.ts'
import { needSynonyms } from '../../../web/words/observations.ts'
import { words } from '../../../web/words/vocabulary.ts'

test.each([
  ['aff', 'housing'],
  ['bol', 'economic'],
  ['lav', 'work'],
  ['cas', 'housing'],
  ['scu', 'education'],
  ['dop', 'education'],
  ['med', 'health'],
  ['bad', 'disability_care'],
  ['fig', 'family'],
  ['sol', 'isolation'],
  ['per', 'migration'],
  ['ise', 'rights_access'],
  ['POV', 'economic'],
  ['povertà', 'economic'],
  ['poverta', 'economic'],
  ['mental', 'mental_health'],
])('«%s» finds %s first', (typed, domain) => {
  expect(findNeeds(typed, 'it')[0]?.domain).toBe(domain)
})

test('nothing typed lists every need, and unknown letters none', () => {
  expect(findNeeds('', 'it').map(({ domain }) => domain)).toEqual(needDomains)
  expect(findNeeds('xyz', 'it')).toEqual([])
})

test.each(['it', 'en'] as const)(
  'in %s the first three letters of every label and synonym find their need',
  language => {
    for (const domain of needDomains)
      for (const said of [words[language].needDomain[domain], ...needSynonyms[language][domain]]) {
        const found = findNeeds(said.slice(0, 3), language).map(need => need.domain)
        expect(found, said).toContain(domain)
      }
  },
)
