/** What the guard finds and what it leaves in peace, measured. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seeded } from '../../api/demonstration/random.ts'
import {
  firstNames,
  guardFaults,
  type PersonalKind,
  personalData,
  personalKinds,
  probableNames,
  refusals,
} from '../../api/guard/contract.ts'
import { featuresOf } from '../support/city.ts'
import { outside } from '../support/outside.ts'
import { descriptions } from './descriptions.ts'
import { iban, notesOf, oneWrong, taxCode } from './identifiers.ts'
import { namesake, personTexts } from './persons.ts'

const kindsIn = (text: string) => personalData(text).map(({ kind }) => kind)
const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`

describe('the corpus', () => {
  const notes = notesOf(60)
  const texts = [...descriptions.written, ...descriptions.composed]

  test('has at least 300 texts of each sort, all different', () => {
    expect(new Set(notes.map(({ text }) => text)).size).toBeGreaterThanOrEqual(300)
    expect(new Set(texts).size).toBe(texts.length)
    expect(texts.length).toBeGreaterThanOrEqual(300)
  })

  test('every identifier is found, by its own kind', () => {
    const missed = notes.filter(({ kind, text }) => !kindsIn(text).includes(kind))
    for (const kind of personalKinds) {
      const [own, lost] = [notes, missed].map(list => list.filter(note => note.kind === kind).length)
      console.log(`guard: ${kind}: ${own! - lost!} of ${own} found`)
    }
    const found = notes.length - missed.length
    console.log(`guard: recall ${percent(found, notes.length)} of ${notes.length} notes`)
    expect(missed).toEqual([])
  })

  test('what is found holds the whole identifier and nothing before it', () => {
    const digitsOf = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '')
    const cut = notes.filter(({ kind, text, identifier }) => {
      const all = personalData(text).filter(datum => datum.kind === kind)
      return all.length > 0 && !all.some(({ found }) => digitsOf(identifier).endsWith(digitsOf(found)))
    })
    expect(cut.length / notes.length, JSON.stringify(cut, null, 1)).toBeLessThanOrEqual(0.02)
  })

  test('at most 1 % of ordinary descriptions are refused', () => {
    for (const [sort, list] of Object.entries({ ...descriptions, all: texts })) {
      const refused = list.filter(text => kindsIn(text).length > 0)
      console.log(`guard: false alarms ${percent(refused.length, list.length)} of ${list.length} (${sort})`)
      expect(refused.length / list.length, JSON.stringify(refused, null, 1)).toBeLessThanOrEqual(0.01)
    }
  })

  test('at least 90 % of the invented persons are pointed out, and at most 3 % of what names nobody', () => {
    const persons = personTexts()
    const missed = persons.filter(text => probableNames(text).length === 0)
    const innocent = [...texts, ...namesake]
    const doubted = innocent.filter(text => probableNames(text).length > 0)
    console.log(
      `guard: names doubted ${percent(persons.length - missed.length, persons.length)} of ${persons.length}, false doubts ${percent(doubted.length, innocent.length)} of ${innocent.length}`,
    )
    expect(persons.length).toBeGreaterThan(200)
    expect(missed.length / persons.length, JSON.stringify(missed, null, 1)).toBeLessThanOrEqual(0.1)
    expect(doubted.length / innocent.length, JSON.stringify(doubted, null, 1)).toBeLessThanOrEqual(0.03)
    const ofBodies = namesake.filter(text => probableNames(text).length > 0)
    expect(ofBodies.length / namesake.length, JSON.stringify(ofBodies, null, 1)).toBeLessThanOrEqual(0.03)
  })
})

describe('a tax code', () => {
  // An invented person of the textbooks, and the same with its digits replaced.
  test.for([
    'MRTMTT25D09F205Z',
    'mrtmtt25d09f205z',
    'MRT MTT 25D09 F205Z',
    'MRT\u00a0MTT\u00a025D09\u00a0F205Z',
  ])('%s is found', code =>
    expect(personalData(`per ${code}.`)).toEqual([{ kind: 'tax_code', found: code, index: 4 }]),
  )

  test('is found with any of its digits replaced, in any case', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 7 }), fc.boolean(), (seed, replaced, small) => {
        const code = taxCode(seeded(seed), replaced)
        const written = small ? code.toLowerCase() : code
        expect(personalData(`nota ${written} fine`)).toEqual([{ kind: 'tax_code', found: written, index: 5 }])
      }),
    )
  })

  test('with one wrong character, wherever, is found whole', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (seed, slip) => {
        const code = oneWrong(seeded(slip), taxCode(seeded(seed)))
        expect(personalData(`nota ${code} fine`)).toEqual([{ kind: 'tax_code', found: code, index: 5 }])
      }),
    )
  })

  test.for([
    // An invented person of the textbooks: O for 0, l for 1, another last letter, glued, cut in parts.
    ['MRTMTT25DO9F2O5Z', 'MRTMTT25DO9F2O5Z'],
    ['MRTMTT25D09F205A', 'MRTMTT25D09F205A'],
    ['MRTMTT25D09F205', 'MRTMTT25D09F205'],
    ['CFMRTMTT25D09F205Z', 'MRTMTT25D09F205Z'],
    ['mrtmtt25d09f205ztel', 'mrtmtt25d09f205z'],
    ['MRT/MTT/25D09/F205Z', 'MRT/MTT/25D09/F205Z'],
    ['MRT_MTT_25D09_F205Z', 'MRT_MTT_25D09_F205Z'],
    ['MRTMTT·25D09·F205Z', 'MRTMTT·25D09·F205Z'],
    ['MRT MTT 25D09 F2O5A', 'MRT MTT 25D09 F2O5A'],
    ['M0RTMTT25D09F205Z', undefined],
  ])('%s', ([text, code]) => {
    expect(personalData(text!).map(({ found }) => found)).toEqual(code === undefined ? [] : [code])
  })

  test.for([
    'struttura 170201A',
    'CUP B31H17000060006',
    'CIG 8765432A1B',
    'Professionalizzante',
    'sala 20 a 12 b 300 m',
  ])('%s is another code', text => expect(kindsIn(text)).not.toContain('tax_code'))
})

describe('a number of a service', () => {
  test.for([
    'Numero verde 800 123 456',
    'tel. 800123456',
    'Tel: 800-123.456, gratuito',
    'numero unico 803 116',
    '840 123 123 al costo di una telefonata',
    'tel. 199 123 123',
    'tel. 1522, 112, 114, 118',
    'Telefono: 19696',
    'tel. 116000, 116117',
    '+39 800 123456',
  ])('%s identifies nobody', text => expect(kindsIn(text)).toEqual([]))

  test.for(['347_1234567', '0971·415000', '0971 - 415000', '347/12.34.567', '0971_415_000', '(0971)·415000'])(
    '%s is a phone all the same',
    text => expect(personalData(text)).toEqual([{ kind: 'phone', found: text, index: 0 }]),
  )
})

test('an IBAN with one figure changed is no IBAN', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.integer({ min: 12, max: 21 }),
      fc.integer({ min: 1, max: 9 }),
      (seed, place, by) => {
        const account = iban(seeded(seed))
        expect(personalData(account)).toEqual([{ kind: 'iban', found: account, index: 0 }])
        const figure = account[place]!
        fc.pre(/\d/.test(figure))
        const changed = account.slice(0, place) + ((Number(figure) + by) % 10) + account.slice(place + 1)
        expect(kindsIn(changed)).not.toContain('iban')
      },
    ),
  )
})

test.for<[string, PersonalKind[]]>([
  ['via Mallet 3, targa AB123CD, 0971 123456, u@example.it', ['street_number', 'plate', 'phone', 'email']],
  ['tel. 21 22 33', ['phone']],
  ['Corso XVIII Agosto 1860', []],
  ['Corso XVIII Agosto 1860 12', ['street_number']],
  ['via Mallet snc', []],
  ['via Mallet 12 ore 9.30', ['street_number']],
  ['corso Inglese 12 ore', []],
  ['largo 90 cm', []],
  ['Largo Rosica 9', ['street_number']],
  ['da 120 cm', []],
])('%s', ([text, kinds]) => expect(kindsIn(text)).toEqual(kinds))

describe('any text', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 300 }),
    fc
      .array(
        fc.constantFrom(
          'via ',
          'Roma ',
          'di ',
          '12',
          ' 3',
          '0971',
          '@',
          '.',
          '-',
          'n. ',
          'IT60',
          'tel ',
          ' ',
          '/',
          'Maria ',
        ),
        { maxLength: 200 },
      )
      .map(parts => parts.join('')),
  )

  test('what is found is in the text at its place, once', () => {
    fc.assert(
      fc.property(anyText, text => {
        let end = 0
        for (const { found, index } of personalData(text)) {
          expect(text.slice(index, index + found.length)).toBe(found)
          expect(index).toBeGreaterThanOrEqual(end)
          end = index + found.length
        }
      }),
    )
  })

  test('an identifier is found whatever words surround it', () => {
    const words = fc.array(fc.constantFrom('vive', 'con', 'la', 'madre', 'e', 'due', 'figli', 'oggi', 'anni'))
    fc.assert(
      fc.property(words, words, fc.constantFrom(...notesOf(10)), (before, after, { kind, identifier }) => {
        const text = [...before, '-', identifier, '-', ...after].join(' ')
        expect(kindsIn(text)).toContain(kind)
      }),
    )
  })

  test.for([
    'a',
    'via ',
    'Via A ',
    'via a di ',
    'di la ',
    '0',
    '333 ',
    '09 ',
    'a@a.',
    'IT 1 ',
    'Maria ',
    'L ',
    ' ',
  ])('2,000 characters of «%s» cost no more than the same length of prose', unit => {
    // The processor's time and not the clock's, the least of three: a pattern that backtracks costs thousands of times as much.
    const once = (text: string) => {
      const start = process.cpuUsage()
      for (let round = 0; round < 3; round++) {
        personalData(text)
        personalData(`via ${text}`)
        probableNames(text)
      }
      return process.cpuUsage(start).user
    }
    const spent = (text: string) => Math.max(100, Math.min(once(text), once(text), once(text))) // µs
    const prose = 'Aiuto compiti il lunedì, aperto a tutti. '.repeat(49)
    spent(prose)
    expect(spent(unit.repeat(2000 / unit.length)) / spent(prose)).toBeLessThan(1000)
  })
})

describe('a body', () => {
  test('is read in all its texts, and each field may hold what it is for', () => {
    const body = {
      name: 'Sportello, cell. 333 1234567',
      address: 'via Mallet 3, tel. 0971 123456',
      services: ['ascolto', 'auto AB123CD'],
      phone: '0971 123456',
      email: 'ente@example.org',
      website: 'https://example.org',
      minAge: 6,
    }
    expect(refusals(body).map(({ path, kind }) => [path.join('/'), kind])).toEqual([
      ['name', 'phone'],
      ['address', 'phone'],
      ['services/1', 'plate'],
    ])
  })

  test('is told what was found, in both languages', () => {
    for (const kind of personalKinds)
      for (const words of Object.values(guardFaults[kind])) expect(words).toContain('{found}')
    expect(refusals({ name: 'a $& AB123CD' })[0]!.detail).toEqual({
      it: 'Togli la targa «AB123CD»: nei testi non si conservano dati di persone',
      en: 'Take out the number plate “AB123CD”: texts keep no data of persons',
    })
  })
})

test('the demonstration’s resources hold nothing of the kind', () => {
  const resources = featuresOf('resources/resources.geojson').map(({ properties }) => properties)
  expect(resources.length).toBeGreaterThan(50)
  expect(refusals(resources)).toEqual([])
})

describe('a probable name', () => {
  test.for([
    ['Chiedere di Maria Prova', 'Maria Prova'],
    ['GIUSEPPE PROVA, 3 figli', 'GIUSEPPE PROVA'],
    ['Anna Maria De Prova', 'Anna Maria De Prova'],
    ['la signora Lucia D’Invento', 'Lucia D’Invento'],
    ['PROVA MARIO', 'PROVA MARIO'],
    ['Prova Mario', 'Prova Mario'],
    ['Mohamed Diallo', 'Mohamed Diallo'],
    ['Diallo Mohamed', 'Diallo Mohamed'],
    ['sig. Prova', 'Prova'],
    ['dalla sig.ra Prova Anna', 'Prova Anna'],
    ['dott. Finti', 'Finti'],
    ['chiedere di Maria il lunedì', 'Maria'],
    ['Referente: Tizia Prova', 'Tizia Prova'],
  ])('%s', ([text, found]) => expect(probableNames(text!).map(name => name.found)).toEqual([found]))

  test.for([
    'Via Giuseppe Prova',
    'Parrocchia San Giovanni Bosco',
    'Istituto Comprensivo Leonardo Prova',
    'Piazza Don Pinuccio Prova',
    'Santa Maria Maggiore',
    'maria prova',
    'Rosa dei venti',
  ])('%s is not one', text => expect(probableNames(text)).toEqual([]))

  const list = outside('codice_fiscale/names.json')
  if (list)
    test('is made of names in use', () => {
      const all = new Set(Object.values<string[]>(JSON.parse(readFileSync(list, 'utf8'))).flat())
      const unknown = firstNames.filter(name => !all.has(name))
      console.log(
        `guard: ${firstNames.length} first names, ${unknown.length} not in the shared list: ${unknown}`,
      )
      expect(unknown.length / firstNames.length).toBeLessThan(0.1)
    })

  test('is found with each name of the list, which has none twice', () => {
    expect(new Set(firstNames).size).toBe(firstNames.length)
    for (const name of firstNames) expect(probableNames(`per ${name} Prova`)).toHaveLength(1)
  })
})
