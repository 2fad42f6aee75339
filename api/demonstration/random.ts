/** A seeded generator that gives the same numbers on every machine: integers and one division, no Math.random. */

export type Random = {
  /** Uniform in [0, 1). */
  number(): number
  /** One of the keys, as often as its weight asks. */
  pick<K extends string>(weights: Partial<Record<K, number>>): K
  /** One of a list; the weight of an item is 1 unless told. */
  among<T>(items: readonly T[], weight?: (item: T) => number): T
  chance(probability: number): boolean
  /** A version 4 UUID. */
  uuid(): string
}

/** @param seed any text: the same text gives the same sequence */
export function seeded(seed: string): Random {
  let [a, b, c, d] = words(seed)

  // sfc32 (Chris Doty-Humphrey, PractRand): 128 bits of state, 32 bits a step.
  const step = () => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return sum >>> 0
  }
  for (let warm = 0; warm < 12; warm++) step()

  const number = () => step() / 4294967296
  const among = <T>(items: readonly T[], weight: (item: T) => number = () => 1): T => {
    let left = number() * items.reduce((sum, item) => sum + weight(item), 0)
    for (const item of items) {
      left -= weight(item)
      if (left < 0) return item
    }
    return items.at(-1)!
  }
  return {
    number,
    among,
    pick: <K extends string>(weights: Partial<Record<K, number>>): K =>
      among(Object.entries(weights) as [K, number][], ([, weight]) => weight)[0],
    chance: probability => number() < probability,
    uuid() {
      const hex = Array.from({ length: 4 }, () => step().toString(16).padStart(8, '0')).join('')
      const variant = '89ab'[Number.parseInt(hex[16]!, 16) & 3]
      return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
    },
  }
}

/** Four words of state from a text: FNV-1a from four offsets, each mixed once. */
function words(seed: string): [number, number, number, number] {
  const word = (offset: number) => {
    let hash = 0x811c9dc5 ^ offset
    for (let at = 0; at < seed.length; at++) hash = Math.imul(hash ^ seed.charCodeAt(at), 0x01000193)
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    return (hash ^ (hash >>> 13)) | 0
  }
  return [word(1), word(2), word(3), word(4)]
}
