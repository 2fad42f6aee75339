/** Hours as people write them, into OpenStreetMap syntax and back into words. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  checkHours,
  fromSpeech,
  type HoursLanguage,
  inWords,
  openingsOn,
  sameOpenings,
} from '../../api/hours/contract.ts'

const days = (from: string, count: number) =>
  Array.from({ length: count }, (_, place) => addDays(from, place))
/** Openings without their remarks, which each language says in its own words. */
const openings = (hours: string, on: readonly string[]) =>
  on.map(day => openingsOn(hours, day)?.map(({ from, to, unknown }) => [from, to, unknown]))

describe('Italian', () => {
  test.for([
    ['lun-ven 9-13', 'Mo-Fr 09:00-13:00'],
    ['Lun – Ven: 9.00 – 13.00', 'Mo-Fr 09:00-13:00'],
    ['dal lunedì al venerdì dalle 9 alle 13', 'Mo-Fr 09:00-13:00'],
    ['dal lunedi al venerdi dalle ore 9:00 alle ore 13:00', 'Mo-Fr 09:00-13:00'],
    ['dalle 9 alle 13 dal lunedì al venerdì', 'Mo-Fr 09:00-13:00'],
    ['aperto il martedì dalle 10 alle 12', 'Tu 10:00-12:00'],
    ['Lu-Ve 9-13', 'Mo-Fr 09:00-13:00'],
    ['lun, mer e ven 9-12', 'Mo,We,Fr 09:00-12:00'],
    ['Lun/Mer/Ven 9-12', 'Mo,We,Fr 09:00-12:00'],
    ['Lunedi, Mercoledi e Venerdi 9–12', 'Mo,We,Fr 09:00-12:00'],
    ['mar e gio 15:30-17:30', 'Tu,Th 15:30-17:30'],
    ['mar anche 15.30-17.30', 'Tu 15:30-17:30'],
    ['lun-ven 9-13, mar anche 15:30-17:30, chiuso nei festivi', 'Mo-Fr 09:00-13:00, Tu 15:30-17:30; PH off'],
    ['lun-ven 8-14, lun e mer 15-18', 'Mo-Fr 08:00-14:00, Mo,We 15:00-18:00'],
    ['lun-ven 9-13; anche il martedì 15-17', 'Mo-Fr 09:00-13:00, Tu 15:00-17:00'],
    ['lun-ven 9-13, anche 15-17', 'Mo-Fr 09:00-13:00,15:00-17:00'],
    ['lun-ven 9-13; martedì solo 15-17', 'Mo-Fr 09:00-13:00; Tu 15:00-17:00'],
    ['lun-ven 9-13 e 15-18; sab 9-12', 'Mo-Fr 09:00-13:00,15:00-18:00; Sa 09:00-12:00'],
    ['lunedì - venerdì: 9.00 - 13.00 / 15.00 - 18.00', 'Mo-Fr 09:00-13:00,15:00-18:00'],
    ['ore 9-13 e 15-18', '09:00-13:00,15:00-18:00'],
    ['9.00/13.00', '09:00-13:00'],
    ['tutti i giorni 8-20', 'Mo-Su 08:00-20:00'],
    ['9-13 tutti i giorni', 'Mo-Su 09:00-13:00'],
    ['ogni giorno dalle 8:30 alle 12:30', 'Mo-Su 08:30-12:30'],
    ['tutti i giorni, festivi compresi, 9-13', 'Mo-Su,PH 09:00-13:00'],
    ['h24', '24/7'],
    ['sempre aperto', '24/7'],
    ['24 ore su 24', '24/7'],
    ['sabato e domenica tutto il giorno', 'Sa,Su 00:00-24:00'],
    ['feriali 8-20, festivi 9-13', 'Mo-Sa 08:00-20:00; PH 09:00-13:00'],
    ['domenica e festivi 10-12:30', 'Su,PH 10:00-12:30'],
    ['fine settimana 10-18', 'Sa,Su 10:00-18:00'],
    ['mezzogiorno-mezzanotte', '12:00-24:00'],
    ['20-8', '20:00-08:00'],
    ['ven 20-2, sab 9-12', 'Fr 20:00-02:00, Sa 09:00-12:00'],
    ['lunedì dalle 9 in poi', 'Mo 09:00+'],
    ['tutti i giorni dall’alba al tramonto', 'Mo-Su sunrise-sunset'],
    ['lun-ven la mattina dalle 9 alle 13 e il pomeriggio dalle 15 alle 18', 'Mo-Fr 09:00-13:00,15:00-18:00'],
    ['chiuso nei festivi', 'PH off'],
    ['domenica chiuso', 'Su off'],
    ['chiuso sabato e domenica', 'Sa,Su off'],
    ['chiuso il lunedì, mar-ven 9-13', 'Tu-Fr 09:00-13:00; Mo off'],
    ['lun-ven 9-13 chiuso ad agosto', 'Mo-Fr 09:00-13:00; Aug off'],
    ['lun-ven 9-13. Chiuso ad agosto e nei festivi', 'Mo-Fr 09:00-13:00; Aug off; PH off'],
    ['lun, mar e gio 15-18; nel mese di agosto chiuso', 'Mo,Tu,Th 15:00-18:00; Aug off'],
    ['chiuso dal 1 al 20 agosto', 'Aug 01-20 off'],
    ['chiuso il 24 e il 31 dicembre', null],
    ['chiuso il 24 dicembre e il 31 dicembre', 'Dec 24,Dec 31 off'],
    ['lun-sab 9-13 escluso il mercoledì', 'Mo-Sa 09:00-13:00; We off'],
    ['tutti i giorni tranne il lunedì dalle 9:30 alle 12:30', 'Mo-Su 09:30-12:30; Mo off'],
    ['lun-ven 9-13 tranne ad agosto', 'Mo-Fr 09:00-13:00; Aug off'],
    [
      'lun 9-13 e 15-18, mar 9-13, mer chiuso, gio 15-18',
      'Mo 09:00-13:00,15:00-18:00; Tu 09:00-13:00; Th 15:00-18:00; We off',
    ],
    ['sabato su appuntamento', 'Sa "su appuntamento"'],
    ['solo su appuntamento', '"su appuntamento"'],
    ['lun-ven 9-13, altrimenti su appuntamento', 'Mo-Fr 09:00-13:00 || "su appuntamento"'],
    ['da ottobre a maggio lun-ven 9-13', 'Oct-May Mo-Fr 09:00-13:00'],
    ['lun-ven 9-13 da ottobre a maggio', 'Oct-May Mo-Fr 09:00-13:00'],
    [
      'da ottobre a maggio: lunedì e mercoledì 16-18, sabato 9-12',
      'Oct-May Mo,We 16:00-18:00; Oct-May Sa 09:00-12:00',
    ],
    ['dal 15 giugno al 15 settembre tutti i giorni 9-20', 'Jun 15-Sep 15 Mo-Su 09:00-20:00'],
    ['luglio e agosto: lun-ven 8-14', 'Jul,Aug Mo-Fr 08:00-14:00'],
    ['feb-mar lun 9-12', 'Feb-Mar Mo 09:00-12:00'],
    ['Mar 9-12', 'Tu 09:00-12:00'],
    ['primo sabato del mese 9-12', 'Sa[1] 09:00-12:00'],
    ['primo e terzo sabato del mese 9-12', 'Sa[1,3] 09:00-12:00'],
    ['ultimo venerdì del mese 15-17', 'Fr[-1] 15:00-17:00'],
  ] as const)('«%s» is %s', ([text, hours]) => {
    if (hours !== null) expect(fromSpeech(text, 'it')).toEqual({ hours, question: null, fault: null })
    // Better asked again than guessed.
    else expect(fromSpeech(text, 'it').fault).not.toBeNull()
  })
})

