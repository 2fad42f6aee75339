// @vitest-environment happy-dom
/** The sheet that a person takes away: the same in five languages, and silent on who asked and why. */
import '../page.ts'
import { render } from '@testing-library/react'
import encodeQR from 'qr'
import decodeQR from 'qr/decode.js'
import { expect, test } from 'vitest'
import { needDomains } from '../../../api/observations/codes.ts'
import { type ResourceType, resourceTypes } from '../../../api/resources/types.codes.ts'
import { contactCard } from '../../../web/observations/contact-card.ts'
import { Sheet, type SheetProps } from '../../../web/observations/Sheet.tsx'
import { hoursTable } from '../../../web/observations/sheet-hours.ts'
import { sheetLanguages, typeWords, unsaidTypes, words } from '../../../web/words/sheet.ts'
import { words as vocabulary } from '../../../web/words/vocabulary.ts'

const day = '2026-11-22'
const place = (change: object = {}) =>
  ({
    type: 'Feature',
    id: crypto.randomUUID(),
    geometry: { type: 'Point', coordinates: [15.8123, 40.6412] },
    properties: {
      id: 'x',
      name: 'Centro «La Soglia»; sede, nuova',
      type: 'addiction_service',
      group: 'health',
      needs: ['addiction'],
      targetGroups: ['addiction'],
      eligibility: 'persone con dipendenze',
      description: 'Servizio per le dipendenze',
      services: ['colloqui'],
      address: 'Via di prova 1',
      phone: '+39 0971 000000',
      website: 'https://example.org',
      openingHours: 'Mo,We,Fr 09:00-13:00; Tu 15:00-18:00; PH off',
      accessMode: 'appointment',
      cost: 'free',
      languages: ['it', 'fr'],
      wheelchair: 'yes',
      visibility: 'public',
      ...change,
    },
  }) as unknown as SheetProps['resources'][number]

const sheet = (language: SheetProps['language'], resources = [place()]) =>
  render(
    <Sheet
      {...{ language, resources, day }}
      centre={null}
      areas={[]}
      background={null}
      demonstration={false}
    />,
  ).container.querySelector<HTMLElement>('.handover')!

test.each(sheetLanguages)('in %s it says where, when and how, and nothing of the need', language => {
  const at = sheet(language)
  const w = words[language]
  expect([at.lang, at.dir]).toEqual([language, language === 'ar' ? 'rtl' : 'ltr'])
  const text = at.textContent!
  for (const said of ['Centro «La Soglia»', 'Via di prova 1', '+39 0971 000000', '9:00–13:00', w.title])
    expect(text).toContain(said)
  expect(text).toContain(w.accessModes.appointment)
  const monday = new Intl.DateTimeFormat(language, { weekday: 'long' }).format(
    new Date('2026-11-23T12:00:00Z'),
  )
  expect(text).toContain(monday)
  for (const unsaid of [
    'dipendenze',
    'colloqui',
    ...needDomains.flatMap(need => [vocabulary.it.needDomain[need], vocabulary.en.needDomain[need]]),
  ])
    expect(text).not.toContain(unsaid)
  // Digits and Italian names keep their direction inside Arabic.
  for (const element of at.querySelectorAll('bdi[lang="it"], .handover-time bdi'))
    expect(element.getAttribute('dir')).toBe('ltr')
})

test('every type has its words in every language, but those that would tell on who goes there', () => {
  for (const language of sheetLanguages) {
    for (const type of resourceTypes)
      if (unsaidTypes.includes(type as (typeof unsaidTypes)[number]))
        expect(typeWords(type, language), type).toBeNull()
      else expect(typeWords(type, language)?.trim(), `${language} ${type}`).toBeTruthy()
  }
  expect(sheet('it', [place({ type: 'library' as ResourceType })]).textContent).toContain('Biblioteca')
})

test('the code holds the card of the place, which is read back from its picture', () => {
  const hours = hoursTable('Mo-Fr 09:00-13:00', day, 'uk')
  const card = contactCard(place(), hours)
  expect(card.split('\r\n')).toEqual([
    'BEGIN:VCARD',
    'VERSION:3.0',
    'N:;;;;',
    'FN:Centro «La Soglia»\\; sede\\, nuova',
    'ORG:Centro «La Soglia»\\; sede\\, nuova',
    'TEL;TYPE=WORK:+390971000000',
    'ADR;TYPE=WORK:;;Via di prova 1;Potenza;;;Italia',
    'GEO:40.64120;15.81230',
    'URL:https://example.org',
    'NOTE:понеділок – п’ятниця 9:00–13:00'.replace('’', 'ʼ'),
    'END:VCARD',
    '',
  ])
  const scale = 4
  const rows = encodeQR(card, 'raw', { ecc: 'medium', border: 2, scale })
  const size = rows.length
  const data = new Uint8Array(size * size * 4)
  rows.forEach((row, y) => {
    row.forEach((dark, x) => {
      data.fill(dark ? 0 : 255, (y * size + x) * 4, (y * size + x) * 4 + 3)
      data[(y * size + x) * 4 + 3] = 255
    })
  })
  expect(decodeQR({ width: size, height: size, data })).toBe(card)
  // The drawing on the sheet is that same picture.
  const drawn = sheet('uk', [place({ openingHours: 'Mo-Fr 09:00-13:00' })])
    .querySelector('.handover-code path')!
    .getAttribute('d')!
  const expected = encodeQR(card, 'raw', { ecc: 'medium', border: 2 })
  expect(drawn.match(/M/g)).toHaveLength(expected.flat().filter(Boolean).length)
})

test.each([
  [
    'Mo,We,Fr 09:00-13:00; Tu 15:00-18:00; PH off',
    [
      ['lunedì, mercoledì, venerdì', '9:00–13:00'],
      ['martedì', '15:00–18:00'],
      ['gli altri giorni', ''],
    ],
    true,
  ],
  ['Mo-Su 20:00-08:00', [['tutti i giorni', '20:00–8:00']], false],
  [
    'Sa 09:00-12:00',
    [
      ['sabato', '9:00–12:00'],
      ['gli altri giorni', ''],
    ],
    false,
  ],
  [
    'Mo-Fr 08:30-13:00,16:30-20:00; Sa 08:30-13:00',
    [
      ['lunedì – venerdì', '8:30–13:00 16:30–20:00'],
      ['sabato', '8:30–13:00'],
      ['domenica', ''],
    ],
    false,
  ],
  ['24/7', [['tutti i giorni', '']], false],
] as const)('%s as a table', (hours, rows, holidaysClosed) => {
  const table = hoursTable(hours, day, 'it')!
  expect(table.rows.map(({ days, times }) => [days, times.join(' ')])).toEqual(rows)
  expect(table.holidaysClosed).toBe(holidaysClosed)
})

test('a week with a holiday is not taken for the usual one; hours that cannot be read stay as written', () => {
  // 8 December 2026 is a Tuesday and a holiday.
  expect(hoursTable('Tu 09:00-12:00; PH off', '2026-12-07', 'it')!.rows[0]).toMatchObject({ days: 'martedì' })
  expect(hoursTable('quando capita', day, 'it')).toBeNull()
  expect(sheet('ar', [place({ openingHours: 'quando capita' })]).textContent).toContain('quando capita')
  expect(sheet('fr', [place({ openingHours: undefined })]).textContent).toContain(words.fr.hoursUnknown)
})
