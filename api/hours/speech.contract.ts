/** Opening hours as people write them («lun-ven 9-13, mar anche 15.30-17.30, chiuso nei festivi») into the syntax. */
import type { Bilingual } from '../http/operation.ts'
import { settled, withoutDecimalCommas } from './homonyms.contract.ts'
import { joined } from './joining.contract.ts'
import { sameOpenings, Unreadable } from './openings.contract.ts'
import { type Crossing, Paths, type Span } from './paths.contract.ts'
import { Reader } from './reader.contract.ts'
import { canonical, foreignWord, writeRules } from './rules.contract.ts'
import { folded, NotUnderstood, tokensOf } from './tokens.contract.ts'
import type { HoursLanguage } from './words.contract.ts'

/** `{found}` stands for the piece that was not understood. */
export const speechFaults = {
  hours_not_understood: {
    it: '«{found}» non si capisce: scrivi per esempio «lun-ven 9-13, mar anche 15:30-17:30, chiuso nei festivi»',
    en: '“{found}” is not understood: write for example “Mon-Fri 9-13, Tue also 15:30-17:30, closed on holidays”',
  },
  hours_vague: {
    it: '«{found}» non dice le ore: scrivi da che ora a che ora',
    en: '“{found}” does not say the hours: write from when to when',
  },
  months_vague: {
    it: '«{found}» non dice i mesi: scrivi per esempio «da ottobre a maggio»',
    en: '“{found}” does not say the months: write for example “from October to May”',
  },
  hours_without_end: {
    it: 'Dopo «{found}» manca l’ora di chiusura: scrivi per esempio «9-13»',
    en: 'After “{found}” the closing hour is missing: write for example “9-13”',
  },
  no_such_hour: { it: '«{found}» non è un’ora del giorno', en: '“{found}” is not an hour of the day' },
  no_such_day: { it: '«{found}» non è un giorno del mese', en: '“{found}” is not a day of the month' },
  days_without_hours: {
    it: '«{found}»: mancano le ore, o «chiuso», o «su appuntamento»',
    en: '“{found}”: the hours are missing, or “closed”, or “by appointment”',
  },
  closed_with_hours: {
    it: '«{found}»: sono ore di apertura o di chiusura? Separa le due cose con un punto e virgola',
    en: '“{found}”: are these opening or closing hours? Separate the two with a semicolon',
  },
  closed_without_days: {
    it: '«{found}»: in quali giorni è chiuso? Scrivi per esempio «chiuso il sabato»',
    en: '“{found}”: closed on which days? Write for example “closed on Saturday”',
  },
  span_without_end: {
    it: 'Dopo «{found}» manca la fine: scrivi per esempio «da lunedì a venerdì» o «dal 15 settembre al 15 giugno»',
    en: 'After “{found}” the end is missing: write for example “Monday to Friday” or “from 15 September to 15 June”',
  },
  years: {
    it: '«{found}»: qui stanno gli orari di ogni anno; le date di un anno solo vanno in «Attiva dal» e «fino al»',
    en: '“{found}”: hours are those of every year; dates of one year go to “Active from” and “until”',
  },
  too_many_meanings: {
    it: '«{found}» si può leggere in troppi modi: scrivi un giorno dopo l’altro, come «lun 9-13; mar 15-18»',
    en: '“{found}” can be read in too many ways: write one day after the other, such as “Mon 9-13; Tue 15-18”',
  },
} as const satisfies Record<string, Bilingual>

