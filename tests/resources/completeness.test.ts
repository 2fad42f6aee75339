/** Which question is asked next, by what is known: the most useful first, none that the type does not have. */
import { expect, test } from 'vitest'
import { completenessOf, questions, questionsFor } from '../../api/resources/completeness.contract.ts'
import { resourceTypes } from '../../api/resources/types.codes.ts'

type Known = Parameters<typeof completenessOf>[0]
const all: Known = {
  type: 'after_school',
  needs: ['education'],
  openingHours: 'Mo-Fr 15:00-18:00',
  phone: '0971 000000',
  cost: 'free',
  accessMode: 'free',
  targetGroups: ['family_minors'],
  minAge: 0,
  languages: ['it'],
  wheelchair: 'no',
  capacity: { total: 0, unit: 'posti', on: '2026-11-01' },
  fundings: [{ source: 'public' }],
  owner: { name: 'Ente di prova', kind: 'aps' },
}

test.for<[string, Known, [number, number], string | null]>([
  ['nothing', {}, [0, 12], 'needs'],
  ['a type alone', { type: 'after_school' }, [0, 12], 'needs'],
  ['needs', { type: 'after_school', needs: ['education'] }, [1, 12], 'openingHours'],
  ['a later answer alone', { type: 'after_school', fundings: [{ source: 'public' }] }, [1, 12], 'needs'],
  ['all', all, [12, 12], null],
  [
    'all but the site, with an address of mail',
    { ...all, phone: undefined, email: 'a@example.org' },
    [12, 12],
    null,
  ],
  ['no contact at all', { ...all, phone: undefined }, [11, 12], 'contact'],
  ['an entrance nobody looked at', { ...all, wheelchair: 'unknown' }, [11, 12], 'wheelchair'],
  ['no age but a requirement', { ...all, minAge: undefined, eligibility: 'residenti' }, [12, 12], null],
  ['neither ages nor requirements', { ...all, minAge: undefined }, [11, 12], 'ages'],
  [
    'stops that say when, no hours',
    { ...all, openingHours: undefined, stops: [{ name: 'a', at: [15.8, 40.6], when: 'Sa 09:00-10:00' }] },
    [12, 12],
    null,
  ],
  ['a library, which has no places', { ...all, type: 'library', capacity: undefined }, [11, 11], null],
  ['a park', { type: 'park', needs: ['health'], openingHours: 'Mo-Su 07:30-20:00' }, [2, 7], 'cost'],
  ['empty texts and lists', { ...all, needs: [], phone: '', languages: [] }, [9, 12], 'needs'],
])('%s', ([, known, [count, of], next]) => {
  expect(completenessOf(known)).toEqual({ known: count, of, next })
})

test('every type is asked what it answers, when and how it is entered, in one order', () => {
  for (const type of resourceTypes) {
    const asked = questionsFor(type)
    expect(asked).toEqual(questions.filter(question => asked.includes(question)))
    expect(asked).toEqual(
      expect.arrayContaining(['needs', 'openingHours', 'cost', 'accessMode', 'wheelchair']),
    )
  }
})
