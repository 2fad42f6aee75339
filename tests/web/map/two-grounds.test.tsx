// @vitest-environment happy-dom
/** Two maps beside each other over one ground: what one has asked for is drawn on both. */
import { render } from '@testing-library/react'
import { afterAll, expect, test, vi } from 'vitest'

const asked: string[] = []
vi.doMock('../../../web/map/municipalTile.ts', () => ({
  readTile: async (_url: string, z: number, x: number, y: number) => {
    asked.push(`${z}/${x}/${y}`)
    return { greens: 'M0 0L1 0L1 1Z', water: '', rivers: '', roads: [], railways: '', names: [] }
  },
}))
afterAll(() => vi.doUnmock('../../../web/map/municipalTile.ts'))
const { MunicipalGround, useTilePaths } = await import('../../../web/map/MunicipalDrawing.tsx')

const municipal = {
  url: 'https://example.org/background.pmtiles',
  bounds: [15.7, 40.5, 15.9, 40.7] as const,
  minZoom: 0,
  maxZoom: 12,
  attribution: '',
  look: 'screen' as const,
}

function Ground() {
  const tiles = useTilePaths(municipal, { lon: 15.8, lat: 40.64, zoom: 12 }, { width: 300, height: 200 })
  return (
    <svg data-tiles={tiles.length}>
      <title>ground</title>
      <MunicipalGround municipal={municipal} tiles={tiles} scale={1} />
    </svg>
  )
}

test('each tile is asked for once, and is on both', async () => {
  const { container } = render(
    <>
      <Ground />
      <Ground />
    </>,
  )
  const drawn = () =>
    [...container.querySelectorAll('svg')].map(one => Number(one.getAttribute('data-tiles')))
  await expect.poll(() => asked.length).toBeGreaterThan(1)
  await expect.poll(drawn).toEqual([asked.length, asked.length])
  expect(new Set(asked).size).toBe(asked.length)
})
