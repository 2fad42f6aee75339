// @vitest-environment happy-dom
/** The address keeps the whole view, and what it does not understand it names. */
import fc from 'fast-check'
import { beforeEach, expect, test, vi } from 'vitest'
import { needGroups } from '../../../api/disclosure/codes.ts'
import { resourceGroupNames } from '../../../api/resources/contract.ts'
import { projectActions, projectStates } from '../../../api/resources/projects/codes.ts'
import {
  act,
  addressOf,
  emptyView,
  fitted,
  grounds,
  heatRadii,
  heatWeights,
  layerNames,
  longestAddress,
  move,
  paths,
  projectParts,
  questions,
  radii,
  readView,
  roundCamera,
  type Screen,
  type View,
} from '../../../web/view/view.ts'

const slug = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,2}$/)
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: null })
const views: fc.Arbitrary<View> = fc.record({
  screen: fc.constantFrom(...(Object.keys(paths) as Screen[])),
  question: fc.constantFrom(...questions),
  since: maybe(fc.stringMatching(/^20\d\d-(0[1-9]|1[0-2]|Q[1-4])$/)),
  compare: maybe(fc.oneof(slug, fc.constantFrom('2026-Q1', '2026-09'))),
  around: maybe(
    fc
      .record({
        lon: fc.double({ min: -180, max: 180, noNaN: true }),
        lat: fc.double({ min: -85, max: 85, noNaN: true }),
      })
      .map(at => roundCamera({ ...at, zoom: 0 }))
      .map(({ lon, lat }) => ({ lon, lat })),
  ),
  radius: fc.constantFrom(...radii),
  scenario: fc.subarray(['+afterschool:20@nord-est', '-0b5e6f1c-3f8e-4b6e-9a53-3a2c5b9f8a11']),
  indicator: maybe(fc.constantFrom('unknown_share', 'gap')),
  sort: maybe(fc.record({ column: fc.constantFrom('households', 'name'), descending: fc.boolean() })),
  columns: fc.subarray(['households', 'rate']),
  conditions: fc.subarray(['households>3', 'rate<=12.5', 'name=Nord Est']),
  area: maybe(slug),
  need: maybe(fc.constantFrom(...needGroups)),
  period: maybe(fc.stringMatching(/^20\d\d-(0[1-9]|1[0-2]|Q[1-4])$/)),
  group: maybe(fc.constantFrom(...resourceGroupNames)),
  layers: fc.subarray([...layerNames]),
  shade: maybe(fc.constantFrom('0', '4', 'few', 'not_covered', 'gap', 'silent')),
  service: maybe(fc.constantFrom('after_school', 'gym')),
  ground: fc.constantFrom(...grounds),
  heat: fc.record({ by: fc.constantFrom(...heatWeights), metres: fc.constantFrom(...heatRadii) }),
  selection: maybe(
    fc.tuple(fc.constantFrom('resource', 'project'), fc.uuid()).map(([kind, id]) => `${kind}:${id}`),
  ),
  camera: maybe(
    fc
      .record({
        lon: fc.double({ min: -180, max: 180, noNaN: true }),
        lat: fc.double({ min: -85, max: 85, noNaN: true }),
        zoom: fc.double({ min: 0, max: 22, noNaN: true }),
      })
      .map(roundCamera),
  ),
  search: fc.string({ unit: 'grapheme', maxLength: 40 }),
  openNow: fc.boolean(),
  table: fc.boolean(),
  adding: fc.boolean(),
  editing: fc.boolean(),
  history: fc.boolean(),
  verifying: fc.boolean(),
  part: fc.constantFrom(...projectParts),
  months: fc.constantFrom(3, 6, 12),
  projectState: maybe(fc.constantFrom(...projectStates)),
  action: maybe(fc.constantFrom(...projectActions)),
  merging: fc.boolean(),
  batch: fc.option(fc.uuid()),
  day: maybe(fc.constantFrom('2025-12-31', '2027-01-01')),
})

beforeEach(() => window.history.replaceState(null, '', '/'))

test('a view written in the address is read back the same', () => {
  fc.assert(
    fc.property(views, view => {
      expect(readView(addressOf(view))).toEqual({ view, ignored: [] })
    }),
    { numRuns: 500 },
  )
})

test('any address gives a legal view, whose own address is understood whole', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true }), url => {
      expect(readView(addressOf(readView(url).view)).ignored).toEqual([])
    }),
  )
})

