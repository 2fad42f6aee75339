/** Opening hours, by the same code in the browser and on the server: read, asked of a moment, typed and told. */
import type { Bilingual } from '../http/operation.ts'
import { Unreadable } from './openings.contract.ts'
import { canonical, foreignWord, readRules, share, weekdaysIn } from './rules.contract.ts'
import { fromSpeech } from './speech.contract.ts'
import type { HoursLanguage } from './words.contract.ts'

export {
  addDays,
  type Change,
  type DayHours,
  holidayOn,
  nextChange,
  type Opening,
  openAt,
  openingsOn,
  sameOpenings,
  today,
  weekday,
  weekOf,
} from './openings.contract.ts'
export { fromSpeech, type HoursQuestion, type SpeechFault } from './speech.contract.ts'
export { type HoursLanguage, inWords, timeInWords } from './words.contract.ts'

/** `{found}` stands for the piece at fault, `{place}` for its first character counted from one. */
export const hoursFaults = {
  hours_unreadable: {
    it: 'Gli orari non si leggono da «{found}» (carattere {place}): servono nella sintassi di OpenStreetMap, come «Mo-Fr 09:00-13:00»',
    en: 'The hours cannot be read from “{found}” (character {place}): they are needed in OpenStreetMap syntax, such as “Mo-Fr 09:00-13:00”',
  },
  hours_school_holidays: {
    it: 'Le vacanze scolastiche («SH», carattere {place}) cambiano ogni anno: scrivi i mesi',
    en: 'School holidays (“SH”, character {place}) change every year: write the months',
  },
  hours_holiday_part: {
    it: 'Da «{found}» (carattere {place}) si tratta solo di alcuni festivi: scrivi «PH» da solo o in un elenco di giorni',
    en: 'From “{found}” (character {place}) only some holidays are meant: write “PH” alone or in a list of days',
  },
} as const satisfies Record<string, Bilingual>

export const hoursWarnings = {
  replaces: {
    it: 'Dopo un punto e virgola le ore sostituiscono quelle già dette per gli stessi giorni: per aggiungerle serve una virgola',
    en: 'After a semicolon hours replace those already given for the same days: a comma adds them',
  },
  all_day: {
    it: 'Non ci sono ore: risulta aperto giorno e notte',
    en: 'There are no hours: it reads as open day and night',
  },
  corrected: {
    it: 'La scrittura è stata resa regolare',
    en: 'The writing was made regular',
  },
} as const satisfies Record<string, Bilingual>

export type HoursFault = {
  code: keyof typeof hoursFaults
  /** Place of its first character in the text, from zero. */
  position: number
  found: string
  detail: Bilingual
  /** The syntax that was probably meant. */
  suggestion: string | null
}
export type Checked =
  | { canonical: string; fault: null; warnings: readonly (keyof typeof hoursWarnings)[] }
  | { canonical: null; fault: HoursFault; warnings: readonly [] }

const mostFound = 20
const ofSuggestion = {
  it: (hours: string) => `. Forse: «${hours}»`,
  en: (hours: string) => `. Perhaps: “${hours}”`,
}

/** @returns the canonical form of hours in OpenStreetMap syntax with what may surprise, or their first fault */
export function checkHours(text: string): Checked {
  const refuse = (code: HoursFault['code'], position: number, piece = text.slice(position)): Checked => {
    const found = piece.trim().slice(0, mostFound)
    const suggestion = meant(text)
    const say = (language: HoursLanguage) =>
      hoursFaults[code][language].replace('{found}', () => found).replace('{place}', String(position + 1)) +
      (suggestion === null ? '' : ofSuggestion[language](suggestion))
    return {
      canonical: null,
      fault: { code, position, found, detail: { it: say('it'), en: say('en') }, suggestion },
      warnings: [],
    }
  }
  const bare = text.replace(/"[^"]*"/g, quoted => ' '.repeat(quoted.length))
  const school = bare.search(/\bSH\b/)
  if (school >= 0) return refuse('hours_school_holidays', school, 'SH')
  const foreign = foreignWord(text)
  if (foreign) return refuse('hours_unreadable', foreign.position, foreign.found)
  const some = bare.search(/\bPH\s*([+-]\s*\d|\[|(Mo|Tu|We|Th|Fr|Sa|Su)\b)/)
  if (some >= 0) return refuse('hours_holiday_part', some)
  try {
    const regular = canonical(text)
    // What cannot be read again would be lost, and a guess of the library is not what was written.
    if (canonical(regular) !== regular) return refuse('hours_unreadable', 0)
    return { canonical: regular, fault: null, warnings: warningsOf(text, regular) }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    const from = text.slice(0, (error.position ?? 0) + 1).search(/[^\s;,]*$/)
    return refuse('hours_unreadable', from, text.slice(from).match(/[^\s;,]*/)?.[0])
  }
}

function meant(text: string): string | null {
  for (const language of ['it', 'en'] as const satisfies readonly HoursLanguage[]) {
    const { hours } = fromSpeech(text, language)
    if (hours !== null && hours !== text) return hours
  }
  return null
}

function warningsOf(text: string, regular: string): (keyof typeof hoursWarnings)[] {
  const rules = readRules(regular)
  const replaces = rules.some(
    (rule, place) =>
      rule.join === ';' &&
      rule.times !== '' &&
      rules
        .slice(0, place)
        .some(
          other =>
            other.times !== '' &&
            other.dates === rule.dates &&
            share(weekdaysIn(other.days), weekdaysIn(rule.days)),
        ),
  )
  const allDay = rules.some(
    ({ times, state, comment }) => !times && !comment && state !== 'off' && state !== 'unknown',
  )
  return [
    ...(replaces ? (['replaces'] as const) : []),
    ...(allDay ? (['all_day'] as const) : []),
    ...(text !== regular ? (['corrected'] as const) : []),
  ]
}
