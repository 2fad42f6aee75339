/**
 * Writes PMTiles version 3, clustered: tiles in the order of their Hilbert ids, each content once, directories in
 * gzip. Layout and numbers are those of the specification of the format, version 3.
 */

import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { Compression, type Entry, type Header } from 'pmtiles'
import { headerBytes } from './archive.ts'

/** Header and root directory must be found in the first bytes that a reader asks for. */
const firstRead = 16_384
/** Entries of the first leaf directories that are tried; more until the root fits. */
const leafEntries = 4096

function varint(value: number, into: number[]): void {
  let rest = value
  while (rest >= 0x80) {
    into.push((rest % 0x80) + 0x80)
    rest = Math.floor(rest / 0x80)
  }
  into.push(rest)
}

/** Columns, not rows: ids as differences, then run lengths, lengths, and offsets, 0 where one follows the other. */
export function directory(entries: readonly Entry[]): Buffer {
  const bytes: number[] = []
  varint(entries.length, bytes)
  for (const [index, { tileId }] of entries.entries())
    varint(tileId - (entries[index - 1]?.tileId ?? 0), bytes)
  for (const { runLength } of entries) varint(runLength, bytes)
  for (const { length } of entries) varint(length, bytes)
  entries.forEach(({ offset }, index) => {
    const before = entries[index - 1]
    varint(before && before.offset + before.length === offset ? 0 : offset + 1, bytes)
  })
  return gzipSync(Uint8Array.from(bytes), { level: 9 })
}

export type Directories = { root: Buffer; leaves: Buffer }

/** One directory while it fits in the first read, else a root of leaves. */
export function directories(entries: readonly Entry[], room = firstRead - headerBytes): Directories {
  const whole = directory(entries)
  if (whole.length <= room) return { root: whole, leaves: Buffer.alloc(0) }
  for (let size = leafEntries; ; size = Math.ceil(size * 1.5)) {
    const leaves: Buffer[] = []
    const roots: Entry[] = []
    let offset = 0
    for (let from = 0; from < entries.length; from += size) {
      const leaf = directory(entries.slice(from, from + size))
      roots.push({ tileId: entries[from]!.tileId, offset, length: leaf.length, runLength: 0 })
      leaves.push(leaf)
      offset += leaf.length
    }
    const root = directory(roots)
    if (root.length <= room) return { root, leaves: Buffer.concat(leaves) }
  }
}

type Numbers = Omit<Header, 'etag' | 'specVersion'>
export function headerOf(header: Numbers): Buffer {
  const bytes = Buffer.alloc(headerBytes)
  bytes.write('PMTiles', 'latin1')
  bytes[7] = 3
  const long = [
    header.rootDirectoryOffset,
    header.rootDirectoryLength,
    header.jsonMetadataOffset,
    header.jsonMetadataLength,
    header.leafDirectoryOffset,
    header.leafDirectoryLength ?? 0,
    header.tileDataOffset,
    header.tileDataLength ?? 0,
    header.numAddressedTiles,
    header.numTileEntries,
    header.numTileContents,
  ]
  for (const [index, value] of long.entries()) bytes.writeBigUInt64LE(BigInt(value), 8 + index * 8)
  bytes[96] = header.clustered ? 1 : 0
  bytes[97] = header.internalCompression
  bytes[98] = header.tileCompression
  bytes[99] = header.tileType
  bytes[100] = header.minZoom
  bytes[101] = header.maxZoom
  const degrees = (value: number, at: number) => bytes.writeInt32LE(Math.round(value * 1e7), at)
  degrees(header.minLon, 102)
  degrees(header.minLat, 106)
  degrees(header.maxLon, 110)
  degrees(header.maxLat, 114)
  bytes[118] = header.centerZoom
  degrees(header.centerLon, 119)
  degrees(header.centerLat, 123)
  return bytes
}

export type Described = Pick<
  Header,
  'tileType' | 'tileCompression' | 'minZoom' | 'maxZoom' | 'minLon' | 'minLat' | 'maxLon' | 'maxLat'
> & { metadata: unknown }

export type Written = { tiles: number; contents: number; bytes: number }

/**
 * Writes `path` when it is whole, by way of two files beside it that do not outlive the call.
 * @param tiles in the order of their ids
 * @throws Error for tiles out of order, or none
 */
export async function writeArchive(
  path: string,
  described: Described,
  tiles: AsyncIterable<{ id: number; bytes: Uint8Array }> | Iterable<{ id: number; bytes: Uint8Array }>,
): Promise<Written> {
  const [dataPath, partPath] = [`${path}.data`, `${path}.part`]
  const data = await open(dataPath, 'w')
  let part: FileHandle | undefined
  try {
    const entries: Entry[] = []
    const known = new Map<string, { offset: number; length: number }>()
    let end = 0
    let count = 0
    for await (const { id, bytes } of tiles) {
      const last = entries.at(-1)
      if (last && id < last.tileId + last.runLength)
        throw new Error(`tile ${id} after ${last.tileId + last.runLength - 1}`)
      const hash = createHash('sha256').update(bytes).digest('base64')
      let place = known.get(hash)
      if (!place) {
        place = { offset: end, length: bytes.length }
        known.set(hash, place)
        await data.write(bytes)
        end += bytes.length
      }
      count++
      if (last && last.offset === place.offset && id === last.tileId + last.runLength) last.runLength++
      else entries.push({ tileId: id, ...place, runLength: 1 })
    }
    if (entries.length === 0) throw new Error('no tiles to write')
    const { metadata, ...kinds } = described
    const { root, leaves } = directories(entries)
    const json = gzipSync(JSON.stringify(metadata), { level: 9 })
    const jsonAt = headerBytes + root.length
    const leavesAt = jsonAt + json.length
    const dataAt = leavesAt + leaves.length
    const header = headerOf({
      ...kinds,
      rootDirectoryOffset: headerBytes,
      rootDirectoryLength: root.length,
      jsonMetadataOffset: jsonAt,
      jsonMetadataLength: json.length,
      leafDirectoryOffset: leavesAt,
      leafDirectoryLength: leaves.length,
      tileDataOffset: dataAt,
      tileDataLength: end,
      numAddressedTiles: count,
      numTileEntries: entries.length,
      numTileContents: known.size,
      clustered: true,
      internalCompression: Compression.Gzip,
      centerZoom: kinds.minZoom,
      centerLon: (kinds.minLon + kinds.maxLon) / 2,
      centerLat: (kinds.minLat + kinds.maxLat) / 2,
    })
    await data.close()
    part = await open(partPath, 'w')
    for (const bytes of [header, root, json, leaves]) await part.write(bytes)
    for await (const bytes of createReadStream(dataPath)) await part.write(bytes)
    await part.sync()
    await part.close()
    await rename(partPath, path)
    return { tiles: count, contents: known.size, bytes: dataAt + end }
  } finally {
    await data.close().catch(() => {})
    await part?.close().catch(() => {})
    await rm(dataPath, { force: true })
    await rm(partPath, { force: true })
  }
}
