/** Reads PMTiles version 3, from a file or by range requests, and says in a sentence why one cannot be used. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { bytesToHeader, Compression, type Header, PMTiles, type Source, TileType } from 'pmtiles'
import { StartFault } from '../db/connect.ts'

/** Bytes of the header, which every archive begins with. */
export const headerBytes = 127

/** Where an archive is read from, as it is called in sentences. */
export type Place = Source & { name: string; close(): Promise<void> }

const buffer = (bytes: Buffer): ArrayBuffer =>
  bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer

/** @throws StartFault when the file cannot be opened */
export async function fileAt(path: string): Promise<Place & { size: number }> {
  let handle: FileHandle
  try {
    handle = await open(path)
  } catch (error) {
    throw new StartFault(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
  const { size } = await handle.stat()
  return {
    name: path,
    size,
    getKey: () => path,
    async getBytes(offset, length) {
      const bytes = Buffer.alloc(Math.max(0, Math.min(length, size - offset)))
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, offset)
      return { data: buffer(bytes.subarray(0, bytesRead)) }
    },
    close: () => handle.close(),
  }
}

/** An address that answers range requests; the whole archive is never asked for. */
export function addressAt(url: string): Place {
  let first: string | null = null
  return {
    name: url,
    getKey: () => url,
    async getBytes(offset, length) {
      const response = await fetch(url, {
        headers: { range: `bytes=${offset}-${offset + length - 1}` },
      }).catch(error => {
        throw new StartFault(`${url} cannot be reached (${error.cause?.code ?? error.message}).`)
      })
      if (response.status !== 206) {
        await response.body?.cancel()
        throw new StartFault(
          response.status === 200
            ? `${url} does not answer range requests: download the file and give its path.`
            : `${url} answers ${response.status}.`,
        )
      }
      const tag = response.headers.get('etag')
      if (first !== null && tag !== first) throw new StartFault(`${url} changed while it was being read.`)
      first = tag
      return { data: await response.arrayBuffer() }
    },
    close: async () => {},
  }
}

export const sourceAt = (source: string): Promise<Place> =>
  /^https?:\/\//.test(source) ? Promise.resolve(addressAt(source)) : fileAt(source)

export type Archive = { tiles: PMTiles; place: Place; header: Header; metadata: Metadata }
export type Metadata = { attribution?: string; name?: string; vector_layers?: { id: string }[] } & Record<
  string,
  unknown
>

/** @throws StartFault naming what makes it no readable PMTiles version 3 of vector tiles */
export async function openArchive(place: Place): Promise<Archive> {
  const { name } = place
  const start = Buffer.from((await place.getBytes(0, headerBytes)).data)
  if (start.length === 0) throw new StartFault(`${name} is empty.`)
  if (start.length < headerBytes || start.toString('latin1', 0, 7) !== 'PMTiles')
    throw new StartFault(`${name} is not a PMTiles archive.`)
  if (start[7] !== 3)
    throw new StartFault(`${name} is PMTiles version ${start[7]}: only version 3 can be read.`)
  const header = bytesToHeader(buffer(start))
  if (header.tileType !== TileType.Mvt)
    throw new StartFault(
      `${name} holds tiles of the kind ${TileType[header.tileType] ?? header.tileType}: vector tiles (MVT) are needed.`,
    )
  if (![Compression.None, Compression.Gzip].includes(header.tileCompression))
    throw new StartFault(
      `${name} holds tiles compressed by ${Compression[header.tileCompression]}: gzip is needed, or none.`,
    )
  if (header.numAddressedTiles === 0) throw new StartFault(`${name} holds no tiles.`)
  const tiles = new PMTiles(place)
  try {
    await tiles.cache.getDirectory(place, header.rootDirectoryOffset, header.rootDirectoryLength, header)
    const metadata = (await tiles.getMetadata()) as Metadata
    return { tiles, place, header, metadata }
  } catch (error) {
    if (error instanceof StartFault) throw error
    throw new StartFault(`${name} is damaged: its directory or its description cannot be read.`)
  }
}

/** What the style draws is called so in both schemas of Protomaps, the older and that of version 4. */
const drawn = ['earth', 'water', 'roads'] as const

/** A background that can be served. */
export type Ground = {
  path: string
  /** SHA-256 of the file: its address and its ETag. */
  hash: string
  /** Of the file when it was read; another means that it was replaced. */
  stamp: string
  /** West, south, east, north, degrees. */
  bounds: [number, number, number, number]
  minZoom: number
  maxZoom: number
  attribution: string
}

/** Attribution is HTML by custom; only its words are shown. */
export const plainText = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&(copy|#169|#xa9);/gi, '©')
    .replace(/&(nbsp|#160);/gi, ' ')
    .replace(/&lt;/gi, '<')
    .replace(/&gt;/gi, '>')
    .replace(/&quot;/gi, '"')
    .replace(/&amp;/gi, '&')
    .replace(/\s+/g, ' ')
    .trim()

/** @throws StartFault naming what is wrong with the file */
export async function readGround(path: string): Promise<Ground> {
  const place = await fileAt(path)
  try {
    const { header, metadata } = await openArchive(place)
    const ends = header.tileDataOffset + (header.tileDataLength ?? 0)
    if (ends > place.size)
      throw new StartFault(`${path} is cut short: ${ends} bytes are announced, ${place.size} are there.`)
    const layers = (metadata.vector_layers ?? []).map(({ id }) => id)
    if (!drawn.every(id => layers.includes(id)))
      throw new StartFault(
        `${path} has the layers ${layers.join(', ') || '(none named)'}: those of Protomaps are needed (${drawn.join(', ')}).`,
      )
    const hash = createHash('sha256')
    for await (const part of createReadStream(path)) hash.update(part)
    return {
      path,
      hash: hash.digest('hex'),
      stamp: await stampOf(path),
      bounds: [header.minLon, header.minLat, header.maxLon, header.maxLat],
      minZoom: header.minZoom,
      maxZoom: header.maxZoom,
      attribution: plainText(String(metadata.attribution ?? '')),
    }
  } finally {
    await place.close()
  }
}

/** @throws StartFault when the file is gone */
export async function stampOf(path: string): Promise<string> {
  try {
    const handle = await open(path)
    const { size, mtimeMs, ino } = await handle.stat()
    await handle.close()
    return `${ino}-${size}-${mtimeMs}`
  } catch (error) {
    throw new StartFault(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
}
