/**
 * A zip by its own list of parts, the same in the browser and on the server: each is unfolded in stretches when it is
 * wanted, and no further than it may.
 */
import { FileUnreadable, mostUnfolded } from './file-unreadable.contract.ts'

const signature = [0x50, 0x4b, 0x03, 0x04]
export const isArchive = (bytes: Uint8Array): boolean => signature.every((byte, at) => bytes[at] === byte)

/** A part as it lies in the archive. */
type Part = { packed: Uint8Array; deflated: boolean; size: number }
export type Archive = ReadonlyMap<string, Part>

// Signatures, and lengths of the fixed part of each record (PKWARE APPNOTE 4.3).
const endOfList = 0x06054b50
const listEntry = 0x02014b50
const localHeader = 0x04034b50
const mostParts = 2000

/** @throws FileUnreadable for an archive that is damaged, or declares more than is unfolded */
export function archiveOf(bytes: Uint8Array): Archive {
  try {
    return partsOf(bytes)
  } catch (error) {
    throw error instanceof FileUnreadable ? error : broken() // it points outside of itself
  }
}
const broken = () => new FileUnreadable('broken_archive')

function partsOf(bytes: Uint8Array): Archive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const short = (at: number) => view.getUint16(at, true)
  const long = (at: number) => view.getUint32(at, true)
  const names = new TextDecoder()
  // A comment of at most 65,535 bytes follows the end of the list.
  let end = bytes.length - 22
  while (end >= 0 && end > bytes.length - 65_558 && long(end) !== endOfList) end -= 1
  if (end < 0 || long(end) !== endOfList) throw broken()
  const count = short(end + 10)
  let at = long(end + 16)
  const parts = new Map<string, Part>()
  let total = 0
  if (count > mostParts) throw new FileUnreadable('unfolds_too_large')
  for (let index = 0; index < count; index++) {
    if (long(at) !== listEntry) throw broken()
    const encrypted = (short(at + 8) & 1) === 1
    const method = short(at + 10)
    const packedSize = long(at + 20)
    const size = long(at + 24)
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map(place => short(at + place))
    const name = names.decode(bytes.subarray(at + 46, at + 46 + nameLength!)).replaceAll('\\', '/')
    const local = long(at + 42)
    at += 46 + nameLength! + extraLength! + commentLength!
    if (name.endsWith('/')) continue
    if (encrypted || (method !== 0 && method !== 8) || long(local) !== localHeader) throw broken()
    const start = local + 30 + short(local + 26) + short(local + 28)
    if (start + packedSize > bytes.length) throw broken()
    total += size
    if (total > mostUnfolded) throw new FileUnreadable('unfolds_too_large')
    parts.set(name, { packed: bytes.subarray(start, start + packedSize), deflated: method === 8, size })
  }
  return parts
}

/**
 * A part in stretches; whoever reads may stop.
 * @throws FileUnreadable when it is damaged, or more than it declares
 */
export async function* stretchesOf({ packed, deflated, size }: Part): AsyncGenerator<Uint8Array> {
  if (!deflated) {
    if (packed.length !== size) throw broken()
    for (let at = 0; at < packed.length; at += stretch) yield packed.subarray(at, at + stretch)
    return
  }
  const unfolding = new Blob([packed as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(new DecompressionStream('deflate-raw'))
    .getReader()
  let length = 0
  try {
    for (;;) {
      const { done, value } = await unfolding.read().catch(() => Promise.reject(broken()))
      if (done) break
      length += value.length
      if (length > size) throw broken()
      yield value
    }
  } finally {
    void unfolding.cancel().catch(() => {}) // whoever stopped, or the archive that is broken
  }
  if (length !== size) throw broken()
}
const stretch = 64 * 1024

export async function bytesOf(part: Part): Promise<Uint8Array> {
  const bytes = new Uint8Array(part.size)
  let at = 0
  for await (const piece of stretchesOf(part)) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}
