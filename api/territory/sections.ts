/**
 * Map cells out of census sections: the smallest joins the neighbour with the longest border in common, again and
 * again, until each has enough residents. The same sections give the same cells, in whatever order they come. Pure.
 */

/** A part of a section inside one area, or outside them all. */
export type Piece = { number: number; area: string | null }
/** Metres of border that two pieces of the same area have in common. */
export type Border = { one: number; other: number; metres: number }
export type Built = { area: string | null; residents: number; members: number[] }

/** The residents of each section among its pieces by their share, none lost (largest remainders). */
export function shared<P extends Piece & { section: number; share: number }>(
  pieces: readonly P[],
  residents: ReadonlyMap<number, number>,
): (Piece & { residents: number })[] {
  const counts = new Map<number, number>()
  for (const [section, count] of residents) {
    const mine = pieces.filter(piece => piece.section === section)
    const whole = mine.reduce((sum, { share }) => sum + share, 0)
    const exact = mine.map(piece => ({ number: piece.number, value: (count * piece.share) / whole }))
    let rest = count - exact.reduce((sum, { value }) => sum + Math.floor(value), 0)
    for (const { number, value } of exact.toSorted(
      (a, b) => (b.value % 1) - (a.value % 1) || a.number - b.number,
    ))
      counts.set(number, Math.floor(value) + (rest-- > 0 ? 1 : 0))
  }
  return pieces.map(({ number, area }) => ({ number, area, residents: counts.get(number) ?? 0 }))
}

/**
 * @param least residents under which a cell could be a household
 * @returns the cells in the order of their first piece, and what no neighbour could bring to `least`
 */
export function aggregate(
  pieces: readonly (Piece & { residents: number })[],
  borders: readonly Border[],
  least: number,
): { cells: Built[]; short: Built[] } {
  const built = new Map<number, Built>(
    pieces.map(({ number, area, residents }) => [number, { area, residents, members: [number] }]),
  )
  const around = new Map<number, Map<number, number>>(pieces.map(({ number }) => [number, new Map()]))
  for (const { one, other, metres } of borders) {
    if (built.get(one)?.area !== built.get(other)?.area) continue
    around.get(one)!.set(other, metres)
    around.get(other)!.set(one, metres)
  }
  const stuck = new Set<number>()
  for (;;) {
    let smallest: number | undefined
    for (const [key, { residents }] of built) {
      if (residents >= least || stuck.has(key)) continue
      const best = smallest === undefined ? undefined : built.get(smallest)!.residents
      if (best === undefined || residents < best || (residents === best && key < smallest!)) smallest = key
    }
    if (smallest === undefined) break
    const [into] = [...around.get(smallest)!].toSorted(
      (a, b) => b[1] - a[1] || built.get(a[0])!.residents - built.get(b[0])!.residents || a[0] - b[0],
    )[0] ?? [undefined]
    if (into === undefined) stuck.add(smallest)
    else join(into, smallest)
  }

  /** The cell keeps the lower of the two numbers, so that its name does not depend on the order. */
  function join(a: number, b: number) {
    const [kept, gone] = a < b ? [a, b] : [b, a]
    const [mine, theirs] = [built.get(kept)!, built.get(gone)!]
    built.set(kept, {
      area: mine.area,
      residents: mine.residents + theirs.residents,
      members: [...mine.members, ...theirs.members].sort((x, y) => x - y),
    })
    for (const [neighbour, metres] of around.get(gone)!) {
      around.get(neighbour)!.delete(gone)
      if (neighbour === kept) continue
      const total = (around.get(kept)!.get(neighbour) ?? 0) + metres
      around.get(kept)!.set(neighbour, total)
      around.get(neighbour)!.set(kept, total)
      stuck.delete(neighbour)
    }
    built.delete(gone)
    around.delete(gone)
    stuck.delete(kept)
  }

  const ordered = [...built].sort(([a], [b]) => a - b).map(([, cell]) => cell)
  return {
    cells: ordered.filter(({ residents }) => residents >= least),
    short: ordered.filter(({ residents }) => residents < least),
  }
}
