// @vitest-environment happy-dom
/** The tagged PDF: language, title, headings, a table with its headers, a figure with its words, and text that can be read. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { inflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { pdfOf } from '../../../web/statement/pdf.ts'
import type { Picture } from '../../../web/statement/picture/picture.ts'
import { tell } from '../../../web/statement/tell.ts'
import { words } from '../../../web/words/statement.ts'
import { scene, square } from '../map/fixtures.ts'
import { from, needs } from './given.ts'

const w = words.it
const font = (weight: number, half = 'latin') =>
  readFileSync(
    createRequire(import.meta.url).resolve(
      `@fontsource/titillium-web/files/titillium-web-${half}-${weight}-normal.woff`,
    ),
  )
const picture: Picture = {
  scene: {
    ...scene,
    areas: [
      { area: square('nord-ovest', 15.78, 40.64), fill: 2 },
      { area: square('centro', 15.8, 40.64), fill: 'few' },
      { area: square('sud', 15.8, 40.62), fill: 4 },
    ],
  },
  scale: 'nuclei',
  called: {},
  classes: ['0–30', '30–60', '60–90', '90–120', '120–150'],
  shows: 'households',
}

/** Objects of the file, with their streams inflated. */
function objectsOf(bytes: Buffer): Map<number, { text: string; stream: string }> {
  const file = bytes.toString('latin1')
  const found = new Map<number, { text: string; stream: string }>()
  for (const match of file.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, id, body] = match as unknown as [string, string, string]
    const at = body.indexOf('stream\n')
    const text = at < 0 ? body : body.slice(0, at)
    const raw = at < 0 ? '' : body.slice(at + 7, body.lastIndexOf('\nendstream'))
    const stream = text.includes('FlateDecode')
      ? inflateSync(Buffer.from(raw, 'latin1')).toString('latin1')
      : raw
    found.set(Number(id), { text, stream })
  }
  return found
}

/** Text as a reader finds it: glyphs through each font's own table. */
function textOf(objects: ReturnType<typeof objectsOf>): string {
  const fonts = new Map<string, Map<string, string>>()
  for (const { text } of objects.values())
    for (const [, name, id] of text.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = objects.get(
        Number(/\/ToUnicode (\d+) 0 R/.exec(objects.get(Number(id))!.text)![1]),
      )!.stream
      const glyphs = new Map<string, string>()
      for (const [, from16, , list] of table.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/gi))
        for (const [index, [, hex]] of [...list!.matchAll(/<([0-9a-f ]*)>/gi)].entries())
          glyphs.set(
            (Number.parseInt(from16!, 16) + index).toString(16).padStart(4, '0'),
            Buffer.from(hex!.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'),
          )
      fonts.set(name!, glyphs)
    }
  let said = ''
  for (const { stream } of objects.values()) {
    if (!stream.includes(' Tf')) continue
    let glyphs: Map<string, string> | undefined
    for (const [, name, array, end] of stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ|(ET)/g)) {
      if (name) glyphs = fonts.get(name)
      else if (end) said += '\n'
      else
        for (const [, hex] of array!.matchAll(/<([0-9a-f]+)>/gi))
          for (const code of hex!.match(/.{4}/g)!) said += glyphs?.get(code.toLowerCase()) ?? '?'
    }
  }
  return said
}

const words16 = (text: string) => text.replace(/\s+/g, '')

describe('a PDF of a view', async () => {
  const blob = await pdfOf(
    { statement: needs, picture, from, w, language: 'it-IT' },
    { regular: font(400), bold: font(700) },
  )
  const objects = objectsOf(Buffer.from(await blob.arrayBuffer()))
  const all = [...objects.values()].map(({ text }) => text).join('\n')

  test('says its language and shows its title', () => {
    expect(all).toMatch(/\/Lang \(it-IT\)/)
    expect(all).toMatch(/\/Marked true/)
    expect(all).toMatch(/\/DisplayDocTitle true/)
    expect(all).toMatch(/\/StructTreeRoot \d+ 0 R/)
    const title = /\/Title \((.*?)\)\n/s.exec(all)![1]!
    expect(title.replaceAll('\0', '')).toContain('Tutti i bisogni')
  })

  test('has a structure: one first heading, headings under it, a table of rows with headers, figures with words', () => {
    const count = (tag: string) => all.match(new RegExp(`/S /${tag}\\b`, 'g'))?.length ?? 0
    expect(count('Document')).toBe(1)
    expect(count('H1')).toBe(1)
    expect(count('H2')).toBe(2)
    expect(count('Table')).toBe(1)
    expect(count('TR')).toBe(1 + needs.rows.length)
    expect(count('TH')).toBe(needs.columns.length + needs.rows.length)
    expect(count('TD')).toBe((needs.columns.length - 1) * needs.rows.length)
    expect(all.match(/\/Scope \/Column/g)).toHaveLength(needs.columns.length)
    expect(count('Figure')).toBe(2)
    expect(all.match(/\/Alt /g)).toHaveLength(2)
  })

  test('holds every cell, definition and source as text, on two pages at most', () => {
    const said = words16(textOf(objects))
    for (const row of needs.rows)
      for (const { key } of needs.columns) {
        const { text, interval } = tell(row.cells[key], w)
        expect(said).toContain(words16(`${text}${interval ? ` (${interval})` : ''}`))
      }
    for (const part of [needs.title, w.context, needs.sources[0]!, w.missingMeaning.few, from.address])
      expect(said).toContain(words16(part))
    expect(all.match(/\/Type \/Page\n/g)!.length).toBeLessThanOrEqual(2)
  })
})

describe('names in other letters', async () => {
  const names = ['Via Žižka', 'Piața Unirii și Țara', 'Rruga Çamëria', 'مركز الحي Centro', 'Łódź']
  const statement = {
    ...needs,
    title: names.join(' · '),
    rows: needs.rows.map((row, at) => {
      const text = names[at % names.length]!
      return { ...row, cells: { ...row.cells, [needs.columns[0]!.key]: { kind: 'text' as const, text } } }
    }),
  }
  const made = async (extended: boolean) =>
    words16(
      textOf(
        objectsOf(
          Buffer.from(
            await (
              await pdfOf(
                { statement, picture, from, w, language: 'it-IT' },
                {
                  regular: font(400),
                  bold: font(700),
                  ...(extended && {
                    extended: { regular: font(400, 'latin-ext'), bold: font(700, 'latin-ext') },
                  }),
                },
              )
            ).arrayBuffer(),
          ),
        ),
      ),
    )
  test('of Latin are whole, others leave a sign in their place', async () => {
    const said = await made(true)
    for (const name of ['ViaŽižka', 'PiațaUniriișiȚara', 'RrugaÇamëria', '[…]Centro', 'Łódź'])
      expect(said).toContain(name)
    expect(said.replace(from.address, '')).not.toContain('?')
  })
  test('lose their marks where the further letters could not be fetched, and nothing else', async () => {
    const said = await made(false)
    for (const name of ['ViaZizka', 'PiataUniriisiTara', 'RrugaÇamëria', '[…]Centro', 'Lódz'])
      expect(said).toContain(name)
    expect(said.replace(from.address, '')).not.toContain('?')
  })
})
