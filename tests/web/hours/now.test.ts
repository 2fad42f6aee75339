// @vitest-environment happy-dom
/** One sentence says whether a place is open, and until or from when. */
import { expect, test } from 'vitest'
import * as library from '../../../api/hours/contract.ts'
import { nowIn } from '../../../web/hours/now.ts'
import { words } from '../../../web/words/hours.ts'
import { setLanguage } from '../../../web/words/language.ts'

const office = 'Mo-Fr 09:00-13:00, Tu 15:30-17:30; PH off'

test.for([
  [office, '2026-11-24T09:00:00Z', true, 'Aperto ora, chiude alle 13:00', 'Open now, closes at 13:00'],
  [office, '2026-11-24T13:00:00Z', false, 'Chiuso ora, apre alle 15:30', 'Closed now, opens at 15:30'],
  [
    office,
    '2026-11-24T20:00:00Z',
    false,
    'Chiuso ora, apre domani alle 9:00',
    'Closed now, opens tomorrow at 9:00',
  ],
  [
    office,
    '2026-11-27T20:00:00Z',
    false,
    'Chiuso ora, apre lunedì alle 9:00',
    'Closed now, opens on Monday at 9:00',
  ],
  [
    'Aug 11 09:00-13:00',
    '2026-07-01T20:00:00Z',
    false,
    'Chiuso ora, apre l’11 agosto alle 9:00',
    'Closed now, opens on 11 August at 9:00',
  ],
  [
    'Mo-Su 18:00-24:00',
    '2026-11-24T20:00:00Z',
    true,
    'Aperto ora, chiude a mezzanotte',
    'Open now, closes at midnight',
  ],
  ['24/7', '2026-11-24T20:00:00Z', true, 'Aperto ora, sempre aperto', 'Open now, always open'],
  [
    'off',
    '2026-11-24T20:00:00Z',
    false,
    'Chiuso ora, nessuna apertura in vista',
    'Closed now, no opening ahead',
  ],
  [
    'Tu "su appuntamento"',
    '2026-11-24T09:00:00Z',
    null,
    'Da confermare, chiedi prima di andare',
    'To be confirmed, ask before going',
  ],
  [
    'Mo 09:00-13:00; Tu "x"',
    '2026-11-23T13:00:00Z',
    false,
    'Chiuso ora, forse aperto domani',
    'Closed now, perhaps open tomorrow',
  ],
  ['quando capita', '2026-11-24T20:00:00Z', null, 'Orari non noti', 'Hours not known'],
] as const)('%s at %s', ([hours, instant, open, italian, english]) => {
  for (const [language, text] of [
    ['it', italian],
    ['en', english],
  ] as const) {
    setLanguage(language)
    expect(nowIn(library, hours, new Date(instant), words[language])).toEqual({ open, text })
  }
})
