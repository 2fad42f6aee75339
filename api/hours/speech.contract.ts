/** Opening hours as people write them («lun-ven 9-13, mar anche 15.30-17.30, chiuso nei festivi») into the syntax. */
import type { Bilingual } from '../http/operation.ts'
import { Unreadable } from './openings.contract.ts'
import {
  canonical,
  foreignWord,
  type Join,
  lastsPastMidnight,
  minutesOf,
  monthNames,
  type Rule,
  share,
  spansOf,
  weekdaysIn,
  writeRules,
} from './rules.contract.ts'
import { NotUnderstood, type Token, tokensOf, withMarch } from './tokens.contract.ts'
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
} as const satisfies Record<string, Bilingual>

export type SpeechFault = {
  code: keyof typeof speechFaults
  /** Where in the text as typed. */
  position: number
  found: string
  detail: Bilingual
}
export type Understood = { hours: string; fault: null } | { hours: null; fault: SpeechFault }

/** @returns the hours in OpenStreetMap syntax, or the piece that was not understood; the syntax itself stays as it is */
export function fromSpeech(text: string, language: HoursLanguage): Understood {
  if (isSyntax(text, language)) return { hours: text, fault: null }
  try {
    const tokens = withMarch(tokensOf(text), language)
    if (tokens.length === 0) throw new NotUnderstood('hours_not_understood', { start: 0, end: text.length })
    return { hours: canonical(writeRules(joined(new Reader(tokens).rules()))), fault: null }
  } catch (error) {
    const whole = { start: 0, end: text.length }
    const fault = error instanceof Unreadable ? new NotUnderstood('hours_not_understood', whole) : error
    if (!(fault instanceof NotUnderstood)) throw error
    const { code, start, end } = fault
    const found = text.slice(start, end).trim()
    const say = (words: string) => words.replace('{found}', () => found)
    const words = speechFaults[code]
    return {
      hours: null,
      fault: { code, position: start, found, detail: { it: say(words.it), en: say(words.en) } },
    }
  }
}

/** In Italian «Mar» alone is Tuesday, though it is March in the syntax. */
function isSyntax(text: string, language: HoursLanguage): boolean {
  const names = text.replace(/"[^"]*"/g, '""').match(/\p{L}+|""/gu) ?? []
  const told = names.length > 0 || /\d:\d\d|24\/7/.test(text)
  if (
    !told ||
    foreignWord(text) ||
    (language === 'it' && names.every(name => name === 'Mar') && names.length)
  )
    return false
  try {
    canonical(text)
    return true
  } catch {
    return false
  }
}

// Rules

type Draft = Rule & {
  start: number
  end: number
  /** Days that «tranne» takes out. */
  except: string
  exceptDates: string
  stand: '' | 'also' | 'only' | 'otherwise'
}

const isEmpty = (draft: Draft) =>
  !draft.dates && !draft.days && !draft.times && !draft.state && !draft.comment && !draft.stand

