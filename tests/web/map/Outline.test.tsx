// @vitest-environment happy-dom
/** Without WebGL everything of the map is still there, and every mark can be chosen. */
import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { Outline, pathOf } from '../../../web/map/Outline.tsx'
import { centreMarks, resourceMarks } from '../../../web/map/scene.ts'
import { scene } from './fixtures.ts'

const camera = { lon: 15.8, lat: 40.64, zoom: 13 }
const size = { width: 800, height: 600 }
const marks = {
  resources: resourceMarks(scene.resources, null, camera, size),
  centres: centreMarks(scene.centres, null),
}
const drawn = () => render(<Outline scene={scene} marks={marks} camera={camera} size={size} />).container

test('areas, centres and resources are targets', () => {
  const targets = [...drawn().querySelectorAll('[data-target]')].map(one => one.getAttribute('data-target'))
  expect(targets).toContain('area:north')
  expect(targets).toContain('centre:door')
  expect(targets.filter(target => target?.startsWith('resource:'))).toHaveLength(12)
})

test('a missing number is a pattern and a number is a colour', () => {
  const fill = (area: string) => drawn().querySelector(`[data-target="area:${area}"]`)?.getAttribute('fill')
  expect(fill('south')).toBe('url(#map-few)')
  expect(fill('north')).toMatch(/^#/)
})

test('names of the ground are written', () => {
  expect(drawn().textContent).toContain('Rossellino')
})

test('a boundary is drawn once and closed', () => {
  const { geometry } = scene.areas[0]!.area
  expect(pathOf(geometry)).toMatch(/^M[\d. -]+(L[\d. -]+){3}Z$/)
  expect(pathOf(geometry)).toBe(pathOf(geometry))
})
