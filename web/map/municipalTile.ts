/** A tile of the municipality’s map as SVG path data in EPSG:3857 metres, y downwards: for paper and without WebGL. */
import { VectorTile, type VectorTileFeature } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { PMTiles } from 'pmtiles'
import { greens, isPath, roads, settled } from './layers/municipal.ts'
import type { LonLat } from './projection.ts'
import { unproject } from './projection.ts'

export type TilePaths = {
  greens: string
  water: string
  rivers: string
  /** By rank, as in the style: the small first. */
  roads: readonly string[]
  railways: string
  names: readonly { at: LonLat; name: string; large: boolean }[]
}
const nothing: TilePaths = { greens: '', water: '', rivers: '', roads: [], railways: '', names: [] }

const archives = new Map<string, PMTiles>()
/** Half the side of the EPSG:3857 square, metres. */
const half = 20037508.342789244
const lines = 2

const kindOf = ({ properties }: VectorTileFeature) => String(properties['pmap:kind'] ?? properties.kind ?? '')
const includes = (list: readonly string[], value: unknown) => list.includes(String(value ?? ''))

/** @param bytes a decompressed vector tile */
export function pathsOf(bytes: ArrayBuffer, z: number, x: number, y: number): TilePaths {
  const { layers } = new VectorTile(new PbfReader(new Uint8Array(bytes)) as never)
  const side = (2 * half) / 2 ** z
  const place = (feature: VectorTileFeature, point: { x: number; y: number }) => ({
    x: -half + (x + point.x / feature.extent) * side,
    y: -half + (y + point.y / feature.extent) * side,
  })
  const path = (feature: VectorTileFeature) =>
    feature
      .loadGeometry()
      .map(part =>
        part
          .map((point, index) => {
            const at = place(feature, point)
            return `${index === 0 ? 'M' : 'L'}${at.x.toFixed(0)} ${at.y.toFixed(0)}`
          })
          .join(''),
      )
      .join('')
  const features = (layer: string) => {
    const found = layers[layer]
    return found ? Array.from({ length: found.length }, (_, index) => found.feature(index)) : []
  }
  const drawn = (layer: string, wanted: (feature: VectorTileFeature) => boolean) =>
    features(layer).filter(wanted).map(path).join('')
  const isLine = (feature: VectorTileFeature) => feature.type === lines
  const isArea = (feature: VectorTileFeature) => feature.type === 3
  const rail = (feature: VectorTileFeature) =>
    isLine(feature) && includes(['railway', 'rail'], kindOf(feature)) && feature.properties.railway !== 'tram'
  return {
    greens:
      drawn('landuse', feature => isArea(feature) && includes(greens, kindOf(feature))) +
      drawn('natural', feature => {
        const { natural, landuse, leisure } = feature.properties
        return isArea(feature) && includes(greens, natural ?? landuse ?? leisure)
      }),
    water: drawn('water', isArea),
    rivers:
      drawn('physical_line', isLine) +
      drawn('water', feature => isLine(feature) && includes(['river', 'stream', 'canal'], kindOf(feature))),
    roads: roads.map(({ kinds, from }) =>
      z < from
        ? ''
        : drawn(
            'roads',
            feature =>
              isLine(feature) && includes(kinds, kindOf(feature)) && !isPath(feature.properties.highway),
          ),
    ),
    railways: drawn('transit', rail) + drawn('roads', rail),
    names: features('places').flatMap(feature => {
      const { name } = feature.properties
      const [[point] = []] = feature.loadGeometry()
      return name && point && includes(settled, kindOf(feature))
        ? [
            {
              at: unproject(place(feature, point)),
              name: String(name),
              large: includes(['city', 'town', 'locality'], kindOf(feature)),
            },
          ]
        : []
    }),
  }
}

export async function readTile(url: string, z: number, x: number, y: number): Promise<TilePaths> {
  const archive = archives.get(url) ?? new PMTiles(url)
  archives.set(url, archive)
  const found = await archive.getZxy(z, x, y)
  return found ? pathsOf(found.data, z, x, y) : nothing
}