/** Why a text is asked back; `{found}` stands for the piece that can be read in more than one way. */
export const hoursQuestions = {
  days_span: {
    it: '«{found}»: tutti i giorni dal primo all’ultimo, o solo i due che sono scritti?',
    en: '“{found}”: all days from the first to the last, or only the two that are written?',
  },
  hours_replace: {
    it: '«{found}»: queste ore sostituiscono le altre degli stessi giorni, o si aggiungono?',
    en: '“{found}”: do these hours replace the others of the same days, or are they added?',
  },
  hours_meet: {
    it: '«{found}»: queste ore si sovrappongono. È giusto così?',
    en: '“{found}”: these hours overlap. Is it right so?',
  },
  hours_side_by_side: {
    it: '«{found}»: sono due aperture dello stesso giorno?',
    en: '“{found}”: are these two openings of the same day?',
  },
  hours_without_days: {
    it: '«{found}»: in quali giorni valgono queste ore?',
    en: '“{found}”: on which days do these hours hold?',
  },
  days_between_hours: {
    it: '«{found}»: a quali giorni appartengono queste ore?',
    en: '“{found}”: to which days do these hours belong?',
  },
  days_of_months: {
    it: '«{found}»: in questi mesi valgono gli stessi giorni della settimana, o tutti?',
    en: '“{found}”: in these months, the same days of the week or all of them?',
  },
  months: {
    it: '«{found}»: in quali mesi vale?',
    en: '“{found}”: in which months does it hold?',
  },
  half_of_day: {
    it: '«{found}»: sono ore del giorno o della notte?',
    en: '“{found}”: are these hours of the day or of the night?',
  },
  minutes: {
    it: '«{found}»: è un’ora con i suoi minuti?',
    en: '“{found}”: is this an hour with its minutes?',
  },
  commas: {
    it: '«{found}»: le virgole separano i minuti o le ore?',
    en: '“{found}”: do the commas separate minutes or hours?',
  },
  dates: {
    it: '«{found}»: sono giorni dell’anno o ore?',
    en: '“{found}”: which days of the year are these, or are they hours?',
  },
  march: { it: '«{found}»: martedì o marzo?', en: '“{found}”: Tuesday or March?' },
  working_days: {
    it: '«{found}»: il sabato è compreso?',
    en: '“{found}”: is Saturday one of them?',
  },
  appointment: {
    it: '«{found}»: in queste ore, o anche in altre?',
    en: '“{found}”: at these hours, or at others too?',
  },
  closed_and_open: {
    it: '«{found}»: per questi giorni sono scritte anche ore di apertura. Sono chiusi?',
    en: '“{found}”: opening hours are written for these days too. Are they closed?',
  },
  syntax: {
    it: '«{found}» ha un significato nella sintassi di OpenStreetMap e un altro come si parla: quale?',
    en: '“{found}” has one meaning in OpenStreetMap syntax and another in speech: which?',
  },
} as const satisfies Record<string, Bilingual>
export type QuestionCode = keyof typeof hoursQuestions

export type SpeechFault = {
  code: keyof typeof speechFaults
  /** Where in the text as typed. */
  position: number
  found: string
  detail: Bilingual
}
/** Hours that can be meant in several ways, or that a person had better confirm: nobody chooses but a person. */
export type HoursQuestion = {
  code: QuestionCode
  position: number
  found: string
  detail: Bilingual
  /** Different openings, in canonical syntax, the likeliest first; one alone is to be confirmed. */
  readings: readonly string[]
}
export type Understood =
  | { hours: string; question: null; fault: null }
  | { hours: null; question: HoursQuestion; fault: null }
  | { hours: null; question: null; fault: SpeechFault }

/** More than a person compares at a glance. */
const mostReadings = 4

/**
 * @returns the hours in OpenStreetMap syntax, or what they may mean, or the piece that was not understood; the syntax itself
 *   stays as it is
 */
export function fromSpeech(text: string, language: HoursLanguage): Understood {
  if (isSyntax(text, language)) return { hours: text, question: null, fault: null }
  const ways = Paths.all<string | NotUnderstood, QuestionCode>(paths => wayOf(text, language, paths))
  if (!ways) return refused(text, new NotUnderstood('too_many_meanings', whole(text)))
  const readings = different(
    ways.flatMap(({ result, crossings }) =>
      typeof result === 'string' ? [{ hours: result, crossings }] : [],
    ),
  )
  const [first] = readings
  if (!first) return refused(text, ways[0]!.result as NotUnderstood)
  const bySyntax = isLooseSyntax(text) && !isItalian(text, language) ? canonical(text) : null
  if (bySyntax !== null && readings.every(({ hours }) => !sameOpenings(hours, bySyntax)))
    readings.push({ hours: bySyntax, sure: true, crossings: [{ reason: 'syntax', ...whole(text) }] })
  if (readings.length === 1 && first.sure) return { hours: first.hours, question: null, fault: null }
  if (readings.length > mostReadings)
    return refused(text, new NotUnderstood('too_many_meanings', whole(text)))
  const crossing = readings.flatMap(({ crossings }) => crossings)[0]!
  const { position, found, detail } = told(text, crossing, hoursQuestions[crossing.reason])
  const question = {
    code: crossing.reason,
    position,
    found,
    detail,
    readings: readings.map(({ hours }) => hours),
  }
  return { hours: null, question, fault: null }
}

