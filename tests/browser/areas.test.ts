/** Districts of 0, 1, 2, 3, 5 and 12 areas, and one whose residents nobody knows: every screen of areas reads right. */
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { areaNames, type District, district } from '../support/areas.ts'
import { type Profiles, profiles, sizes } from '../support/browser.ts'

const screens = {
  gap: '/esplora',
  unreached: '/esplora?domanda=nonraggiunti',
  near: '/esplora?domanda=vicino',
  indicators: '/indicatori',
  resources: '/risorse',
}

/** Pairs of labels of areas that lie over each other. */
const overlaps = (page: Page) =>
  page.locator('.area-label').evaluateAll(labels => {
    const boxes = labels.map(label => label.getBoundingClientRect())
    return boxes.flatMap((a, at) =>
      boxes.slice(at + 1).flatMap((b, next) => {
        const x = Math.min(a.right, b.right) - Math.max(a.left, b.left)
        const y = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
        return x > 1 && y > 1
          ? [`${labels[at]!.textContent} / ${labels[at + 1 + next]!.textContent}: ${x} × ${y}`]
          : []
      }),
    )
  })

async function within(count: number, populated: boolean, look: (at: Profiles) => Promise<void>) {
  let served: District | undefined
  let seen: Profiles | undefined
  try {
    served = await district(count, populated)
    seen = await profiles(served.url)
    await look(seen)
  } finally {
    await seen?.close()
    await served?.stop()
  }
}

/** Every screen at both sizes: no fault, nothing over the edge, no label over another; what each says. */
async function read(
  { walk }: Profiles,
  count: number,
  at = Object.keys(sizes) as (keyof typeof sizes)[],
): Promise<Record<keyof typeof screens, string>> {
  const said: Record<string, string> = {}
  for (const size of at)
    for (const [name, path] of Object.entries(screens)) {
      const { page, errors, foreign } = await walk('coordinamento', path, size)
      const where = `${name}, ${size}`
      await page.locator('h1').first().waitFor()
      if (count > 0 && name !== 'indicators')
        await expect.poll(() => page.locator('.area-label').count(), { message: where }).toBe(count)
      await expect.poll(() => overlaps(page), { message: where }).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), where).toBe(0)
      const text = await page.locator('main').innerText()
      expect(text, where).not.toMatch(/undefined|null|NaN|Infinity|\[object/)
      expect(text, where).not.toMatch(/\b1 aree\b|\b(0|[2-9]|1\d) area\b|\b1 risorse\b/)
      expect([errors, foreign], where).toEqual([[], []])
      if (size === 'desk') said[name] = text
    }
  return said as never
}

// A server, its database and a browser at once, on two cores.
const minutes = 600_000

describe('a district', () => {
  test('without areas says so, and compares nothing', { timeout: minutes }, () =>
    within(0, true, async at => {
      const said = await read(at, 0)
      for (const question of ['gap', 'unreached'] as const) {
        expect(said[question]).toContain('Non c’è ancora nessuna area bersaglio')
        expect(said[question]).not.toMatch(/Nessuna area è sotto|almeno una non ha/)
      }
      expect(said.indicators).toContain('Tutta la città')
      expect(said.indicators).toMatch(/Accessi ogni 1\.000 residenti\s+non rilevato/)
    }),
  )

  test.for([1, 2, 3, 5, 12])('of %i areas', { timeout: minutes }, count =>
    within(count, true, async at => {
      // The fewest and the most at both sizes.
      const said = await read(at, count, [1, 12].includes(count) ? undefined : ['desk'])
      for (const name of areaNames.slice(0, count)) {
        expect(said.gap).toContain(name)
        expect(said.unreached).toContain(name)
        expect(said.indicators).toContain(name)
      }
      // Nobody has looked for resources yet: demand is shown, and no word is made of it.
      expect(said.gap).toContain('nessuno ha ancora censito risorse')
      expect(said.gap).toMatch(/\d,\d ‰/)
      if (count === 1) {
        expect(said.unreached).toContain(
          'Con una sola area di residenti noti non c’è con che cosa confrontarla.',
        )
        expect(said.unreached).toContain('Senza un confronto fra aree di residenti noti non si può dire.')
        expect(said.unreached).not.toMatch(/almeno una non ha|Nessuna area è sotto/)
      } else expect(said.unreached).toMatch(/T3 2025 · .*(atteso|caso)/)
    }),
  )

  test('of residents that nobody knows has no rate, and says why', { timeout: minutes }, () =>
    within(3, false, async at => {
      const said = await read(at, 3, ['desk'])
      expect(said.gap).not.toMatch(/‰|ogni 1\.000/)
      expect(said.gap).toContain('la popolazione non è nota: nessun tasso')
      expect(said.unreached).toContain('atteso non calcolabile')
      expect(said.unreached).toContain('Senza un conto datato dei residenti')
      expect(said.indicators).toMatch(/Accessi ogni 1\.000 residenti\s+non rilevato/)
      expect(said.indicators).toContain('manca una popolazione datata')
    }),
  )
})