/** As offices write them: `null` is refused, a list is asked back with these readings. */
describe('what offices write', () => {
  test.for<[string, string | null | string[]]>([
    ['Lun-Ven 9,00-13,00', 'Mo-Fr 09:00-13:00'],
    ['dal lunedì al venerdì dalle 10,00 alle 13,00', 'Mo-Fr 10:00-13:00'],
    [
      'dalle ore 9,00 alle ore 12,00 e dalle ore 15,00 alle ore 18,00, dal lunedì al venerdì',
      'Mo-Fr 09:00-12:00,15:00-18:00',
    ],
    ['lun-ven 9-12,15-18', 'Mo-Fr 09:00-12:00,15:00-18:00'],
    ['lun-ven 9,30-12,30,15,00-18,00', 'Mo-Fr 09:30-12:30,15:00-18:00'],
    ['lun-ven 9-12,15', 'Mo-Fr 09:00-12:15'],
    ['9-13 da lunedì a venerdì, sabato 9-12', 'Mo-Fr 09:00-13:00; Sa 09:00-12:00'],
    ['8:30-13:30 lun-ven, mar gio 15:00-17:30', 'Mo-Fr 08:30-13:30, Tu,Th 15:00-17:30'],
    ['9-13 lun-ven, 15-18 mar e gio', 'Mo-Fr 09:00-13:00, Tu,Th 15:00-18:00'],
    ['nei giorni feriali dal lunedì al venerdì 9-13', 'Mo-Fr 09:00-13:00'],
    ['tutti i giorni dal lunedì al venerdì 9-13', 'Mo-Fr 09:00-13:00'],
    ['feriali 9-13, sabato 9-12', 'Mo-Fr 09:00-13:00; Sa 09:00-12:00'],
    ['nei giorni feriali 9-13', ['Mo-Sa 09:00-13:00', 'Mo-Fr 09:00-13:00']],
    ['LUNEDÌ - MERCOLEDÌ - VENERDÌ 15.00-17.00', 'Mo,We,Fr 15:00-17:00'],
    ['martedì - giovedì 15-17', ['Tu-Th 15:00-17:00', 'Tu,Th 15:00-17:00']],
    ['lun/ven 9-13', ['Mo-Fr 09:00-13:00', 'Mo,Fr 09:00-13:00']],
    ['dal 15/09 al 15/06 lun-ven 9-13', 'Sep 15-Jun 15 Mo-Fr 09:00-13:00'],
    ['dal 15.09 al 15.06 lun-ven 9-13', 'Sep 15-Jun 15 Mo-Fr 09:00-13:00'],
    ['lun-ven 9-13 (chiuso 2/6)', 'Mo-Fr 09:00-13:00; Jun 02 off'],
    ['lun-ven 9-13 chiuso 24/12 e 31/12', 'Mo-Fr 09:00-13:00; Dec 24,Dec 31 off'],
    ['dal 15/09/2026 al 15/06/2027 lun-ven 9-13', null],
    ["MARTEDI' E GIOVEDI' 10.00-14.00", 'Tu,Th 10:00-14:00'],
    ['dal lunedi` al venerdi’ h.9.00/13.00', 'Mo-Fr 09:00-13:00'],
    ['dal lunedì alla domenica 8-20', 'Mo-Su 08:00-20:00'],
    ['tutti i martedì 17-19', 'Tu 17:00-19:00'],
    ['lun-sab 9-13 festivi esclusi', 'Mo-Sa 09:00-13:00; PH off'],
    ['lun-ven orario continuato 9-19', 'Mo-Fr 09:00-19:00'],
    ['chiuso 1-15 mar', 'Mar 01-15 off'],
    ['lun, mar, mer 9-12', 'Mo,Tu,We 09:00-12:00'],
    ['gen, feb, mar: lun 9-12', ['Jan,Feb,Mar Mo 09:00-12:00', 'Jan,Feb Tu,Mo 09:00-12:00']],
    ['lun gen mar feb 9-12', null],
    // Beginnings and ends that are not told are no single day or month.
    ['dal 1 giugno lun-ven 9-13', null],
    ['fino al 30 giugno lun-ven 9-13', null],
    ['da settembre lun-ven 9-13', null],
    ['dal lunedì 9-13', null],
    ['I lunedì del mese 9-12', null],
    ['lun 9, 13', null],
    ['orari ufficio', null],
    ['lun-ven 9-13 pomeriggio chiuso', null],
    // Hours that meet others of their days.
    ['lun-ven 9-18, ven 9-12', ['Mo-Fr 09:00-18:00; Fr 09:00-12:00', 'Mo-Fr 09:00-18:00, Fr 09:00-12:00']],
    ['lun-ven 9-13, mar 9-17', 'Mo-Fr 09:00-13:00; Tu 09:00-17:00'],
    ['lun-ven 9-13 tranne mar 15-18', 'Mo-Fr 09:00-13:00; Tu 15:00-18:00'],
    ['lun-ven 8.30-13 15 alle18.30', ['Mo-Fr 08:30-13:00,15:00-18:30']],
    ['lun-ven 9-13; 15-18', ['Mo-Fr 09:00-13:00,15:00-18:00', 'Mo-Fr 09:00-13:00, Mo-Su 15:00-18:00']],
    [
      'lun-ven 9-13, luglio 8-12',
      ['Mo-Fr 09:00-13:00; Jul Mo-Fr 08:00-12:00', 'Mo-Fr 09:00-13:00; Jul 08:00-12:00'],
    ],
    [
      'da ottobre a maggio: lun 9-12; mercoledì 9-12',
      ['Oct-May Mo 09:00-12:00; Oct-May We 09:00-12:00', 'We 09:00-12:00; Oct-May Mo 09:00-12:00'],
    ],
    ['lun-ven 9-18; luglio lun-ven 8-14', 'Mo-Fr 09:00-18:00; Jul Mo-Fr 08:00-14:00'],
    ['lun-ven 9-1', ['Mo-Fr 09:00-13:00', 'Mo-Fr 09:00-01:00']],
    ['lun-ven 9-12 e 3-6', ['Mo-Fr 09:00-12:00,15:00-18:00', 'Mo-Fr 09:00-12:00,03:00-06:00']],
    [
      'lun-ven 9-13 e su appuntamento',
      ['Mo-Fr 09:00-13:00 || "su appuntamento"', 'Mo-Fr 09:00-13:00 "su appuntamento"'],
    ],
    ['chiuso dal 10 al 20', ['10:00-20:00 off']],
    ['Mo-Fr 9-13; Tu 15-17', ['Mo-Fr 09:00-13:00, Tu 15:00-17:00', 'Mo-Fr 09:00-13:00; Tu 15:00-17:00']],
  ])('«%s» is %j', ([text, right]) => {
    const { hours, question, fault } = fromSpeech(text, 'it')
    expect(hours ?? question?.readings ?? null, JSON.stringify(fault)).toEqual(right)
    for (const words of [question?.detail.it ?? '', question?.detail.en ?? ''])
      expect(words).not.toContain('{')
  })

  test('a reading that was chosen is read again as it is, from its words', () => {
    for (const text of [
      'lun/ven 9-13',
      'lun-ven 9-18, ven 9-12',
      'lun-ven 9-12 e 3-6',
      'lun-ven 9-13, luglio 8-12',
    ])
      for (const language of ['it', 'en'] as const)
        for (const reading of fromSpeech(text, 'it').question!.readings) {
          const { hours } = fromSpeech(inWords(reading, language), language)
          expect(sameOpenings(hours!, reading), inWords(reading, language)).toBe(true)
        }
  })
})

