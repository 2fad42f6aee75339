/**
 * Bytes as text, the same in the browser and on the server: UTF-8, UTF-16 or Windows-1252, whichever the bytes are.
 * Windows-1252 is read by a table of our own, because `TextDecoder('windows-1252')` takes 0x80–0x9F for control
 * characters in several versions of Node that the product runs on.
 */

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export type Encoding = (typeof encodings)[number]
export const encodingNames: Record<Encoding, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
}

/** 0x80–0x9F in Windows-1252; five of them mean nothing and stay what they are (WHATWG Encoding Standard). */
const upper = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const signs = Uint16Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x80 && byte <= 0x9f ? upper.charCodeAt(byte - 0x80) : byte,
)

/** As much as is decoded before others may have their turn, bytes; even, for the pairs of UTF-16. */
const stretch = 64 * 1024
/** Signs that one call of `String.fromCharCode` takes. */
const perCall = 8192

/** How many signs of more than one byte are UTF-8, and how many bytes are not. */
function utf8Signs(bytes: Uint8Array): { whole: number; stray: number } {
  let whole = 0
  let stray = 0
  let at = 0
  while (at < bytes.length) {
    const lead = bytes[at]!
    at += 1
    if (lead < 0x80) continue
    const length =
      lead >= 0xc2 && lead <= 0xdf
        ? 1
        : lead >= 0xe0 && lead <= 0xef
          ? 2
          : lead >= 0xf0 && lead <= 0xf4
            ? 3
            : 0
    // The second byte has a narrower range after some leads: no sign is written in two ways, and no surrogate.
    let low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
    let high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
    let count = 0
    while (count < length && at < bytes.length && bytes[at]! >= low && bytes[at]! <= high) {
      at += 1
      count += 1
      low = 0x80
      high = 0xbf
    }
    if (length > 0 && count === length) whole += 1
    else stray += 1
  }
  return { whole, stray }
}

/** In western text every second byte of UTF-16 is zero, and no other is. */
function utf16Of(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  const looks = Math.min(bytes.length & ~1, 4096)
  for (let at = 0; at < looks; at++) if (bytes[at] === 0) zeros[at % 2]! += 1
  if (looks >= 8 && zeros[0] === 0 && zeros[1]! > looks / 4) return 'utf-16le'
  if (looks >= 8 && zeros[1] === 0 && zeros[0]! > looks / 4) return 'utf-16be'
  return undefined
}

/** A few stray bytes among signs of UTF-8 leave it UTF-8: each spoils one sign. Text in Windows-1252 has next to none. */
export function encodingOf(bytes: Uint8Array): Encoding {
  const wide = utf16Of(bytes)
  if (wide) return wide
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  const { whole, stray } = utf8Signs(bytes)
  return stray === 0 || whole >= stray ? 'utf-8' : 'windows-1252'
}

/** Text has no control characters but tab, line ends and form feed, and the end-of-file sign of DOS in the last place. */
export function isText(bytes: Uint8Array, encoding: Encoding = encodingOf(bytes)): boolean {
  if (encoding.startsWith('utf-16')) return isWideText(bytes, encoding)
  const length = bytes.at(-1) === 0x1a ? bytes.length - 1 : bytes.length
  for (let at = 0; at < length; at++) {
    const byte = bytes[at]!
    if (byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) return false
  }
  return true
}

/** What of another kind has a zero in every second byte has other control characters at its head. */
function isWideText(bytes: Uint8Array, encoding: Encoding): boolean {
  const low = encoding === 'utf-16le' ? 0 : 1
  for (let at = 0; at + 1 < Math.min(bytes.length, 4096); at += 2) {
    const byte = bytes[at + low]!
    if (bytes[at + 1 - low] === 0 && byte < 0x20 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13)
      return false
  }
  return true
}

/** The text in stretches, without the mark at its start. A byte that means nothing is U+FFFD. */
export function* piecesOf(bytes: Uint8Array, encoding: Encoding): Generator<string> {
  const end = encoding.startsWith('utf-16') || bytes.at(-1) !== 0x1a ? bytes.length : bytes.length - 1
  const decoder =
    encoding === 'windows-1252' ? null : new TextDecoder(encoding === 'utf-8' ? 'utf-8' : 'utf-16le')
  for (let at = 0; at < end; at += stretch) {
    const piece = bytes.subarray(at, Math.min(at + stretch, end))
    if (decoder)
      yield decoder.decode(encoding === 'utf-16be' ? swapPairs(piece) : piece, { stream: at + stretch < end })
    else yield windows1252(piece)
  }
}

function windows1252(bytes: Uint8Array): string {
  const units = new Uint16Array(bytes.length)
  for (let at = 0; at < bytes.length; at++) units[at] = signs[bytes[at]!]!
  let text = ''
  for (let at = 0; at < units.length; at += perCall)
    text += String.fromCharCode.apply(null, units.subarray(at, at + perCall) as unknown as number[])
  return text
}

/** The bytes of each pair the other way round; Node without its full ICU knows little-endian alone. */
function swapPairs(bytes: Uint8Array): Uint8Array {
  const pairs = new Uint8Array(bytes.length)
  for (let at = 0; at < bytes.length; at++) pairs[at] = bytes[at ^ 1] ?? 0
  return pairs
}

export function decode(bytes: Uint8Array): { text: string; encoding: Encoding } {
  const encoding = encodingOf(bytes)
  return { text: [...piecesOf(bytes, encoding)].join(''), encoding }
}

/**
 * Letters that came to harm before: the sign that stands for a lost one, or UTF-8 that was read as Windows-1252 and
 * saved so («Ã¨» for «è», «â€™» for «’»; of «à» only «Ã» is left where spaces are cut off).
 */
const harm = new RegExp(
  `\\ufffd|[ÂÃ][\\u0080-\\u00bf${upper.replace(/[\u0080-\u009f]/g, '')}]|â(?:€|\\u0080)|[a-z][ÂÃ]`,
)
export const hasBrokenLetters = (text: string): boolean => harm.test(text)
