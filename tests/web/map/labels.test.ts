/** Labels of areas stay apart, by their places and in the frame, and say less where there is less room. */
import { expect, test } from 'vitest'
import { type AreaLabel, laidOut } from '../../../web/map/AreaLabels.tsx'
import type { LonLat, Size } from '../../../web/map/projection.ts'

const label = (id: string, name: string, at: LonLat): AreaLabel => ({
  id,
  name,
  at,
  value: '11,4',
  unit: '‰',
  interval: '11,0–11,9',
  word: 'non distinguibile dal caso',
  short: 'nel caso',
  sentence: name,
})
/** Four areas in a row, over so many pixels. */
const row = (across: number) =>
  ['Colle', 'Borgo San Michele', 'Ponte', 'Quartiere della Stazione'].map((name, index) =>
    label(name, name, [across * (0.15 + index * 0.23), 200]),
  )
const pixels = ([x, y]: LonLat) => ({ x, y })
const overlaps = ({ boxes }: ReturnType<typeof laidOut>) =>
  boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter(
        b =>
          Math.abs(a.x - b.x) < (a.width + b.width) / 2 - 1e-6 &&
          Math.abs(a.y - b.y) < (a.height + b.height) / 2 - 1e-6,
      )
      .map(b => `${a.id} over ${b.id}`),
  )

test.each([
  [1440, 'full'],
  [520, 'short'],
  [300, 'bare'],
] as const)('%d pixels across: %s', (width, how) => {
  const laid = laidOut(row(width), pixels, { width, height: 500 })
  expect(laid.how).toBe(how)
  expect(overlaps(laid)).toEqual([])
})

test('at the side of a phone a label is in the frame whole', () => {
  const size: Size = { width: 360, height: 300 }
  const { boxes } = laidOut([label('a', 'Ovest', [6, 100]), label('b', 'Est', [355, 100])], pixels, size)
  for (const { x, width } of boxes) {
    expect(x - width / 2).toBeGreaterThanOrEqual(0)
    expect(x + width / 2).toBeLessThanOrEqual(size.width)
  }
})

test('an area out of the frame keeps its label out of it', () => {
  const { boxes } = laidOut([label('a', 'Ovest', [-400, 100])], pixels, { width: 360, height: 300 })
  expect(boxes[0]!.x).toBe(-400)
})
