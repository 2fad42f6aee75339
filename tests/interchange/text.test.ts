/** Bytes become the text that was meant, in every encoding that offices save. */
import { describe, expect, test } from 'vitest'
import {
  decode,
  encodingOf,
  hasBrokenLetters,
  isText,
  piecesOf,
} from '../../api/interchange/text.contract.ts'
import { answerOf, columnOf } from '../../api/observations/import/contract.ts'
import { labels } from '../../api/observations/labels.codes.ts'
import { readFile } from '../../web/observations/import/file.ts'
import { windows1252 } from '../support/files.ts'
import { rowsIn } from '../support/meaning.ts'

/** Windows-1252 by the standard of encodings: https://encoding.spec.whatwg.org/index-windows-1252.txt, rows 0x80–0x9F. */
const upper = [
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,
  0x017d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
  0x0153, 0x9d, 0x017e, 0x0178,
]

describe('Windows-1252', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  const expected = [...all].map(byte => String.fromCodePoint(upper[byte - 0x80] ?? byte)).join('')

  test('is read byte by byte, all 256 of them, however long the file is', () => {
    expect([...piecesOf(all, 'windows-1252')].join('')).toBe(expected)
    const times = 4000 // a megabyte, over many stretches
    const long = new Uint8Array(256 * times)
    for (let time = 0; time < times; time++) long.set(all, time * 256)
    const text = [...piecesOf(long, 'windows-1252')].join('')
    expect(text.length).toBe(long.length)
    expect(text === expected.repeat(times)).toBe(true)
  })

  test.for([1, 7, 31, 32, 33, 1000, 70_000])('is seen in a text of %i letters', length => {
    const text = `${'perché l’età – 18–34 «sì» '.repeat(length).slice(0, length - 1)}’`
    expect(decode(windows1252(text))).toEqual({ text, encoding: 'windows-1252' })
  })

  test('holds every answer that the product itself prints, in both languages', () => {
    for (const language of ['it', 'en'] as const)
      for (const [holds, answers] of Object.entries(labels[language]))
        for (const [code, label] of Object.entries(answers)) {
          const { text } = decode(windows1252(label))
          expect(text).toBe(label)
          expect(answerOf(holds as keyof typeof labels.it, text)).toBe(code)
        }
  })

  const file = (separator: string) =>
    windows1252(
      [
        `Data;Fascia d’età;Ultima visita;Bisogno 1;Esito 1`,
        `27/11/2026;18–34;Quest’anno;Lavoro;Informazione`,
      ].join(separator),
    )
  test('is read in the browser as on the server', async () => {
    const { source, headers, rows } = await readFile(new Blob([new Uint8Array(file('\r\n'))]), () => {})
    expect(source).toMatchObject({ encoding: 'Windows-1252' })
    expect(headers.map(header => columnOf(header)?.name)).toEqual([
      'date',
      'ageBand',
      'lastVisit',
      'need1',
      'outcome1',
    ])
    expect(rows[0]).toEqual(['27/11/2026', '18–34', 'Quest’anno', 'Lavoro', 'Informazione'])
    expect(answerOf('ageBand', rows[0]![1]!)).toBe('18-34')
    const { rows: resources } = await rowsIn(
      windows1252('Nome;Tipo;Descrizione\r\nSportello d’ascolto;caf;Ascolto – “gratuito” 5 €\r\n'),
    )
    expect(resources[0]?.fields).toEqual({
      Nome: 'Sportello d’ascolto',
      Tipo: 'caf',
      Descrizione: 'Ascolto – “gratuito” 5 €',
    })
  })
})

