// @vitest-environment happy-dom
/** Every word exists in both languages, every code has a label, and what must be short is. */
import { expect, test } from 'vitest'
import { needGroups } from '../../../api/disclosure/codes.ts'
import { roles } from '../../../api/http/operation.ts'
import { problems } from '../../../api/http/problem.ts'
import * as contract from '../../../api/observations/contract.ts'
import { pageProblems } from '../../../web/api/problem.ts'
import { words as accounts } from '../../../web/words/accounts.ts'
import { words as answering } from '../../../web/words/answering.ts'
import { words as catalogue } from '../../../web/words/catalogue.ts'
import { words as compare } from '../../../web/words/compare.ts'
import { words as disclosure } from '../../../web/words/disclosure.ts'
import { words as hours } from '../../../web/words/hours.ts'
import { words as imports } from '../../../web/words/imports.ts'
import { words as indicators } from '../../../web/words/indicators.ts'
import { setLanguage } from '../../../web/words/language.ts'
import { words as observations } from '../../../web/words/observations.ts'
import { words as offline } from '../../../web/words/offline.ts'
import { problemTypesWithWords, problemWords } from '../../../web/words/problems.ts'
import { words as projects } from '../../../web/words/projects.ts'
import { words as shell } from '../../../web/words/shell.ts'
import { words as tally } from '../../../web/words/tally.ts'
import { words as time } from '../../../web/words/time.ts'
import { words as vocabulary } from '../../../web/words/vocabulary.ts'

/** @returns the path of every word, so that two languages can be compared */
const pathsOf = (of: unknown, at = ''): string[] =>
  typeof of === 'object' && of !== null
    ? Object.entries(of).flatMap(([key, value]) => pathsOf(value, `${at}/${key}`))
    : [`${at} ${typeof of}`]
const count = (text: string) => text.trim().split(/\s+/).length

test.each(
  Object.entries({
    accounts,
    answering,
    catalogue,
    compare,
    disclosure,
    hours,
    imports,
    indicators,
    observations,
    offline,
    projects,
    shell,
    tally,
    time,
    vocabulary,
  }),
)('%s says the same things in Italian and in English', (_name, words) => {
  expect(pathsOf(words.en)).toEqual(pathsOf(words.it))
})

test.each(['it', 'en'] as const)('in %s every code of an access has a label of its own', language => {
  const codes = {
    channel: contract.channels,
    origin: contract.origins,
    ageBand: contract.ageBands,
    gender: contract.genders,
    citizenship: contract.citizenships,
    household: contract.households,
    incomeSupport: contract.incomeSupports,
    known: contract.known,
    lastVisit: contract.lastVisits,
    needDomain: contract.needDomains,
    needGroup: needGroups,
    request: contract.requests,
    outcome: contract.outcomes,
    unmetReason: contract.unmetReasons,
    role: roles,
  }
  for (const [name, list] of Object.entries(codes)) {
    const labels: Record<string, string> = vocabulary[language][name as keyof typeof codes]
    expect(Object.keys(labels).sort(), name).toEqual([...list].sort())
    expect(new Set(Object.values(labels)).size, name).toBe(list.length)
    for (const label of Object.values(labels)) expect(label.trim()).not.toBe('')
  }
})

test.each(['it', 'en'] as const)(
  'in %s a definition has at most 60 words, the method at most 120',
  language => {
    const { accessesDefinition, needsDefinition, rateDefinition } = indicators[language]
    for (const definition of [accessesDefinition, needsDefinition, rateDefinition])
      expect(count(definition)).toBeLessThanOrEqual(60)
    expect(count(disclosure[language].how.join(' '))).toBeLessThanOrEqual(120)
  },
)

const ofPages = pageProblems.map(({ type }) => type.split('/').at(-1)!)
test('the words for problems are of problems that exist, and a problem without words says its own title', () => {
  for (const type of problemTypesWithWords) expect([...ofPages, ...Object.keys(problems)]).toContain(type)
  expect(problemTypesWithWords).toEqual(expect.arrayContaining(ofPages))
  setLanguage('en')
  expect(problemWords({ type: '/problems/offline', title: '', status: 0 }).title).toBe('No network')
  setLanguage('it')
  expect(problemWords({ type: '/problems/offline', title: '', status: 0 }).title).toBe('Senza rete')
  expect(problemWords({ type: '/problems/other', title: 'Altro', status: 500 })).toEqual({
    title: 'Altro',
    text: '',
  })
})

test('no word brands a place or a person', () => {
  const text = JSON.stringify({
    accounts,
    answering,
    catalogue,
    compare,
    disclosure,
    indicators,
    observations,
    offline,
    projects,
    shell,
    vocabulary,
  }).toLowerCase()
  for (const brand of ['degrad', 'disagiat', 'emarginat', 'peggior']) expect(text).not.toContain(brand)
})