test.for([
  ['Mon-Fri 9-5', ['Mo-Fr 09:00-17:00', 'Mo-Fr 09:00-05:00']],
  ['from 9/1 to 6/2 Mon-Fri 9-13', null],
] as const)('“%s” is asked back', ([text, readings]) => {
  const { hours, question } = fromSpeech(text, 'en')
  expect(hours).toBeNull()
  if (readings) expect(question!.readings).toEqual(readings)
})

test.for([
  [
    'Mon-Fri 9am-1pm, Tue also 3:30pm-5:30pm, closed on holidays',
    'Mo-Fr 09:00-13:00, Tu 15:30-17:30; PH off',
  ],
  ['weekdays 9am to 5pm, Saturday by appointment', 'Mo-Fr 09:00-17:00; Sa "su appuntamento"'],
  ['every day 8-20', 'Mo-Su 08:00-20:00'],
  ['first Saturday of the month 9-12', 'Sa[1] 09:00-12:00'],
  ['closed in August', 'Aug off'],
  ['from October to May Mon-Fri 9-13', 'Oct-May Mo-Fr 09:00-13:00'],
  ['Tuesdays and Thursdays 1-5 pm', 'Tu,Th 13:00-17:00'],
  ['Mar-Oct 9-13', 'Mar-Oct 09:00-13:00'],
  ['daily except Monday 10-18', 'Mo-Su 10:00-18:00; Mo off'],
  ['always open', '24/7'],
] as const)('“%s” is %s', ([text, hours]) => {
  const { hours: understood } = fromSpeech(text, 'en')
  expect(understood && checkHours(understood).canonical).toBe(hours)
})

