/** Cuts the tiles that meet a frame out of an archive, byte for byte, by ranges: a planet is never downloaded. */
import { type Entry, zxyToTileId } from 'pmtiles'
import { StartFault } from '../db/connect.ts'
import { type Archive, openArchive, type Place } from './archive.ts'
import { type Written, writeArchive } from './write.ts'

/** West, south, east, north, degrees. */
export type Frame = readonly [number, number, number, number]

/** Where the square of EPSG:3857 ends, degrees. */
const lastLatitude = 85.0511287798066
/** More than a region at the zoom of doorsteps: a frame mistyped. */
const mostTiles = 4_000_000
/** Ranges nearer to one another than this are asked for together, up to so many bytes. */
const gap = 64 * 1024
const batchBytes = 8 * 1024 * 1024

/** @throws StartFault for what is no frame */
export function frameOf(text: string): Frame {
  const parts = text.split(',')
  const [west, south, east, north] = parts.map(Number) as [number, number, number, number]
  const fits =
    parts.length === 4 &&
    parts.every(part => part.trim() !== '' && Number.isFinite(Number(part))) &&
    west >= -180 &&
    east <= 180 &&
    south >= -lastLatitude &&
    north <= lastLatitude &&
    west < east &&
    south < north
  if (!fits)
    throw new StartFault(
      `--bbox is «${text}»: minLon,minLat,maxLon,maxLat in degrees is needed, as 15.70,40.58,15.90,40.70.`,
    )
  return [west, south, east, north]
}

const column = (lon: number, zoom: number) => ((lon + 180) / 360) * 2 ** zoom
function row(lat: number, zoom: number): number {
  const sine = Math.sin((lat * Math.PI) / 180)
  return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** zoom
}

/** Ids of the tiles that meet the frame at these zooms, ascending. */
export function idsWithin([west, south, east, north]: Frame, minZoom: number, maxZoom: number): number[] {
  const ids: number[] = []
  for (let z = minZoom; z <= maxZoom; z++) {
    const last = 2 ** z - 1
    const within = (value: number) => Math.min(last, Math.max(0, Math.floor(value)))
    const [left, right] = [within(column(west, z)), within(column(east, z))]
    const [top, bottom] = [within(row(north, z)), within(row(south, z))]
    if (ids.length + (right - left + 1) * (bottom - top + 1) > mostTiles)
      throw new StartFault(
        `The frame holds over ${mostTiles} tiles down to zoom ${z}: give a smaller one, or --maxzoom.`,
      )
    for (let y = top; y <= bottom; y++) for (let x = left; x <= right; x++) ids.push(zxyToTileId(z, x, y))
  }
  return ids.sort((a, b) => a - b)
}

/** Index of the first id that is not below. */
function lowerBound(ids: readonly number[], value: number): number {
  let [low, high] = [0, ids.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (ids[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

type Found = { id: number; offset: number; length: number }

/** Where the wanted tiles are, in the order of ids; leaves of the directory without any are not read. */
async function find({ tiles, place, header }: Archive, ids: readonly number[]): Promise<Found[]> {
  const found: Found[] = []
  async function visit(offset: number, length: number, depth: number): Promise<void> {
    if (depth > 4) throw new StartFault(`${place.name} is damaged: its directories go round in circles.`)
    const entries: Entry[] = await tiles.cache.getDirectory(place, offset, length, header)
    for (const [index, entry] of entries.entries()) {
      const isLeaf = entry.runLength === 0
      const end = isLeaf ? (entries[index + 1]?.tileId ?? Infinity) : entry.tileId + entry.runLength
      const from = lowerBound(ids, entry.tileId)
      if (from >= ids.length || ids[from]! >= end) continue
      if (isLeaf) await visit(header.leafDirectoryOffset + entry.offset, entry.length, depth + 1)
      else
        for (let at = from; at < ids.length && ids[at]! < end; at++)
          found.push({ id: ids[at]!, offset: header.tileDataOffset + entry.offset, length: entry.length })
    }
  }
  await visit(header.rootDirectoryOffset, header.rootDirectoryLength, 0)
  return found
}

/** Bytes of the tiles, in the order given; neighbours in the archive come in one request. */
async function* read(place: Place, found: readonly Found[], told: (bytes: number) => void) {
  for (let from = 0; from < found.length; ) {
    let [start, end, to] = [found[from]!.offset, found[from]!.offset + found[from]!.length, from + 1]
    for (; to < found.length; to++) {
      const { offset, length } = found[to]!
      const wider = [Math.min(start, offset), Math.max(end, offset + length)] as const
      if (offset > end + gap || offset + length < start - gap || wider[1] - wider[0] > batchBytes) break
      ;[start, end] = wider
    }
    const { data } = await place.getBytes(start, end - start)
    if (data.byteLength < end - start) throw new StartFault(`${place.name} is cut short.`)
    told(data.byteLength)
    for (const { id, offset, length } of found.slice(from, to))
      yield { id, bytes: new Uint8Array(data, offset - start, length) }
    from = to
  }
}

export type Cut = Written & { read: number; minZoom: number; maxZoom: number; attribution: unknown }

/** @throws StartFault when the source cannot be read, or has nothing in the frame */
export async function cut(place: Place, frame: Frame, maxZoom: number | null, out: string): Promise<Cut> {
  const archive = await openArchive(place)
  const { header, metadata } = archive
  const deepest = Math.min(header.maxZoom, maxZoom ?? header.maxZoom)
  if (deepest < header.minZoom)
    throw new StartFault(
      `${place.name} begins at zoom ${header.minZoom}: --maxzoom ${maxZoom} leaves nothing.`,
    )
  const bounds = {
    minLon: Math.max(frame[0], header.minLon),
    minLat: Math.max(frame[1], header.minLat),
    maxLon: Math.min(frame[2], header.maxLon),
    maxLat: Math.min(frame[3], header.maxLat),
  }
  const { minLon, minLat, maxLon, maxLat } = header
  if (bounds.minLon >= bounds.maxLon || bounds.minLat >= bounds.maxLat)
    throw new StartFault(
      `${place.name} covers ${[minLon, minLat, maxLon, maxLat].join(',')}: nothing of it is in the frame.`,
    )
  const found = await find(archive, idsWithin(frame, header.minZoom, deepest))
  if (found.length === 0) throw new StartFault(`${place.name} has no tile in the frame.`)
  let bytes = 0
  const written = await writeArchive(
    out,
    {
      ...bounds,
      metadata,
      tileType: header.tileType,
      tileCompression: header.tileCompression,
      minZoom: header.minZoom,
      maxZoom: deepest,
    },
    read(place, found, more => {
      bytes += more
    }),
  )
  return {
    ...written,
    read: bytes,
    minZoom: header.minZoom,
    maxZoom: deepest,
    attribution: metadata.attribution,
  }
}
