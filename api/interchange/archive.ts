/** A zip by its own list of parts: each is unfolded in stretches when it is wanted, and no further than it may. */
import { createInflateRaw } from 'node:zlib'
import { fileFault, fileLimits, unreadable } from './format.ts'

export const isArchive = (bytes: Buffer): boolean => bytes.length >= 4 && bytes.readUInt32BE(0) === 0x504b0304

/** A part as it lies in the archive. */
type Part = { packed: Buffer; deflated: boolean; size: number }
export type Archive = ReadonlyMap<string, Part>

// Signatures, and lengths of the fixed part of each record (PKWARE APPNOTE 4.3).
const endOfList = 0x06054b50
const listEntry = 0x02014b50
const localHeader = 0x04034b50
const mostParts = 2000

/** @throws Problem for an archive that is damaged, or declares more than is unfolded */
export function archiveOf(bytes: Buffer): Archive {
  try {
    return partsOf(bytes)
  } catch (error) {
    if (error instanceof Error && 'faults' in error) throw error
    throw unreadable(fileFault('broken_archive')) // it points outside of itself
  }
}

function partsOf(bytes: Buffer): Archive {
  const broken = () => unreadable(fileFault('broken_archive'))
  // A comment of at most 65,535 bytes follows the end of the list.
  let end = bytes.length - 22
  while (end >= 0 && end > bytes.length - 65_558 && bytes.readUInt32LE(end) !== endOfList) end -= 1
  if (end < 0 || bytes.readUInt32LE(end) !== endOfList) throw broken()
  const count = bytes.readUInt16LE(end + 10)
  let at = bytes.readUInt32LE(end + 16)
  const parts = new Map<string, Part>()
  let total = 0
  if (count > mostParts) throw unreadable(fileFault('unfolds_too_large'))
  for (let index = 0; index < count; index++) {
    if (bytes.readUInt32LE(at) !== listEntry) throw broken()
    const encrypted = (bytes.readUInt16LE(at + 8) & 1) === 1
    const method = bytes.readUInt16LE(at + 10)
    const packedSize = bytes.readUInt32LE(at + 20)
    const size = bytes.readUInt32LE(at + 24)
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map(place => bytes.readUInt16LE(at + place))
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength!).replaceAll('\\', '/')
    const local = bytes.readUInt32LE(at + 42)
    at += 46 + nameLength! + extraLength! + commentLength!
    if (name.endsWith('/')) continue
    if (encrypted || (method !== 0 && method !== 8) || bytes.readUInt32LE(local) !== localHeader)
      throw broken()
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    if (start + packedSize > bytes.length) throw broken()
    total += size
    if (total > fileLimits.unfolded) throw unreadable(fileFault('unfolds_too_large'))
    parts.set(name, { packed: bytes.subarray(start, start + packedSize), deflated: method === 8, size })
  }
  return parts
}

/**
 * A part in stretches, off the main thread; whoever reads may stop.
 * @throws Problem when it is damaged, or more than it declares
 */
export async function* stretchesOf({ packed, deflated, size }: Part): AsyncGenerator<Buffer> {
  if (!deflated) {
    if (packed.length !== size) throw unreadable(fileFault('broken_archive'))
    for (let at = 0; at < packed.length; at += stretch) yield packed.subarray(at, at + stretch)
    return
  }
  const inflate = createInflateRaw({ chunkSize: stretch })
  inflate.end(packed)
  let length = 0
  try {
    for await (const piece of inflate as AsyncIterable<Buffer>) {
      length += piece.length
      if (length > size) break
      yield piece
    }
  } catch {
    throw unreadable(fileFault('broken_archive'))
  } finally {
    inflate.destroy()
  }
  if (length !== size) throw unreadable(fileFault('broken_archive'))
}
const stretch = 64 * 1024

export async function bytesOf(part: Part): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of stretchesOf(part)) pieces.push(piece)
  return Buffer.concat(pieces)
}