test.for([
  ['mattina', 'hours_vague', 'mattina', 0],
  ['lunedì mattina', 'hours_vague', 'mattina', 7],
  ['lunedì', 'days_without_hours', 'lunedì', 0],
  ['lun-ven dalle 9', 'hours_without_end', '9', 14],
  ['lun 9-25', 'no_such_hour', '25', 6],
  ['lun 9-9', 'no_such_hour', '9-9', 4],
  ['chiuso il 31 febbraio', 'no_such_day', '31 febbraio', 10],
  ['d’estate 9-13', 'months_vague', 'd’estate', 0],
  ['lun-ven 9-13 circa', 'hours_not_understood', 'circa', 13],
  ['', 'hours_not_understood', '', 0],
] as const)('«%s» is refused: %s', ([text, code, found, position]) => {
  const { hours, fault } = fromSpeech(text, 'it')
  expect(hours).toBeNull()
  expect(fault).toMatchObject({ code, found, position })
  for (const words of [fault!.detail.it, fault!.detail.en]) {
    expect(words).toContain(found)
    expect(words).not.toContain('{')
  }
})

// Hours in their canonical form

const dayNames = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const time = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const times = fc
  .uniqueArray(fc.integer({ min: 0, max: 96 }), { minLength: 2, maxLength: 4 })
  .map(quarters => {
    const sorted = quarters.slice(0, quarters.length - (quarters.length % 2)).sort((a, b) => a - b)
    const spans = sorted.flatMap((from, place) =>
      place % 2 === 0 ? [[from, sorted[place + 1]!] as const] : [],
    )
    return spans.map(([from, to]) => `${time(from * 15)}-${time(to * 15)}`).join(',')
  })
