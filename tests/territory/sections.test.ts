import fc from 'fast-check'
import { expect, test } from 'vitest'
import { aggregate, type Border, shared } from '../../api/territory/sections.ts'

/** A city of squares, some of each area, neighbours sharing a hundred metres. */
const city = fc
  .record({
    width: fc.integer({ min: 1, max: 9 }),
    residents: fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 60 }),
    areas: fc.array(fc.constantFrom('alfa', 'beta', null), { minLength: 60, maxLength: 60 }),
  })
  .map(({ width, residents, areas }) => {
    const pieces = residents.map((count, index) => ({
      number: index + 1,
      area: areas[index]!,
      residents: count,
    }))
    const borders: Border[] = pieces.flatMap(({ number }) =>
      [number % width === 0 ? 0 : number + 1, number + width]
        .filter(
          other =>
            other > 0 && other <= pieces.length && pieces[other - 1]!.area === pieces[number - 1]!.area,
        )
        .map(other => ({ one: number, other, metres: 100 })),
    )
    return { pieces, borders }
  })
const connected = (members: readonly number[], borders: readonly Border[]) => {
  const reached = new Set([members[0]!])
  for (let grown = true; grown; ) {
    grown = false
    for (const { one, other } of borders)
      for (const [a, b] of [
        [one, other],
        [other, one],
      ] as const)
        if (reached.has(a) && !reached.has(b) && members.includes(b)) {
          reached.add(b)
          grown = true
        }
  }
  return reached.size === members.length
}

test('cells keep every resident, have five hundred each, hang together and stay in their area', () => {
  fc.assert(
    fc.property(city, ({ pieces, borders }) => {
      const { cells, short } = aggregate(pieces, borders, 500)
      const all = [...cells, ...short]
      expect(all.flatMap(({ members }) => members).sort((a, b) => a - b)).toEqual(
        pieces.map(({ number }) => number),
      )
      for (const { area, residents, members } of all) {
        expect(members.reduce((sum, number) => sum + pieces[number - 1]!.residents, 0)).toBe(residents)
        expect(new Set(members.map(number => pieces[number - 1]!.area))).toEqual(new Set([area]))
        expect(connected(members, borders)).toBe(true)
      }
      for (const { residents } of cells) expect(residents).toBeGreaterThanOrEqual(500)
      // What is short has nobody of its own area beside it.
      for (const { members } of short)
        expect(borders.filter(({ one, other }) => members.includes(one) !== members.includes(other))).toEqual(
          [],
        )
    }),
    { numRuns: 200 },
  )
})

test('the order of the sections changes nothing', () => {
  fc.assert(
    fc.property(city, ({ pieces, borders }) => {
      expect(aggregate(pieces.toReversed(), borders.toReversed(), 500)).toEqual(
        aggregate(pieces, borders, 500),
      )
    }),
  )
})

test('a section cut by a border gives its residents to both sides, none lost', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 5000 }),
      fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 6 }),
      (count, parts) => {
        const pieces = parts.map((share, index) => ({ number: index + 1, area: null, section: 1, share }))
        const counted = shared(pieces, new Map([[1, count]]))
        expect(counted.reduce((sum, { residents }) => sum + residents, 0)).toBe(count)
        const whole = parts.reduce((sum, share) => sum + share, 0)
        for (const [index, { residents }] of counted.entries())
          expect(Math.abs(residents - (count * parts[index]!) / whole)).toBeLessThan(1)
      },
    ),
  )
})