describe('UTF-16', () => {
  const text = 'Nome\tTipo\nCaffè d’ascolto\tmensa\n'
  const little = Buffer.from(text, 'utf16le')
  const big = Buffer.from(little).swap16()
  test.for([
    ['little end first, with its mark', Buffer.concat([Buffer.from([0xff, 0xfe]), little]), 'utf-16le'],
    ['little end first, without', little, 'utf-16le'],
    ['big end first, with its mark', Buffer.concat([Buffer.from([0xfe, 0xff]), big]), 'utf-16be'],
    ['big end first, without', big, 'utf-16be'],
  ] as const)('is read: %s', async ([_name, bytes, encoding]) => {
    expect(decode(bytes)).toEqual({ text, encoding })
    expect(isText(bytes)).toBe(true)
    expect((await rowsIn(bytes)).rows[0]?.fields).toEqual({ Nome: 'Caffè d’ascolto', Tipo: 'mensa' })
    const { source } = await readFile(new Blob([new Uint8Array(bytes)]), () => {})
    expect(source).toMatchObject({ encoding: 'UTF-16' })
  })

  test('is read across stretches, a sign of two pairs too', () => {
    const long = '😀è'.repeat(60_000)
    expect(decode(Buffer.from(`\ufeff${long}`, 'utf16le')).text === long).toBe(true)
  })
})

describe('UTF-8', () => {
  test('with a stray byte loses one sign and not the file', () => {
    const bytes = Buffer.concat([
      Buffer.from('Caffè Solidarietà\nCitt'),
      Buffer.from([0xe0]),
      Buffer.from(' X\n'),
    ])
    expect(decode(bytes)).toEqual({ text: 'Caffè Solidarietà\nCitt\ufffd X\n', encoding: 'utf-8' })
  })
  test('is known by its mark, and without letters beyond ASCII', () => {
    expect(decode(Buffer.from('\ufeffNome')).text).toBe('Nome')
    expect(encodingOf(Buffer.from('Nome;Tipo'))).toBe('utf-8')
    expect(encodingOf(Buffer.from([0x43, 0x61, 0x66, 0x66, 0xe8]))).toBe('windows-1252')
    // Overlong forms and halves of surrogates are no signs.
    expect(encodingOf(Buffer.from([0xc0, 0x80, 0xed, 0xa0, 0x80]))).toBe('windows-1252')
  })
  test('with control characters is no text, but for the last sign of DOS', () => {
    expect(isText(Buffer.from('a\0b'))).toBe(false)
    // Numbers of a database, whose every second byte is zero, are no UTF-16.
    expect(
      isText(Buffer.from(Array.from({ length: 64 }, (_, at) => (at % 2 === 0 ? 1 + (at % 9) : 0)))),
    ).toBe(false)
    expect(decode(Buffer.from('a;b\x1a')).text).toBe('a;b')
    expect(isText(Buffer.from('a;b\x1a'))).toBe(true)
  })
})

describe('letters that came to harm', () => {
  test.for(['CaffÃ¨', 'SolidarietÃ\u00a0', 'SolidarietÃ', 'lâ€™arte', 'CITTÃ€', '5 Â€', 'Citt\ufffd'])(
    'are seen in %j',
    text => {
      expect(hasBrokenLetters(text)).toBe(true)
    },
  )
  test.for(['Caffè', 'CITTÀ', 'São Paulo', 'Pâris', 'Bologna – «Sì»', 'L’Âge', 'مركز', 'Центр'])(
    'are not in %j',
    text => {
      expect(hasBrokenLetters(text)).toBe(false)
    },
  )
  test('make the row one to be looked at', async () => {
    const { rows } = await rowsIn('Nome;Tipo;Ignorata\nCaffÃ¨;mensa;x\nCaffè;mensa;cittÃ\n')
    expect(rows.map(({ notes }) => notes)).toEqual([['broken_letters'], []])
  })
})

test('JSON in another encoding is decoded like everything else', async () => {
  const feature = {
    type: 'Feature',
    properties: { Nome: 'Caffè Solidarietà', Tipo: 'mensa' },
    geometry: { type: 'Point', coordinates: [15.8, 40.6] },
  }
  const text = JSON.stringify({ type: 'FeatureCollection', features: [feature] })
  for (const bytes of [
    Buffer.from(text, 'latin1'),
    Buffer.from(`\ufeff${text}`, 'utf16le'),
    Buffer.from(text),
  ]) {
    const { rows, format } = await rowsIn(bytes)
    expect([format, rows[0]?.fields.Nome, rows[0]?.notes]).toEqual(['geojson', 'Caffè Solidarietà', []])
  }
})
