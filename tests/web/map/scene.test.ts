/** What is drawn together, what is near, and how labels keep out of each other's way. */
import { expect, test } from 'vitest'
import { centreMarks, crowd, nearest, resourceMarks, spread, uncovered } from '../../../web/map/scene.ts'
import { drawing, scalePath, shapes } from '../../../web/map/symbols.ts'
import { givenResources, scene } from './fixtures.ts'

const camera = { lon: 15.8045, lat: 40.645, zoom: 13 }
const size = { width: 800, height: 600 }

test('up to forty resources in view are drawn one by one', () => {
  const marks = resourceMarks(givenResources(crowd), null, camera, size)
  expect(marks).toHaveLength(crowd)
  expect(marks.every(mark => mark.target.startsWith('resource:'))).toBe(true)
})

test('above forty the near ones are drawn together and none is lost', () => {
  const marks = resourceMarks(givenResources(200), 'resource:r7', camera, size)
  expect(marks.length).toBeLessThan(200)
  expect(marks.reduce((sum, mark) => sum + mark.count, 0)).toBe(200)
  expect(marks.find(mark => mark.target === 'resource:r7')?.icon).toMatch(/selected$/)
})

test('a crowd out of view does not group what is in view', () => {
  const far = givenResources(200, [16.5, 41])
  const marks = resourceMarks([...givenResources(5), ...far], null, camera, size)
  expect(marks.every(mark => mark.count === 1)).toBe(true)
})

test('moving the map a little does not reshuffle the groups', () => {
  const resources = givenResources(200)
  const shares = (lon: number) =>
    resourceMarks(resources, null, { ...camera, lon }, size).map(mark => `${mark.target} ${mark.count}`)
  expect(shares(camera.lon + 0.0007)).toEqual(shares(camera.lon))
})

test('a confidential place has no mark', () => {
  const [first, ...others] = givenResources(3)
  expect(resourceMarks([{ ...first!, geometry: null }, ...others], null, camera, size)).toHaveLength(2)
})

test('the digits go from the middle outwards, within what is seen', () => {
  const marks = [...centreMarks(scene.centres, null), ...resourceMarks(givenResources(3), null, camera, size)]
  const order = nearest(marks, { lon: 15.8, lat: 40.6405, zoom: 15 }, size).map(mark => mark.target)
  expect(order.slice(0, 2)).toEqual(['resource:r0', 'resource:r1'])
  expect(order).not.toContain('centre:door')
})

test.for([1, 2, 4, 12])('%i labels on the same place end up side by side', count => {
  const boxes = Array.from({ length: count }, (_, index) => ({
    id: `${index}`,
    x: 100 + index,
    y: 100 + (index % 3),
    width: 90,
    height: 40,
  }))
  const apart = spread(boxes, 2)
  const touching = apart.filter((a, i) =>
    apart.slice(i + 1).some(b => Math.abs(a.x - b.x) < 80 && Math.abs(a.y - b.y) < 32),
  )
  expect(touching).toEqual([])
})

test('labels at the side of a narrow frame stay in it whole, one over the other', () => {
  const boxes = [0, 1, 2].map(n => ({ id: String(n), x: 20 + n * 100, y: 80, width: 120, height: 30 }))
  const apart = spread(boxes, 4, 280)
  for (const { x, width } of apart) {
    expect(x - width / 2).toBeGreaterThanOrEqual(0)
    expect(x + width / 2).toBeLessThanOrEqual(280)
  }
  const touching = apart.filter((a, i) =>
    apart.slice(i + 1).some(b => Math.abs(a.x - b.x) < 120 && Math.abs(a.y - b.y) < 30),
  )
  expect(touching).toEqual([])
})

test('ten families have ten shapes', () => {
  expect(new Set(Object.values(shapes)).size).toBe(10)
})

test('a path is scaled in its lengths and not in the flags of its arcs', () => {
  expect(scalePath('M2 2a6 6 0 1 0 12 0Z', 2)).toBe('M4 4a12 12 0 1 0 24 0Z')
})

test('a name nobody gave has no drawing', () => {
  expect(drawing('dragon')).toBeUndefined()
})

test('of names on one place the first is kept, and one beside it that has room', () => {
  const box = (id: string, x: number, y = 0) => ({ id, x, y, width: 60, height: 15 })
  const boxes = [box('a', 0), box('b', 30), box('c', 70), box('d', 30, 16), box('e', 30, 20)]
  expect(uncovered(boxes).map(({ id }) => id)).toEqual(['a', 'c', 'e'])
})
