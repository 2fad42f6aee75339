/** The municipality’s map in the SVG drawing: the same tiles, the same inks, for paper and without WebGL. */
import { useEffect, useSyncExternalStore } from 'react'
import type { Camera } from '../view/view.ts'
import { sourceFailed } from './faults.ts'
import { inks, roads } from './layers/municipal.ts'
import type { Municipal } from './municipal.ts'
import type { TilePaths } from './municipalTile.ts'
import { metresPerPixel, project, type Size } from './projection.ts'

/** Tiles read, the last ones only; a screen needs a dozen. */
const keptTiles = 80
const kept = new Map<string, TilePaths | 'asked' | 'failed'>()
/** Two maps beside each other wait for the same tiles: each hears of those that the other asked for. */
let arrivals = 0
const waiting = new Set<() => void>()
const subscribe = (hear: () => void) => {
  waiting.add(hear)
  return () => void waiting.delete(hear)
}
/** Half the side of the EPSG:3857 square, metres. */
const half = 20037508.342789244

/** Tiles that meet the frame, as `z/x/y`, at the zoom of the camera or the deepest there is. */
export function tilesInView(
  { minZoom, maxZoom, bounds: [west, south, east, north] }: Pick<Municipal, 'minZoom' | 'maxZoom' | 'bounds'>,
  camera: Camera,
  { width, height }: Size,
): string[] {
  const z = Math.max(minZoom, Math.min(maxZoom, Math.floor(camera.zoom)))
  const side = (2 * half) / 2 ** z
  const scale = metresPerPixel(camera.zoom)
  const middle = project([camera.lon, camera.lat])
  const [low, high] = [project([west, north]), project([east, south])]
  const index = (metres: number) => Math.min(2 ** z - 1, Math.max(0, Math.floor((metres + half) / side)))
  const from = {
    x: Math.max(middle.x - (width / 2) * scale, low.x),
    y: Math.max(middle.y - (height / 2) * scale, low.y),
  }
  const to = {
    x: Math.min(middle.x + (width / 2) * scale, high.x),
    y: Math.min(middle.y + (height / 2) * scale, high.y),
  }
  if (from.x >= to.x || from.y >= to.y) return []
  const tiles: string[] = []
  for (let y = index(from.y); y <= index(to.y); y++)
    for (let x = index(from.x); x <= index(to.x); x++) tiles.push(`${z}/${x}/${y}`)
  return tiles
}

/** One that fails is not asked for again until the card of the background asks. */
export function useTilePaths(municipal: Municipal | null, camera: Camera, size: Size): readonly TilePaths[] {
  useSyncExternalStore(subscribe, () => arrivals)
  const names = municipal ? tilesInView(municipal, camera, size) : []
  const url = municipal?.url ?? ''
  const wanted = names.join(' ')
  useEffect(() => {
    if (!wanted) return
    const missing = wanted.split(' ').filter(name => !kept.has(`${url} ${name}`))
    for (const name of missing) kept.set(`${url} ${name}`, 'asked')
    const ask = async () => {
      const { readTile } = await import('./municipalTile.ts')
      await Promise.all(
        missing.map(async name => {
          const [z, x, y] = name.split('/').map(Number) as [number, number, number]
          const key = `${url} ${name}`
          try {
            kept.set(key, await readTile(url, z, x, y))
          } catch {
            kept.set(key, 'failed')
            sourceFailed('municipal')
          }
          for (const old of kept.keys()) {
            if (kept.size <= keptTiles) break
            kept.delete(old)
          }
          arrivals += 1
          for (const hear of waiting) hear()
        }),
      )
    }
    if (missing.length > 0) ask().catch(() => sourceFailed('municipal'))
  }, [url, wanted])
  return names.flatMap(name => {
    const found = kept.get(`${url} ${name}`)
    return found && typeof found === 'object' ? [found] : []
  })
}

type Props = { municipal: Municipal; tiles: readonly TilePaths[]; scale: number }
const still = { vectorEffect: 'non-scaling-stroke' as const, fill: 'none', strokeLinejoin: 'round' as const }

/** Under the areas. */
export function MunicipalGround({ municipal, tiles }: Props) {
  const ink = inks[municipal.look]
  return tiles.map((tile, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: tiles are drawn whole
    <g key={index}>
      <path d={tile.greens} fill={ink.green} />
      <path d={tile.water} fill={ink.water} />
    </g>
  ))
}

/** Over the areas: every casing under every road, or crossings would be cut. */
export function MunicipalLines({ municipal, tiles }: Props) {
  const ink = inks[municipal.look]
  const all = (of: (tile: TilePaths) => string) => tiles.map(of).join('')
  const widths = roads.map(({ width: [at12] }) => Math.max(1, at12 * 1.4))
  return (
    <g>
      <path d={all(tile => tile.rivers)} stroke={ink.water} strokeWidth={1.6} {...still} />
      {(['casing', 'road'] as const).flatMap(part =>
        roads.map(({ kinds }, rank) => (
          <path
            key={`${part}-${kinds[0]}`}
            d={all(tile => tile.roads[rank] ?? '')}
            stroke={ink[part]}
            strokeWidth={widths[rank]! + (part === 'casing' ? 1.2 : 0)}
            strokeLinecap="round"
            {...still}
          />
        )),
      )}
      <path
        d={all(tile => tile.railways)}
        stroke={ink.railway}
        strokeWidth={1.2}
        strokeDasharray="5 3"
        {...still}
      />
    </g>
  )
}

export function MunicipalNames({ municipal, tiles, scale }: Props) {
  const seen = new Set<string>()
  return tiles
    .flatMap(({ names }) => names)
    .filter(({ name }) => !seen.has(name) && seen.add(name))
    .map(({ at, name, large }) => {
      const { x, y } = project(at)
      return (
        <text
          key={name}
          transform={`translate(${x} ${y}) scale(${scale})`}
          textAnchor="middle"
          className="outline-name"
          fill={inks[municipal.look].name}
          fontWeight={large ? 600 : undefined}
        >
          {name}
        </text>
      )
    })
}
