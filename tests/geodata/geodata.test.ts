import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  area,
  booleanPointInPolygon,
  difference,
  featureCollection,
  intersect,
  kinks,
  pointOnFeature,
} from '@turf/turf'
import { describe, expect, test } from 'vitest'
import { readCensus } from '../../api/demonstration/census.ts'
import { geodata } from '../../api/demonstration/territory.ts'
import { needDomains } from '../../api/observations/contract.ts'
import { Slug } from '../../api/territory/contract.ts'
import { readPopulation } from '../../api/territory/population.ts'
import { featuresOf } from '../support/city.ts'

const folder = fileURLToPath(new URL('../../geodata', import.meta.url))
const folders = readdirSync(folder).filter(name => statSync(`${folder}/${name}`).isDirectory())
const areas = featuresOf('areas/areas.geojson')
const cells = featuresOf('cells/cells.geojson')
const centres = featuresOf('centres/centres.geojson')
const [municipality] = featuresOf('municipality/municipality.geojson')
const today = '2026-11-22'
const residents = readPopulation(
  geodata('population/population.csv'),
  areas.map(({ properties }) => properties),
  today,
)

/** Square metres of one that are not in the other; a difference in the last digit leaves some. */
const outside = (inner: any, outer: any) => {
  const rest = difference(featureCollection([inner, outer]))
  return rest ? area(rest) : 0
}
const pairs = <T>(items: T[]) =>
  items.flatMap((one, index) => items.slice(index + 1).map(other => [one, other] as const))

describe('every folder of geodata', () => {
  test.for(['.', ...folders])('%s says its origin, licence, quality and how to replace it', name => {
    const text = readFileSync(`${folder}/${name}/SOURCE.md`, 'utf8')
    const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)
    expect(headings).toEqual(['Origin', 'Licence', 'Quality', 'Replace with'])
    for (const section of text.split(/^## .+$/m).slice(1)) expect(section.trim().length).toBeGreaterThan(20)
  })
})

describe('the areas', () => {
  test('are simple polygons with legal codes, inside the municipality', () => {
    for (const each of areas) {
      expect(Slug.safeParse(each.id).success).toBe(true)
      expect(each.properties.id).toBe(each.id)
      expect(kinks(each).features).toEqual([])
      expect(outside(each, municipality)).toBeLessThan(1)
    }
  })

  test('do not overlap', () => {
    for (const [one, other] of pairs(areas)) {
      const common = intersect(featureCollection([one, other]) as never)
      expect(common ? area(common) : 0, `${one.id} ${other.id}`).toBeLessThan(1)
    }
  })
})

describe('the cells', () => {
  test('are nested in their areas, with legal codes and at least 500 residents', () => {
    for (const cell of cells) {
      expect(Slug.safeParse(cell.id).success).toBe(true)
      expect(cell.properties.population).toBeGreaterThanOrEqual(500)
      const home = areas.find(({ id }) => id === cell.properties.area)
      if (home) expect(outside(cell, home), cell.id).toBeLessThan(1)
      else
        for (const each of areas) {
          const common = intersect(featureCollection([cell, each]) as never)
          expect(common ? area(common) : 0, `${cell.id} ${each.id}`).toBeLessThan(1)
        }
    }
  })

  test('fill each area once, and hold its residents', () => {
    for (const each of areas) {
      const own = cells.filter(cell => cell.properties.area === each.id)
      const filled = own.reduce((sum, cell) => sum + area(cell), 0)
      expect(Math.abs(filled - area(each)), each.id).toBeLessThan(5)
      const living = own.reduce((sum, cell) => sum + cell.properties.population, 0)
      expect(living).toBe(residents.rows.find(row => row.area === each.id)?.residents)
    }
  })
})

test('the residents of the parts are those of the city, 63,990 by ISTAT', () => {
  expect(residents.faults).toEqual([])
  const [city, ...parts] = [...residents.rows].sort(
    (a, b) => Number(b.scope === 'city') - Number(a.scope === 'city'),
  )
  expect(city).toMatchObject({ residents: 63990, referenceDate: '2024-10-31', source: 'ISTAT' })
  expect(parts.reduce((sum, part) => sum + part.residents, 0)).toBe(63990)
})

test('each centre names an area, and stands in it', () => {
  for (const centre of centres) {
    const home = areas.find(({ id }) => id === centre.properties.area)
    expect(booleanPointInPolygon(centre, home), centre.id).toBe(true)
  }
})

describe('the resources', () => {
  const features = featuresOf('resources/resources.geojson')
  const census = readCensus(geodata('resources/resources.geojson'), today)

  test('are entries that the API would accept, inside the municipality', () => {
    expect(census).toHaveLength(features.length)
    for (const { entry } of census) {
      expect(entry.visibility === 'restricted').toBe(entry.geometry === null)
      if (entry.geometry)
        expect(booleanPointInPolygon(pointOnFeature(entry.geometry as never), municipality)).toBe(true)
      else expect(areas.map(({ id }) => id)).toContain(entry.area)
    }
  })

  test('have ids of their own, the same each time', () => {
    const ids = census.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(readCensus(geodata('resources/resources.geojson'), today).map(({ id }) => id)).toEqual(ids)
  })

  test('answer every need somewhere, and lack isolation in Nord Est', () => {
    const answered = new Set(census.flatMap(({ entry }) => entry.needs))
    expect([...answered].sort()).toEqual([...needDomains].sort())
    const quiet = areas.find(({ id }) => id === 'nord-est')
    const there = census.filter(
      ({ entry: { geometry, status, needs } }) =>
        status === 'active' &&
        needs.includes('isolation') &&
        geometry !== null &&
        booleanPointInPolygon(pointOnFeature(geometry as never), quiet),
    )
    expect(there).toEqual([])
  })

  test('invented ones say so in their name, and no confidential place is real', () => {
    for (const { properties } of features) {
      if (properties.isDemo) expect(properties.name).toMatch(/\(dimostrativ[oa]\)$/)
      if (properties.visibility === 'restricted') expect(properties.isDemo).toBe(true)
    }
  })
})