/** Reads tokens from the first to the last; a rule ends where the days of another begin. */
class Reader {
  private readonly tokens: readonly Token[]
  private place = 0
  private readonly done: Draft[] = []
  private draft: Draft

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
    this.draft = this.fresh('')
  }

  private fresh(dates: string): Draft {
    const start = this.tokens[this.place]?.start ?? 0
    const rule = { join: ';' as Join, dates, days: '', times: '', state: '' as const, comment: '' }
    return { ...rule, start, end: start, except: '', exceptDates: '', stand: '' }
  }

  private at(offset = 0): Token | undefined {
    return this.tokens[this.place + offset]
  }

  private fail(code: SpeechFault['code'], from: { start: number; end: number }): never {
    throw new NotUnderstood(code, from)
  }

  rules(): Draft[] {
    while (this.at()) this.step()
    this.finish()
    return this.done
  }

  private step(): void {
    const token = this.at()!
    switch (token.kind) {
      case 'stop':
        this.place++
        this.finish()
        break
      case 'and':
      case 'to':
      case 'slash':
      case 'included':
        this.place++
        return
      case 'vague_hours':
        // Beside hours it says nothing new.
        if (!this.hoursAfter() && this.at(-1)?.kind !== 'number') this.fail('hours_vague', token)
        this.place++
        return
      case 'vague_months':
        this.fail('months_vague', token)
        break
      case 'also':
      case 'only':
      case 'otherwise':
        // «lun-ven 9-13 solo su appuntamento» says of these hours how, not that there are others.
        if (this.complete() && token.kind === 'only' && this.at(1)?.kind === 'comment') {
          this.place++
          return
        }
        if (this.complete()) this.next()
        this.draft.stand = token.kind
        this.take()
        break
      case 'off':
        if (this.complete()) this.next({ dates: '' })
        this.draft.state = 'off'
        this.take()
        if (this.draft.days || this.draft.times) this.next()
        return
      case 'except':
        this.take()
        if (this.at()?.kind === 'to') this.place++
        if (this.dateStarts(0)) this.draft.exceptDates = this.dates()
        else this.draft.except = this.days() ?? this.fail('hours_not_understood', token)
        return
      case 'comment':
        if (this.draft.comment || this.draft.state === 'off') this.next()
        this.draft.comment = token.value.replace(/^[^\p{L}\p{N}]|["”»]$/gu, '')
        this.take()
        break
      case 'unknown':
        this.draft.state = 'unknown'
        this.take()
        break
      case 'all_day':
        if (this.complete()) this.next()
        this.draft.times = token.value
        this.take()
        break
      case 'day':
      case 'nth':
        this.readDays()
        break
      case 'month':
        this.readDates()
        break
      case 'number':
        if (this.dateAhead() && !(this.draft.days && !this.complete())) this.readDates()
        else this.readTimes()
        break
      case 'sun':
        this.readTimes()
        break
      default:
        this.fail('hours_not_understood', token)
        break
    }
  }

  /** Takes a token into the rule. */
  private take(): void {
    this.draft.end = this.at()!.end
    this.place++
  }

  /** Whether the rule already says what its days are. */
  private complete(): boolean {
    const { times, state, comment, days, dates } = this.draft
    return Boolean(times || comment || (state === 'off' && (days || dates)) || state === 'unknown')
  }

  private finish(): void {
    const { draft } = this
    if (!isEmpty(draft)) {
      if ((draft.except || draft.exceptDates) && !draft.times) this.fail('days_without_hours', draft)
      if (!draft.times && !draft.state && !draft.comment) this.fail('days_without_hours', draft)
      if (draft.times === '24/7' && (draft.days || draft.dates)) draft.times = '00:00-24:00'
      const last = this.done.at(-1)
      if (
        draft.stand === 'also' &&
        last &&
        draft.times &&
        !draft.days &&
        !draft.dates &&
        last.times &&
        !draft.comment
      )
        last.times += `,${draft.times}`
      else this.done.push(draft)
      const none = { ...draft, times: '', state: 'off', comment: '', stand: '' } as const
      if (draft.except) this.done.push({ ...none, days: draft.except })
      if (draft.exceptDates) this.done.push({ ...none, days: '', dates: draft.exceptDates })
    }
    this.draft = this.fresh('')
  }

  /** Months said once hold for what is listed after them. */
  private next({ dates = this.draft.state === 'off' ? '' : this.draft.dates } = {}): void {
    this.finish()
    this.draft = this.fresh(dates)
  }

  private readDays(): void {
    const before = this.place
    const { start } = this.at()!
    const included = this.at(-1)?.kind === 'included'
    const days = this.days()!
    const after = this.place
    const { draft } = this
    if (included && days === 'PH' && draft.times) {
      draft.days = draft.days ? `${draft.days},PH` : 'Mo-Su,PH'
      return
    }
    if (this.at()?.kind === 'included') this.place++
    const separated = this.separatedBefore(before)
    const ofDates = draft.state === 'off' && draft.dates !== '' && !draft.days && separated
    const joins =
      draft.state === 'off'
        ? !ofDates && !(draft.days && separated && this.predicateAfter())
        : !this.complete() || (!draft.days && !this.predicateAfter() && !draft.comment)
    if (!joins) {
      const closed = ofDates && !this.predicateAfter()
      this.place = before
      this.next()
      this.place = after
      if (closed) this.draft.state = 'off'
      this.draft.start = start
    }
    this.draft.days += (this.draft.days && ',') + days
    this.draft.end = this.at(-1)!.end
  }

  private separatedBefore(place: number): boolean {
    return this.tokens[place - 1]?.kind === 'and'
  }

  /** Hours, «chiuso» or an appointment come next: the days before them are theirs. */
  private predicateAfter(): boolean {
    for (let ahead = 0; this.at(ahead); ahead++) {
      const { kind } = this.at(ahead)!
      if (['also', 'only', 'vague_hours', 'to', 'except'].includes(kind)) continue
      if (kind === 'number' || kind === 'sun' || kind === 'all_day' || kind === 'comment') return true
      return kind === 'off' && !['day', 'nth', 'month', 'number'].includes(this.at(ahead + 1)?.kind ?? '')
    }
    return false
  }

  private hoursAfter(): boolean {
    const next = this.at(1)?.kind === 'to' || this.at(1)?.kind === 'and' ? this.at(2) : this.at(1)
    return next?.kind === 'number' || next?.kind === 'sun'
  }

  /** A list of weekdays, spans of them and holidays. */
  private days(): string | undefined {
    const parts: string[] = []
    for (;;) {
      const nth: string[] = []
      while (this.at()?.kind === 'nth' || (nth.length > 0 && this.at()?.kind === 'and')) {
        if (this.at()!.kind === 'nth') nth.push(this.at()!.value)
        this.place++
      }
      const first = this.at()
      if (first?.kind !== 'day') {
        if (nth.length > 0) this.fail('hours_not_understood', first ?? this.at(-1)!)
        break
      }
      this.place++
      const isSpan = this.at()?.kind === 'to' && this.at(1)?.kind === 'day' && /^..$/.test(this.at(1)!.value)
      if (isSpan && /^..$/.test(first.value) && first.value !== 'PH') {
        parts.push(`${first.value}-${this.at(1)!.value}`)
        this.place += 2
      } else parts.push(nth.length > 0 ? `${first.value}[${nth.join(',')}]` : first.value)
      const listed = ['and', 'slash'].includes(this.at()?.kind ?? '')
      const over = this.at(1)?.kind === 'and' ? 2 : 1
      if (!listed || !['day', 'nth'].includes(this.at(over)?.kind ?? '')) break
      if (this.startsRule(over)) break
      this.place += over
    }
    return parts.length > 0 ? parts.join(',') : undefined
  }

  /** «chiuso il lunedì, mar-ven 9-13»: the days after the comma have hours of their own. */
  private startsRule(offset: number): boolean {
    if (this.draft.state !== 'off') return false
    let ahead = offset
    while (['day', 'nth', 'to', 'and', 'slash', 'also', 'only'].includes(this.at(ahead)?.kind ?? '')) ahead++
    return (
      ['number', 'sun', 'all_day', 'comment'].includes(this.at(ahead)?.kind ?? '') &&
      this.at(ahead + 1)?.kind !== 'month'
    )
  }

  /** «15 giugno», «1-15 settembre». */
  private dateAhead(): boolean {
    if (!/^\d{1,2}[°º]?$/.test(this.at()?.value ?? '')) return false
    if (this.at(1)?.kind === 'month') return true
    return (
      this.at(1)?.kind === 'to' && /^\d{1,2}$/.test(this.at(2)?.value ?? '') && this.at(3)?.kind === 'month'
    )
  }

  private readDates(): void {
    const before = this.place
    const { start } = this.at()!
    const dates = this.dates()
    const after = this.place
    const { draft } = this
    const ends =
      !this.at() || this.at()!.kind === 'stop' || this.at()!.kind === 'off' || this.at()!.kind === 'and'
    const joins =
      draft.state === 'off'
        ? !draft.days && !(draft.dates && this.predicateAfter())
        : !this.complete() || (!draft.dates && ends)
    if (!joins) {
      const closed = draft.state === 'off' && !this.predicateAfter()
      this.place = before
      this.next({ dates: '' })
      this.place = after
      if (closed) this.draft.state = 'off'
      this.draft.start = start
    }
    this.draft.dates = joins && draft.state === 'off' && draft.dates ? `${draft.dates},${dates}` : dates
    this.draft.end = this.at(-1)!.end
  }

  private dates(): string {
    const parts: string[] = []
    for (;;) {
      const from = this.date()
      const spans = this.at()?.kind === 'to' && this.dateStarts(1)
      if (spans) this.place++
      const to = spans ? this.date() : ''
      parts.push(to ? `${from}-${to}` : from)
      if (this.at()?.kind !== 'and' || !this.dateStarts(1)) return parts.join(',')
      this.place++
    }
  }

  private dateStarts(offset: number): boolean {
    this.place += offset
    const starts = this.at()?.kind === 'month' || (this.at()?.kind === 'number' && this.dateAhead())
    this.place -= offset
    return starts
  }

  private date(): string {
    const days: string[] = []
    const first = this.at()!
    while (this.at()?.kind !== 'month') {
      if (this.at()!.kind === 'number') days.push(this.at()!.value.replace(/\D/g, '').padStart(2, '0'))
      this.place++
    }
    const month = this.at()!
    this.place++
    if (days.some(day => Number(day) < 1 || Number(day) > lengthOf(month.value)))
      this.fail('no_such_day', { start: first.start, end: month.end })
    return days.length > 0 ? `${month.value} ${days.join('-')}` : month.value
  }

  private readTimes(): void {
    const { draft } = this
    if (draft.state === 'off' && (draft.days || draft.dates))
      this.fail('closed_with_hours', { start: draft.start, end: this.at()!.end })
    const ranges = [this.range()]
    for (;;) {
      const over = this.at()?.kind === 'and' || this.at()?.kind === 'slash' ? 1 : 0
      const vague = this.at(over)?.kind === 'vague_hours' ? 1 : 0
      const next = this.at(over + vague)
      if (over + vague === 0 || (next?.kind !== 'number' && next?.kind !== 'sun')) break
      this.place += over + vague
      if (this.dateAhead()) {
        this.place -= over + vague
        break
      }
      ranges.push(this.range())
    }
    if (draft.times && draft.times !== '24/7' && !draft.comment) draft.times += `,${ranges.join(',')}`
    else {
      if (draft.times) this.next()
      this.draft.times = ranges.join(',')
    }
    this.draft.end = this.at(-1)!.end
    const closes = this.at()?.kind === 'off' && ['stop', 'and', undefined].includes(this.at(1)?.kind)
    if (closes) {
      this.draft.state = 'off'
      this.place++
      this.next()
    }
  }

  private range(): string {
    const first = this.at()!
    this.place++
    if (this.at()?.kind === 'onwards') {
      this.place++
      return `${this.time(first)}+`
    }
    const second = this.at(1)
    const spans =
      ['to', 'slash', 'and'].includes(this.at()?.kind ?? '') &&
      (second?.kind === 'number' || second?.kind === 'sun')
    if (!spans || !second) return this.fail('hours_without_end', first)
    this.place += 2
    let from = this.time(first)
    const to = this.time(second)
    // «1-5 pm»: the first hour is in the same half of the day when it comes before the second in it.
    const later = minutesOf(from) + 12 * 60
    if (/p\.?m/i.test(second.value) && !/m/i.test(first.value) && later < minutesOf(to)) from = clock(later)
    if (from === to) this.fail('no_such_hour', { start: first.start, end: second.end })
    return `${from}-${to}`
  }

  private time(token: Token): string {
    if (token.kind === 'sun') return token.value
    const found = token.value.match(/^(\d{1,2})(?:[:.h](\d{2}))? ?([ap])?/i)
    const [, hour = '99', minute = '00', half] = found ?? []
    const twelve = half && Number(hour) > 12 ? 99 : Number(hour)
    const hours = half ? (twelve % 12) + (/p/i.test(half) ? 12 : 0) + (twelve === 99 ? 99 : 0) : twelve
    const total = hours * 60 + Number(minute)
    if (Number(minute) > 59 || total > 24 * 60) return this.fail('no_such_hour', token)
    return clock(total)
  }
}

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const lengthOf = (month: string) => new Date(Date.UTC(2024, monthNames.indexOf(month) + 1, 0)).getUTCDate()

// How rules stand together

const overlap = (one: string, other: string) =>
  spansOf(one).some(([from, to]) => spansOf(other).some(([start, end]) => from < end && start < to))

/**
 * What is closed comes last, because the last rule wins. Hours that do not meet the others of their days are added to
 * them, as «lun-ven 9-13, mar 15-17» is meant; hours that meet them replace them.
 */
function joined(drafts: readonly Draft[]): Rule[] {
  const open = drafts.filter(({ state }) => state !== 'off')
  const rules: Rule[] = open.map((draft, place) => {
    const before = open.slice(0, place)
    const { stand, dates, days, times } = draft
    const meeting = before.filter(
      other => other.dates === dates && share(weekdaysIn(other.days), weekdaysIn(days)),
    )
    const apart =
      meeting.length > 0 && meeting.every(other => times && other.times && !overlap(other.times, times))
    const added =
      stand === 'also' ||
      (stand !== 'only' &&
        (apart || (meeting.length === 0 && before.some(({ times }) => lastsPastMidnight(times)))))
    return { ...draft, join: stand === 'otherwise' ? '||' : added ? ',' : ';' }
  })
  const closed = drafts.filter(({ state }) => state === 'off')
  return [...rules, ...closed.map(draft => ({ ...draft, join: ';' as const }))]
}
