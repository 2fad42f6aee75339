// @vitest-environment happy-dom
/** Two maps on one page: each with its name and figure, at one scale, with one legend for both. */
import { expect, test } from 'vitest'
import { home, linkedCameras } from '../../../web/map/linked.ts'
import { legendOf } from '../../../web/statement/picture/legend.ts'
import type { PairedMap, Picture } from '../../../web/statement/picture/picture.ts'
import { planOf } from '../../../web/statement/picture/plan.ts'
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