const whole = (text: string): Span => ({ start: 0, end: text.length })

/** One way through the text to its end. */
function wayOf(text: string, language: HoursLanguage, paths: Paths<QuestionCode>): string | NotUnderstood {
  try {
    const plain = withoutDecimalCommas(folded(text), paths)
    const tokens = settled(tokensOf(plain, text), plain, language, paths)
    if (tokens.length === 0) throw new NotUnderstood('hours_not_understood', whole(text))
    return canonical(writeRules(joined(new Reader(tokens, paths).rules(), paths)))
  } catch (error) {
    if (error instanceof NotUnderstood) return error
    if (error instanceof Unreadable) return new NotUnderstood('hours_not_understood', whole(text))
    throw error
  }
}

type Reading = { hours: string; sure: boolean; crossings: Crossing<QuestionCode>[] }

/** Ways that end in the same openings are one reading; it is sure where one of them meets no doubt. */
function different(ways: readonly { hours: string; crossings: Crossing<QuestionCode>[] }[]): Reading[] {
  const readings: Reading[] = []
  for (const { hours, crossings } of ways) {
    const sure = crossings.every(({ alone }) => !alone)
    const same = readings.find(other => other.hours === hours || sameOpenings(other.hours, hours))
    if (same) same.sure ||= sure
    else readings.push({ hours, sure, crossings })
  }
  return readings
}

function told(text: string, { start, end }: Span, words: Bilingual) {
  const found = text.slice(start, end).trim()
  const say = (sentence: string) => sentence.replace('{found}', () => found)
  return { position: start, found, detail: { it: say(words.it), en: say(words.en) } }
}

const refused = (text: string, problem: NotUnderstood): Understood => ({
  hours: null,
  question: null,
  fault: { code: problem.code, ...told(text, problem, speechFaults[problem.code]) },
})

/** Names of the syntax that are Italian words too, most of them for the same: «Mar» is not. */
const italianNames: readonly string[] = ['Mar', 'Sa', 'Feb', 'Apr', 'Nov', 'PH', 'off']
const unquoted = (text: string) => text.replace(/"[^"]*"/g, '""')
/** «9-13» where the syntax writes «09:00-13:00». Days of months, weeks, places in a month and years have figures too. */
const hasBareHours = (text: string) =>
  /\d/.test(
    unquoted(text).replace(
      /\[[^\]]*\]|\bweek [\d,/-]+|\b[A-Z][a-z]{2} \d{1,2}(?:-\d{1,2})?(?![\d:])|[+-]\d+ days?|\d{4}|\d{1,2}:\d{2}|24\/7/g,
      '',
    ),
  )

const namesIn = (text: string): string[] => unquoted(text).match(/\p{L}+|""/gu) ?? []

/** In Italian «Mar» alone is Tuesday, though it is March in the syntax. */
const isItalian = (text: string, language: HoursLanguage) =>
  language === 'it' &&
  namesIn(text).includes('Mar') &&
  namesIn(text).every(name => italianNames.includes(name))

const isSyntax = (text: string, language: HoursLanguage): boolean =>
  isLooseSyntax(text) && !hasBareHours(text) && !isItalian(text, language)

/** What the library reads, though it be written in short. */
function isLooseSyntax(text: string): boolean {
  if ((namesIn(text).length === 0 && !/\d:\d\d|24\/7/.test(text)) || foreignWord(text)) return false
  try {
    canonical(text)
    return true
  } catch {
    return false
  }
}
