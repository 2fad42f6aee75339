// @vitest-environment happy-dom
/** Two maps on one page: each with its name and figure, at one scale, with one legend for both. */
import { expect, test } from 'vitest'
import { inks } from '../../../web/map/layers/municipal.ts'
import { home, linkedCameras } from '../../../web/map/linked.ts'
import { legendOf } from '../../../web/statement/picture/legend.ts'
import type { PairedMap, Picture } from '../../../web/statement/picture/picture.ts'
import { mapsOf, planOf } from '../../../web/statement/picture/plan.ts'
import type { Shape } from '../../../web/statement/picture/shapes.ts'
import type { Cell } from '../../../web/view/statement.ts'
import { words } from '../../../web/words/statement.ts'
import { scene, square } from '../map/fixtures.ts'
import { needs } from './given.ts'

const w = words.it
const areas = [square('centro', 15.8, 40.64), square('sud', 15.8, 40.62)]
const cell = (value: number): Cell => ({
  kind: 'measured',
  value,
  low: value - 2,
  high: value + 2,
  quality: 'B',
  decimals: 0,
})
const map = (name: string, at: number, fill: 0 | 'few'): PairedMap => ({
  name,
  figure: cell(20 + at),
  unit: 'nuclei',
  scene: { ...scene, areas: areas.map(area => ({ area, fill })), area: areas[at]!.properties.id },
  framed: [areas[at]!],
  says: new Map([[areas[at]!.properties.id, cell(20 + at)]]),
})
const maps = [map('Centro', 0, 0), map('Sud', 1, 'few')] as const
const picture: Picture = {
  scene: maps[0].scene,
  pair: { maps, shift: home },
  scale: 'nuclei',
  classes: ['0–30', '', '', '', ''],
  called: {},
  shows: '',
}
const size = { width: 688, height: 300 }
const textsOf = (shapes: readonly Shape[]) => shapes.flatMap(one => (one.kind === 'text' ? [one.text] : []))

test('stand beside each other under their names and figures, each label from its own side', () => {
  const plan = planOf(picture, needs, size, w)!
  expect(textsOf(plan.shapes)).toEqual(['Centro', '20 (18–22) B · nuclei', 'Sud', '21 (19–23) B · nuclei'])
  const frames = plan.shapes.filter(one => one.kind === 'frame')
  expect(frames.map(({ at, width }) => [at.x, width])).toEqual([
    [0, 344],
    [344, 344],
  ])
  expect(textsOf(frames[0]!.shapes)).toContain('20 (18–22)')
  expect(textsOf(frames[1]!.shapes)).toContain('21 (19–23)')
  expect(textsOf(frames[1]!.shapes)).not.toContain('20 (18–22)')
})

test('have one legend for what either shows', () => {
  expect(legendOf(picture, w).map(({ text }) => text)).toEqual(['0–30', w.missing.few])
})

test('keep one scale, and move together', () => {
  const [a, b] = linkedCameras(maps, size, home)!
  const [c, d] = linkedCameras(maps, size, { x: 500, y: 0, closer: 1 })!
  expect(a.zoom).toBe(b.zoom)
  expect([c.zoom, d.zoom]).toEqual([a.zoom + 1, a.zoom + 1])
  expect(c.lon - a.lon).toBeCloseTo(d.lon - b.lon, 9)
  expect(c.lon).toBeGreaterThan(a.lon)
})

test('have the municipality’s ground on both sides, each its own tiles, and the word of whose it is', () => {
  const municipal = {
    url: 'https://example.org/background.pmtiles',
    bounds: [15.7, 40.5, 15.9, 40.7] as const,
    minZoom: 0,
    maxZoom: 14,
    attribution: 'Comune di Prova ©',
    look: 'screen' as const,
  }
  const tile = (rivers: string) => ({ greens: '', water: '', rivers, roads: [], railways: '', names: [] })
  const grounded = (side: PairedMap, at: number): PairedMap => ({
    ...side,
    scene: { ...side.scene, ground: 'municipal', municipal },
    tiles: [tile(`M${at} ${at}L${at + 1} ${at}`)],
  })
  const pair = { maps: [grounded(maps[0], 0), grounded(maps[1], 5)] as const, shift: home }
  const frames = planOf({ ...picture, pair }, needs, size, w)!.shapes.filter(one => one.kind === 'frame')
  const rivers = frames.map(({ shapes }) =>
    shapes.flatMap(one => (one.kind === 'path' && one.stroke === inks.print.water ? [one.d] : [])),
  )
  expect(rivers.map(({ length }) => length)).toEqual([1, 1])
  expect(rivers[0]).not.toEqual(rivers[1])
  for (const { shapes } of frames) expect(textsOf(shapes)).toContain(municipal.attribution)
})

test('are two maps of half the page, and one where there is one', () => {
  expect(mapsOf(picture, size).map(each => each.size.width)).toEqual([344, 344])
  expect(mapsOf({ ...picture, pair: null }, size).map(each => each.size)).toEqual([size])
  expect(mapsOf({ scene: { ...scene, areas: [] } }, size)).toEqual([])
})
