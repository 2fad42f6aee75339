// @vitest-environment happy-dom
/** What is typed becomes the body of the contract, and each fault comes back to its field. */
import { booleanPointInPolygon } from '@turf/turf'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ResourceEntry, resourceGroups } from '../../../api/resources/contract.ts'
import {
  bodyOf,
  checksOf,
  doubtsOf,
  emptyDraft,
  faultsOf,
  guardedFaults,
  keepDraft,
  keptDraft,
} from '../../../web/resources/draft.ts'
import { placingHere } from '../../../web/resources/placingHere.ts'
import { words } from '../../../web/words/resources.ts'
import { square } from '../map/fixtures.ts'

test('three things are enough for the contract', () => {
  const draft = {
    ...emptyDraft,
    type: 'after_school' as const,
    place: [15.8000049, 40.64] as const,
    name: ' Doposcuola ',
  }
  expect(ResourceEntry.parse(bodyOf({ ...draft, confirmed: true }))).toMatchObject({
    name: 'Doposcuola',
    geometry: { type: 'Point', coordinates: [15.8, 40.64] },
  })
})

test('faults go to their fields and the others are still told', () => {
  expect(
    faultsOf([
      { pointer: '#/body/name', detail: 'a' },
      { pointer: '#/body/geometry/coordinates/0', detail: 'b' },
      { pointer: '#/body/funding/until', detail: 'c' },
      { pointer: '#/body/name', detail: 'd' },
    ]),
  ).toEqual({ name: ['a', 'd'], position: ['b'], other: ['c'] })
})

test('what the server would refuse is said at its field before sending, a probable name only doubted', () => {
  const draft = { ...emptyDraft, name: 'Maria Prova, 333 1234567', address: 'via di prova 3' }
  expect(guardedFaults(draft, 'en')).toEqual({
    name: ['Take out the phone number “333 1234567”: that of the body has a field of its own'],
  })
  expect(doubtsOf(draft)).toMatchObject({ name: ['Maria Prova'], openingHours: [], address: [], phone: [] })
})

test('the tax code is that of a body: read in groups or as a VAT number, refused when it is a person’s', () => {
  const ente = { ...emptyDraft, ownerName: 'Ente', ownerKind: 'aps' as const }
  expect(bodyOf({ ...ente, ownerTaxCode: 'IT 123 4567 8903' }).owner).toEqual({
    name: 'Ente',
    kind: 'aps',
    taxCode: '12345678903',
  })
  expect(bodyOf(ente).owner).toEqual({ name: 'Ente', kind: 'aps' })
  const said = (ownerTaxCode: string) => guardedFaults({ ...ente, ownerTaxCode }, 'it')
  expect(said('12345678903')).toEqual({})
  expect(said('1234567890')).toEqual({
    'owner/taxCode': ['Il codice fiscale o la partita IVA di un ente ha 11 cifre'],
  })
  expect(said('12345678904')).toMatchObject({ 'owner/taxCode': [expect.stringContaining('non torna')] })
  for (const code of ['RSSMRA80A01H501U', 'rssmra80a01 h501u'])
    expect(said(code)).toEqual({
      'owner/taxCode': ['È il codice fiscale di una persona: qui va solo quello di un ente'],
    })
  expect(faultsOf([{ pointer: '#/body/owner/taxCode', detail: 'a' }])).toEqual({ 'owner/taxCode': ['a'] })
  expect(checksOf({ ...emptyDraft, ownerTaxCode: '12345678903' })).toEqual([
    { field: 'owner', check: 'blankOwner' },
  ])
})

test('a draft survives for who typed it and for nobody else', () => {
  const draft = { ...emptyDraft, name: 'Doposcuola' }
  keepDraft('operatore-centro', draft)
  expect(keptDraft('operatore-centro')).toEqual(draft)
  expect(keptDraft('operatore-sud')).toEqual(emptyDraft)
})

test('every type has a word in both languages', () => {
  for (const type of Object.values(resourceGroups).flat())
    expect([words.it.types[type], words.en.types[type]]).not.toContain(undefined)
})

const under = (place: [number, number]) => placingHere({ type: 'Point', coordinates: place }, areas).area
const areas = [square('north', 15.79, 40.64), square('south', 15.79, 40.62)]
test('the area under the crosshair is the one that holds it', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 15.78, max: 15.82, noNaN: true }),
      fc.double({ min: 40.61, max: 40.67, noNaN: true }),
      (lon, lat) => {
        const found = under([lon, lat])
        const inside = areas.filter(area => booleanPointInPolygon([lon, lat], area.geometry))
        expect(found ? [found] : []).toEqual(inside.slice(0, 1).map(({ id }) => id))
      },
    ),
  )
  expect(under([15.8, 40.65])).toBe('north')
  expect(under([15.8, 40.63])).toBe('south')
  expect(under([15.9, 40.63])).toBeNull()
})