const weekdays = fc.oneof(
  fc.constantFrom('Mo-Fr', 'Mo-Sa', 'Sa,Su', 'Mo-Su', 'Su,PH', 'Fr-Mo'),
  fc.subarray(dayNames, { minLength: 1, maxLength: 4 }).map(names => names.join(',')),
)
const dates = fc.oneof(
  fc.constantFrom(...monthNames),
  fc
    .tuple(fc.constantFrom(...monthNames), fc.constantFrom(...monthNames))
    .map(([a, b]) => (a === b ? a : `${a}-${b}`)),
  fc.constantFrom('Jun 15-Sep 15', 'Aug 01-20', 'Dec 24', 'Jul,Sep'),
)
const said = fc.oneof(times, times, times, fc.constant('"su appuntamento"'))
const rule = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.oneof(weekdays, fc.constantFrom('Sa[1]', 'Th[1,-1]')), said)
      .map(parts => parts.join(' ')),
  },
  fc.tuple(dates, weekdays, said).map(parts => parts.join(' ')),
)
const closed = fc.oneof(
  fc.constantFrom('PH off', 'Aug off', 'We off', 'Su,PH off', 'Aug 10-20 off', 'Dec 24 off'),
)
const written = fc
  .tuple(
    fc.array(rule, { minLength: 1, maxLength: 3 }),
    fc.array(fc.constantFrom('; ', ', '), { minLength: 3, maxLength: 3 }),
    fc.array(closed, { maxLength: 2 }),
  )
  .map(([rules, joins, off]) =>
    [
      ...rules.map((each, place) => (place === 0 ? each : joins[place]! + each)),
      ...off.map(each => `; ${each}`),
    ].join(''),
  )

test.each(['it', 'en'] as const)('in %s, what is told in words is understood as the same hours', language => {
  // A week in March with Easter in its first days to come, one in August, one with the patron saint, one in December.
  const some = ['2026-03-30', '2026-08-10', '2026-05-28', '2026-12-21'].flatMap(from => days(from, 8))
  fc.assert(
    fc.property(written, hours => {
      const told = inWords(hours, language)
      const { hours: again, question, fault } = fromSpeech(told, language)
      expect(fault, told).toBeNull()
      // Open and closed on the same days: a person had better look at it, whoever wrote it.
      if (question?.code === 'closed_and_open') return
      expect(question, told).toBeNull()
      expect(openings(again!, some), `${told} → ${again}`).toEqual(openings(hours, some))
    }),
    { numRuns: 100 },
  )
})

test('the syntax stays as it is, and so does what was understood', () => {
  fc.assert(
    fc.property(written, fc.constantFrom<HoursLanguage>('it', 'en'), (hours, language) => {
      fc.pre(!/^Mar \d/.test(hours))
      expect(fromSpeech(hours, language).hours).toBe(hours)
      const { canonical } = checkHours(hours)
      expect(checkHours(canonical!).canonical).toBe(canonical)
    }),
  )
})
