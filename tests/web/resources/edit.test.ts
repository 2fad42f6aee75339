// @vitest-environment happy-dom
/** Only what differs from the census is sent, and what was typed survives somebody else's edit. */
import { expect, test } from 'vitest'
import { type Resource, ResourceChange } from '../../../api/resources/contract.ts'
import { changeOf, conceded, draftOf, rebased } from '../../../web/resources/edit.ts'
import { words } from '../../../web/words/upkeep.ts'

const resource = (change: Partial<Resource['properties']> = {}, version = 1): Resource => ({
  type: 'Feature',
  id: 'a0a7b917-dcf4-4261-963a-3e2a2b4f44ad',
  geometry: { type: 'Point', coordinates: [15.80001, 40.64] },
  properties: {
    id: 'a0a7b917-dcf4-4261-963a-3e2a2b4f44ad',
    version,
    name: 'Doposcuola',
    type: 'after_school',
    group: 'minors_family',
    area: 'centro',
    positionQuality: 'approximate',
    services: [],
    fundings: [],
    stops: [],
    needs: ['education'],
    targetGroups: [],
    languages: [],
    wheelchair: 'unknown',
    status: 'active',
    visibility: 'public',
    phone: '0971 000000',
    capacity: { total: 10, unit: 'posti', on: '2026-01-01' },
    verifiedOn: null,
    stale: true,
    faded: false,
    isDemo: false,
    ...change,
  },
})

test('nothing is sent of what nobody touched, not even in another shape', () => {
  const park: Resource = {
    ...resource(),
    geometry: {
      type: 'LineString',
      coordinates: [
        [15.8, 40.6],
        [15.9, 40.7],
      ],
    },
  }
  for (const from of [resource(), park, { ...resource(), geometry: null }])
    expect(changeOf(draftOf(from), from)).toEqual({})
})

test('a change is one that the contract takes; an emptied field is null, a capacity is of today', () => {
  const from = resource()
  const change = changeOf(
    {
      ...draftOf(from),
      name: ' Nuovo ',
      phone: ' ',
      place: [15.8123456, 40.64],
      capacity: '12',
      cost: 'free',
      keeper: 'porta-centro',
    },
    from,
  )
  const on = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Rome' }).format(new Date())
  expect(change).toEqual({
    name: 'Nuovo',
    phone: null,
    geometry: { type: 'Point', coordinates: [15.81235, 40.64] },
    capacity: { total: 12, unit: 'posti', on },
    cost: 'free',
    keeper: 'porta-centro',
  })
  expect(ResourceChange.parse({ version: 1, ...change })).toEqual({ version: 1, ...change })
})

test('after another edit, mine stays typed and the rest is theirs, until I concede', () => {
  const from = resource()
  const onto = resource({ name: 'Loro', phone: '0971 111111', needs: ['family'] }, 2)
  const mine = { ...draftOf(from), name: 'Mio', address: 'Quartiere' }
  const draft = rebased(mine, from, onto)
  expect(draft).toEqual({ ...draftOf(onto), name: 'Mio', address: 'Quartiere' })
  expect(changeOf(draft, onto)).toEqual({ name: 'Mio', address: 'Quartiere' })
  expect(changeOf(conceded(draft, 'name', onto), onto)).toEqual({ address: 'Quartiere' })
})

test('the words of both languages say the same things', () => {
  const shape = (value: object): unknown[] =>
    Object.entries(value).flatMap(([name, inner]) =>
      typeof inner === 'object' ? [name, shape(inner)] : [[name, typeof inner]],
    )
  expect(shape(words.en)).toEqual(shape(words.it))
})
