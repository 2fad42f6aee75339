/** How well likely duplicates are found: names of one place as two lists write them, and of two that have much in common. */
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from '../support/app.ts'
import { undone } from '../support/database.ts'
import { aResource } from '../support/given.ts'
import { namePairs } from '../support/name-pairs.ts'

const [lon, lat] = [15.79, 40.64]
/** So many metres to the north. */
const north = (metres: number) => lat + metres / 111_195
const at = (metres: number) => ({ type: 'Point', coordinates: [lon, north(metres)] })
const titleOf = ({ one, other, metres }: (typeof namePairs)[number]) => `${one} | ${other} | ${metres}`

test('at least 95 % of doubles are warned of, at no more than 10 % false alarms', {
  timeout: 120_000,
}, async ({ product }) => {
  const operator = await product.as('operator')
  const missed: string[] = []
  const alarms: string[] = []
  for (const pair of namePairs)
    await undone(async () => {
      await operator.post('/api/v1/resources', aResource({ name: pair.other, geometry: at(0) }))
      const { body } = await operator.post('/api/v1/resources/similar', {
        name: pair.one,
        ...(pair.metres === null ? {} : { position: at(pair.metres) }),
      })
      const likely = body.features.some((each: any) => each.properties.likely)
      if (likely && !pair.same) alarms.push(titleOf(pair))
      if (!likely && pair.same) missed.push(titleOf(pair))
    })
  const doubles = namePairs.filter(({ same }) => same).length
  expect(missed.length / doubles, missed.join('\n')).toBeLessThanOrEqual(0.05)
  expect(alarms.length / (namePairs.length - doubles), alarms.join('\n')).toBeLessThanOrEqual(0.1)
})

test('of a file of doubles within 150 m none is ready, in whichever of the two the long names stand', {
  timeout: 120_000,
}, async ({ product }) => {
  const operator = await product.as('operator')
  const ready: string[] = []
  const pairs = namePairs.filter(({ same, metres }) => same && metres !== null && metres <= 150)
  for (const pair of pairs)
    await undone(async () => {
      await operator.post('/api/v1/resources', aResource({ name: pair.one, geometry: at(0) }))
      const row = [`"${pair.other.replaceAll('"', '""')}"`, 'mensa', north(pair.metres!), lon].join(',')
      const { body } = await operator.send(`/api/v1/resource-imports?source=prova&id=${randomUUID()}`, {
        method: 'POST',
        body: `nome,tipo,lat,lon\n${row}\n`,
        headers: { 'content-type': 'application/octet-stream' },
      })
      if (body.counts.ready > 0) ready.push(titleOf(pair))
    })
  expect(ready).toEqual([])
})

const cell = (text: string) => `"${text.replaceAll('"', '""')}"`

describe.for([
  ['as they are written', ({ one, other }: (typeof namePairs)[number]) => [one, other]],
  ['the other way round', ({ one, other }: (typeof namePairs)[number]) => [other, one]],
] as const)('in one file that names every place twice, %s', ([, namesOf]) => {
  test('no double is ready, and at most one alarm in ten is false', { timeout: 120_000 }, async ({
    product,
  }) => {
    const operator = await product.as('operator')
    // Each pair kilometres from the next; what has no position comes first, so that the other could be ready.
    const rows = namePairs.flatMap((pair, index) => {
      const [east, south] = [lon + (index % 12) * 0.04, lat + Math.floor(index / 12) * 0.04]
      const [one, other] = namesOf(pair)
      return [
        `${cell(one!)},mensa,${pair.metres === null ? ',' : `${south},${east}`}`,
        `${cell(other!)},mensa,${south + (pair.metres ?? 0) / 111_195},${east}`,
      ]
    })
    const { body } = await operator.send(`/api/v1/resource-imports?source=prova&id=${randomUUID()}`, {
      method: 'POST',
      body: `nome,tipo,lat,lon\n${rows.join('\n')}\n`,
      headers: { 'content-type': 'application/octet-stream' },
    })
    const states = new Map<number, string>()
    for (let after = 0; ; ) {
      const { body: page } = await operator.get(
        `/api/v1/resource-imports/${body.batch}/rows?limit=100&after=${after}`,
      )
      for (const row of page.rows) states.set(row.row, row.state)
      if (page.rows.length < 100) break
      after = page.rows.at(-1).id
    }
    expect(states.size).toBe(namePairs.length * 2)
    const [first] = [...states.keys()].sort((a, b) => a - b)
    const isMarked = (index: number) => states.get(first! + index * 2 + 1) !== 'waiting'
    const ready = namePairs.filter((pair, index) => pair.same && !isMarked(index))
    const alarms = namePairs.filter((pair, index) => !pair.same && isMarked(index))
    expect(ready.map(titleOf)).toEqual([])
    const others = namePairs.filter(({ same }) => !same).length
    expect(alarms.length / others, alarms.map(titleOf).join('\n')).toBeLessThanOrEqual(0.1)
  })
})