test('an empty view has a short address', () => {
  expect(addressOf(emptyView)).toBe('/esplora')
  expect(readView('/').view).toEqual(emptyView)
})

test('an address can be read aloud: no percent signs for commas and colons', () => {
  const address = addressOf({
    ...emptyView,
    selection: 'centre:porta-sud',
    camera: { lon: 15.80611, lat: 40.64, zoom: 12.5 },
  })
  expect(address).toBe('/esplora?scelta=centre:porta-sud&mappa=40.64,15.8061,12.5')
})

test.for([
  ['/esplora?colore=rosso', 'colore=rosso'],
  ['/esplora?bisogno=degrado', 'bisogno=degrado'],
  ['/esplora?periodo=2026-Q5', 'periodo=2026-Q5'],
  ['/esplora?mappa=40.6,15.8', 'mappa=40.6,15.8'],
  ['/esplora?livelli=needs,rainbow', 'livelli=needs,rainbow'],
  ['/esplora?scelta=person:1', 'scelta=person:1'],
  ['/esplora?constructor=1', 'constructor=1'],
  ['/altrove', '/altrove'],
])('in %s it ignores %s and says so', ([address, ignored]) => {
  expect(readView(address!)).toEqual({ view: emptyView, ignored: [ignored] })
})

test('an act leaves a step behind and a movement does not', () => {
  const push = vi.spyOn(window.history, 'pushState')
  const replace = vi.spyOn(window.history, 'replaceState')
  act({ need: 'housing' })
  move({ camera: { lon: 15.8, lat: 40.64, zoom: 13 } })
  expect(window.location.search).toBe('?bisogno=housing&mappa=40.64,15.8,13')
  expect([push.mock.calls.length, replace.mock.calls.length]).toEqual([1, 1])
  act({ need: 'housing' })
  expect(push.mock.calls.length).toBe(1)
})

/** What the screens of *Esplora* and *Indicatori* can be brought to, with everything that a person can type at its longest. */
const areaId = fc.constantFrom('nord-ovest', 'centro', 'nord-est', 'sud')
const reachable: fc.Arbitrary<View> = fc
  .record({
    screen: fc.constantFrom<Screen>('explore', 'indicators'),
    question: fc.constantFrom(...questions),
    place: fc.oneof(
      fc.record({ area: areaId }),
      fc.record({ selection: fc.uuid().map(id => `resource:${id}`) }),
      fc.record({
        around: fc.constant({ lon: 15.8052, lat: 40.6404 }),
        camera: fc.constant({ lon: 15.8052, lat: 40.6404, zoom: 14.52 }),
      }),
    ),
    need: maybe(fc.constantFrom(...needGroups)),
    period: fc.constantFrom('2026-Q3', null),
    since: fc.constantFrom('2025-Q4', null),
    layers: fc.subarray([...layerNames]),
    table: fc.boolean(),
    sort: maybe(fc.constant({ column: 'households', descending: true })),
    scenario: fc.array(
      fc.oneof(
        fc.uuid().map(id => `-${id}`),
        areaId.map(id => `+food_distribution:9999@${id}`),
      ),
      { maxLength: 4 },
    ),
    columns: fc.array(fc.constantFrom('households', 'residents', 'resources', 'freshness'), {
      maxLength: 12,
    }),
    conditions: fc.array(
      fc
        .string({ minLength: 1, maxLength: 40, unit: fc.constantFrom('è', 'a', ' ', 'ò') })
        .map(text => `name=${text}`),
      { maxLength: 12 },
    ),
    search: fc.string({ maxLength: 200, unit: 'grapheme' }),
  })
  .map(({ place, ...rest }) => ({ ...emptyView, ...rest, ...place }))

test('no act leads to an address too long to be sent, and what did not fit is named', () => {
  fc.assert(
    fc.property(reachable, view => {
      const { view: fits, left } = fitted(view)
      expect(addressOf(fits).length).toBeLessThanOrEqual(longestAddress)
      expect(left.length > 0).toBe(addressOf(view).length > longestAddress)
      const { conditions, columns, scenario, search, ...rest } = view
      expect(fits).toMatchObject(rest)
      window.history.replaceState(null, '', addressOf(emptyView))
      act(view)
      expect(addressOf(readView(window.location.href).view).length).toBeLessThanOrEqual(longestAddress)
    }),
  )
})
