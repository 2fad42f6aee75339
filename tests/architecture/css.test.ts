/** Classes share one page: files of styles that load together, in an order that the build chooses, must not meet. */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const web = fileURLToPath(new URL('../../web/', import.meta.url))
const sheets = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.css'))

/** Classes that a file gives a look to by themselves, outside rules of a medium. */
function named(css: string): Set<string> {
  const found = new Set<string>()
  let depth = 0
  for (const [part] of css.replace(/\/\*.*?\*\//gs, '').matchAll(/[^{}]+\{|\}/g)) {
    if (part === '}') depth -= 1
    else {
      if (depth === 0)
        for (const one of part.replaceAll(/\(.*?\)|\{/gs, '').split(','))
          if (/^\.[\w-]+$/.test(one.trim())) found.add(one.trim())
      depth += 1
    }
  }
  return found
}

test('a class has its look in one file', () => {
  const homes = new Map<string, string[]>()
  for (const sheet of sheets)
    for (const name of named(readFileSync(web + sheet, 'utf8')))
      homes.set(name, [...(homes.get(name) ?? []), sheet])
  expect(homes.size).toBeGreaterThan(300)
  expect([...homes].filter(([, where]) => where.length > 1)).toEqual([])
})
