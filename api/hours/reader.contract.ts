/** From the words of hours to rules, one for each set of days that has hours of its own. */
import type { Paths, Span } from './paths.contract.ts'
import { minutesOf, monthNames, type Rule, spansOf, weekdaysIn } from './rules.contract.ts'
import type { QuestionCode, SpeechFault } from './speech.contract.ts'
import { NotUnderstood, type Token } from './tokens.contract.ts'

export type Draft = Rule & {
  start: number
  end: number
  /** Days that «tranne» takes out. */
  except: string
  exceptDates: string
  stand: '' | 'also' | 'only' | 'otherwise'
  /** The months came before the days and hours, so they hold for what is listed after them. */
  datesFirst: boolean
  /** «tutto l’anno»: months that came before do not hold. */
  allYear: boolean
}

const isEmpty = (draft: Draft) =>
  !draft.dates &&
  !draft.days &&
  !draft.times &&
  !draft.state &&
  !draft.comment &&
  !draft.stand &&
  !draft.allYear
const isOpen = ({ state }: Draft) => state !== 'off'

/** Reads tokens from the first to the last; a rule ends where the days of another begin. */
export class Reader {
  private readonly tokens: readonly Token[]
  private readonly paths: Paths<QuestionCode>
  private place = 0
  private readonly done: Draft[] = []
  private draft: Draft
  /** Months of the last rule; `sure` where they certainly hold for the next. */
  private season: { dates: string; sure: boolean } = { dates: '', sure: false }

  constructor(tokens: readonly Token[], paths: Paths<QuestionCode>) {
    this.tokens = tokens
    this.paths = paths
    this.draft = this.fresh()
  }

  private fresh(): Draft {
    const start = this.tokens[this.place]?.start ?? 0
    const rule = { join: ';', dates: '', days: '', times: '', state: '', comment: '' } as const
    const marks = { except: '', exceptDates: '', stand: '', datesFirst: false, allYear: false } as const
    return { ...rule, ...marks, start, end: start }
  }

  private at(offset = 0): Token | undefined {
    return this.tokens[this.place + offset]
  }

  private fail(code: SpeechFault['code'], from: Span): never {
    throw new NotUnderstood(code, from)
  }

  rules(): Draft[] {
    while (this.at()) this.step()
    this.finish()
    const { done } = this
    for (const draft of done)
      if (draft.state && !draft.days && !draft.dates && !draft.times && !draft.comment && done.length > 1)
        this.fail('closed_without_days', draft)
    const open = done.filter(
      ({ stand, comment, ...draft }) => draft.state !== 'off' && stand === '' && !comment,
    )
    const everyDay = open.find(({ days, dates }) => !days && !dates)
    if (everyDay && open.some(({ days }) => days)) this.paths.doubt('hours_without_days', everyDay)
    return done
  }

  private step(): void {
    const token = this.at()!
    switch (token.kind) {
      case 'stop':
        this.place++
        this.finish()
        this.season.sure = false
        break
      case 'to':
        this.skipTo(token)
        return
      case 'and':
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
      case 'all_year':
        if (this.complete()) this.next()
        this.draft.allYear = true
        this.take()
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
        // «anche su appuntamento» beside hours: where they do not hold.
        this.draft.stand =
          token.kind === 'also' && this.at(1)?.kind === 'comment' && !this.draft.days
            ? 'otherwise'
            : token.kind
        this.take()
        break
      case 'off':
        if (this.complete()) this.next()
        this.draft.state = 'off'
        this.take()
        if (this.draft.days || this.draft.times) this.next()
        return
      case 'except':
        this.readExcept(token)
        return
      case 'comment':
        this.readComment(token)
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

  /** A dash between pieces, «ad agosto», «al sabato»; not the end of a span whose beginning is missing. */
  private skipTo(token: Token): void {
    const next = this.at(1)
    const isDash = token.value === '-'
    const betweenDays = this.draft.days !== '' && !this.complete() && next?.kind === 'day'
    const endsDates =
      this.offsetIsDate(1) && (isDash || !/^(a|ad|all')$/.test(token.value) || next?.kind !== 'month')
    const isEnd = !isDash && /^(fino|till?|until|through|thru)/.test(token.value)
    if (!next || betweenDays || endsDates || isEnd)
      this.fail('hours_not_understood', { start: token.start, end: next?.end ?? token.end })
    this.place++
  }

  private readExcept(token: Token): void {
    this.take()
    if (this.at()?.kind === 'to') this.place++
    const { draft } = this
    if (this.dateStarts(0)) draft.exceptDates += (draft.exceptDates && ',') + this.dates()
    else if (['day', 'nth'].includes(this.at()?.kind ?? '')) {
      const days = this.days()!
      if (draft.times && this.hoursFollow()) {
        // «tranne il martedì 15-18»: closed at the others' hours, open at these.
        this.next()
        this.draft.days = days
        this.draft.stand = 'only'
      } else draft.except += (draft.except && ',') + days
    } else if (draft.days && !draft.times && !draft.state) {
      // «festivi esclusi»
      draft.state = 'off'
      this.next()
    } else this.fail('hours_not_understood', token)
  }

  private readComment(token: Token): void {
    const { draft } = this
    const text = token.value.replace(/^[^\p{L}\p{N}]|["”»]$/gu, '')
    if (draft.comment || draft.state === 'off') this.next()
    // «9-13 e su appuntamento»: at these hours, or beside them?
    else if (draft.times && this.at(-1)?.kind === 'and' && this.paths.pick(2, 'appointment', token) === 0) {
      this.next()
      this.draft.stand = 'otherwise'
    }
    this.draft.comment = text
    this.take()
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
      this.placeInYear(draft)
      if (draft.times === '24/7' && (draft.days || draft.dates)) draft.times = '00:00-24:00'
      if (this.addsToLast(draft)) this.done.at(-1)!.times += `,${draft.times}`
      else this.done.push(draft)
      const none = { ...draft, times: '', state: 'off', comment: '', stand: '' } as const
      if (draft.except) this.done.push({ ...none, days: draft.except })
      if (draft.exceptDates) this.done.push({ ...none, days: '', dates: draft.exceptDates })
      const spans = spansOf(draft.times)
      const meet = spans.some(([from, to], place) =>
        spans.slice(place + 1).some(([start, end]) => from < end && start < to),
      )
      if (meet) this.paths.doubt('hours_meet', draft)
    }
    this.draft = this.fresh()
  }

  /** Hours alone belong to the days just told, or to every day. */
  private addsToLast(draft: Draft): boolean {
    const last = this.done.at(-1)
    if (!last?.times || !isOpen(last) || !isOpen(draft) || !draft.times) return false
    if (draft.days || draft.dates || draft.allYear || draft.comment || draft.except || draft.exceptDates)
      return false
    if (draft.stand === 'also') return true
    return draft.stand === '' && last.days !== '' && this.paths.pick(2, 'hours_without_days', draft) === 0
  }

  /** Which months a rule holds for, where its neighbours tell months. */
  private placeInYear(draft: Draft): void {
    if (!isOpen(draft) || draft.stand === 'otherwise') return
    const open = this.done.filter(isOpen)
    if (draft.allYear) this.season = { dates: '', sure: false }
    else if (draft.dates) {
      const allYear = open.filter(({ dates, allYear, stand }) => !dates && !allYear && stand !== 'otherwise')
      if (!draft.datesFirst && allYear.length > 0 && this.paths.pick(2, 'months', draft) === 1)
        for (const other of allYear) other.dates = draft.dates
      const days = open.findLast(other => other.days)?.days
      if (!draft.days && draft.times && days && this.paths.pick(2, 'days_of_months', draft) === 0)
        draft.days = days
      this.season = { dates: draft.dates, sure: draft.datesFirst }
    } else if (this.season.dates && (draft.days || draft.times)) {
      if (this.season.sure || this.paths.pick(2, 'months', draft) === 0) draft.dates = this.season.dates
      else this.season = { dates: '', sure: false }
    }
  }

  private next(): void {
    this.finish()
    this.draft = this.fresh()
  }

  private readDays(): void {
    const before = this.place
    const { start } = this.at()!
    const includedBefore = this.at(-1)?.kind === 'included'
    const days = this.days()!
    const after = this.place
    const { draft } = this
    const includedAfter = this.at()?.kind === 'included'
    if ((includedBefore || includedAfter) && days === 'PH' && draft.times) {
      if (includedAfter) this.place++
      draft.days = draft.days ? `${draft.days},PH` : 'Mo-Su,PH'
      return
    }
    if (includedAfter) this.place++
    const separated = this.tokens[before - 1]?.kind === 'and'
    const ofDates = draft.state === 'off' && draft.dates !== '' && !draft.days && separated
    const joins =
      draft.state === 'off'
        ? !ofDates && !(draft.days && separated && this.predicateAfter())
        : !this.complete() ||
          (!draft.days && !draft.comment && this.daysFollowHours({ start, end: this.at(-1)!.end }))
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

  /** «9-13 lun-ven»: the days of hours that came before, unless they have hours of their own. */
  private daysFollowHours(span: Span): boolean {
    return !this.predicateAfter() || this.paths.pick(2, 'days_between_hours', span) === 0
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

  private hoursFollow(): boolean {
    return ['number', 'sun', 'all_day'].includes(this.at()?.kind ?? '') && !this.dateAhead()
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
      if (this.at()?.kind !== 'day') {
        if (nth.length > 0) this.fail('hours_not_understood', this.at() ?? this.at(-1)!)
        break
      }
      const run = this.daysInARow()
      parts.push(...(nth.length > 0 ? run.map(day => `${day}[${nth.join(',')}]`) : run))
      if (nth.length > 0 && (run.length > 1 || !/^..$/.test(run[0]!)))
        this.fail('hours_not_understood', this.at(-1)!)
      if (this.at()?.kind === 'of_month') {
        if (nth.length === 0) this.fail('hours_not_understood', this.at()!)
        this.place++
      }
      const isBeside = ['day', 'nth'].includes(this.at()?.kind ?? '')
      if (isBeside && this.areBetweenHours(0) && !this.splits(false)) continue
      const listed = ['and', 'slash'].includes(this.at()?.kind ?? '')
      const over = this.at(1)?.kind === 'and' ? 2 : 1
      if (!listed || !['day', 'nth'].includes(this.at(over)?.kind ?? '')) break
      if (this.startsRule(over)) break
      if (this.at()?.value === ',' && this.areBetweenHours(over) && this.splits(this.gaps(over) === 0)) break
      this.place += over
    }
    return parts.length > 0 ? parts.join(',') : undefined
  }

  /** «9-13 lun-ven, sab 9-12»: the days from here have hours before them and hours after them. */
  private areBetweenHours(over: number): boolean {
    const { times, days } = this.draft
    let ahead = over
    while (this.inDays(ahead)) ahead++
    return (
      times !== '' &&
      days === '' &&
      ['number', 'sun', 'all_day', 'comment', 'off'].includes(this.at(ahead)?.kind ?? '')
    )
  }

  /** Whether those after the comma have the hours that follow: certain where there is one comma. */
  private splits(isSure: boolean): boolean {
    const span = { start: this.at(-1)!.start, end: (this.at(1) ?? this.at())!.end }
    return isSure || this.paths.pick(2, 'days_between_hours', span) === 0
  }

  /** Places after this one where days could be parted. */
  private gaps(over: number): number {
    let count = 0
    for (let ahead = over; this.inDays(ahead); ahead++) if (this.at(ahead)?.value === ',') count++
    return count
  }

  private inDays(ahead: number): boolean {
    return ['day', 'nth', 'to', 'and', 'slash', 'also', 'only', 'of_month', 'vague_hours'].includes(
      this.at(ahead)?.kind ?? '',
    )
  }

  /** Days joined by dashes, «al» or slashes: a span, or a list of single days. */
  private daysInARow(): string[] {
    const first = this.at()!
    const days = [first]
    const joiners: Token[] = []
    const isDay = (token: Token | undefined) =>
      token?.kind === 'day' && /^..$/.test(token.value) && token.value !== 'PH'
    this.place++
    while (
      isDay(days.at(-1)) &&
      (this.at()?.kind === 'to' || this.at()?.kind === 'slash') &&
      isDay(this.at(1)) &&
      (joiners.length === 0 || joiners[0]!.value === this.at()!.value)
    ) {
      joiners.push(this.at()!)
      days.push(this.at(1)!)
      this.place += 2
    }
    const names = days.map(({ value }) => value)
    const [joiner] = joiners
    const span = { start: first.start, end: days.at(-1)!.end }
    if (!joiner) {
      // «dal lunedì»: until when?
      if (/^(dal|dall'|from)$/.test(first.lead ?? '')) this.fail('span_without_end', span)
      return names
    }
    if (names.length > 2) {
      if (joiner.value !== '-' && joiner.value !== '/') this.fail('hours_not_understood', span)
      return names
    }
    const range = `${names[0]}-${names[1]}`
    const gap = weekdaysIn(range).size
    if (gap === 2) return names
    if (joiner.value === '/') return this.paths.pick(2, 'days_span', span) === 0 ? [range] : names
    // «martedì - giovedì» is written for both days as often as for the three.
    const isSpaced = joiner.value === '-' && joiner.start > first.end && !/^d/.test(first.lead ?? '')
    if (isSpaced && gap === 3) return this.paths.pick(2, 'days_span', span) === 0 ? [range] : names
    return [range]
  }

  /** «chiuso il lunedì, mar-ven 9-13»: the days after the comma have hours of their own. */
  private startsRule(offset: number): boolean {
    if (this.draft.state !== 'off') return false
    let ahead = offset
    while (this.inDays(ahead)) ahead++
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
    const ends = !this.at() || ['stop', 'off', 'and'].includes(this.at()!.kind)
    const joins =
      draft.state === 'off'
        ? !draft.days && !(draft.dates && this.predicateAfter())
        : !this.complete() || (!draft.dates && ends)
    if (!joins) {
      const closed = draft.state === 'off' && !this.predicateAfter()
      this.place = before
      this.next()
      this.place = after
      if (closed) this.draft.state = 'off'
      this.draft.start = start
    }
    if (joins && draft.dates && draft.state !== 'off')
      this.fail('hours_not_understood', { start, end: this.at(-1)!.end })
    const { times, comment, state } = this.draft
    this.draft.datesFirst = !times && !comment && state === ''
    this.draft.dates = joins && draft.state === 'off' && draft.dates ? `${draft.dates},${dates}` : dates
    this.draft.end = this.at(-1)!.end
  }

  private dates(): string {
    const parts: string[] = []
    for (;;) {
      const first = this.at()!
      const from = this.date()
      const spans = this.at()?.kind === 'to' && this.dateStarts(1)
      if (spans) this.place++
      const to = spans ? this.date() : ''
      parts.push(to ? `${from}-${to}` : from)
      // «dal 1 giugno», «da settembre»: until when?
      if (!to && first.lead !== undefined && !from.includes('-'))
        this.fail('span_without_end', { start: first.start, end: this.at(-1)!.end })
      if (this.at()?.kind !== 'and' || !this.dateStarts(1)) return parts.join(',')
      this.place++
    }
  }

  private offsetIsDate(offset: number): boolean {
    return this.at(offset)?.kind === 'month' || this.dateStarts(offset)
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
    this.startAnew()
    const beside = this.at(-1)?.kind === 'number'
    const start = this.place
    const ranges = [this.range()]
    // «8.30-13 15 alle 18.30»: two ways of writing side by side, with nothing between them.
    if (beside && this.joinerAt(start) !== this.joinerAt(start - 3))
      this.paths.doubt('hours_side_by_side', { start: this.tokens[start - 3]!.start, end: this.at(-1)!.end })
    for (;;) {
      const over = this.at()?.kind === 'and' || this.at()?.kind === 'slash' ? 1 : 0
      const vague = this.at(over)?.kind === 'vague_hours' ? 1 : 0
      const next = this.at(over + vague)
      if (over + vague === 0 || (next?.kind !== 'number' && next?.kind !== 'sun')) break
      this.place += over + vague
      if (this.dateAhead() || this.daysAfterRange()) {
        this.place -= over + vague
        break
      }
      ranges.push(this.range())
    }
    if (this.draft.times && this.draft.times !== '24/7' && !this.draft.comment)
      this.draft.times += `,${ranges.join(',')}`
    else {
      if (this.draft.times) this.next()
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

  private joinerAt(place: number): string {
    const { kind, value } = this.tokens[place + 1] ?? { kind: '', value: '' }
    return kind === 'to' && value !== '-' ? 'word' : kind
  }

  /** «9-13 lun-ven, 15-18 mar e gio»: hours that have days after them, as the ones before had. */
  private startAnew(): void {
    const { draft } = this
    if (!draft.times || !draft.days || !this.daysAfterRange()) return
    const span = { start: this.at()!.start, end: this.at(2)?.end ?? this.at()!.end }
    if (this.paths.pick(2, 'days_between_hours', span) === 1) this.next()
  }

  private daysAfterRange(): boolean {
    const { draft } = this
    return (
      draft.times !== '' &&
      draft.days !== '' &&
      this.at(1) !== undefined &&
      this.at(2)?.kind === 'number' &&
      ['day', 'nth'].includes(this.at(3)?.kind ?? '')
    )
  }

  private range(): string {
    const first = this.at()!
    this.place++
    if (this.at()?.kind === 'onwards') {
      this.place++
      return `${this.time(first)}+`
    }
    // «9 - alle 13»
    if (this.at()?.kind === 'to' && this.at(1)?.kind === 'to') this.place++
    const joiner = this.at()
    const second = this.at(1)
    const between = /^(tra|fra|between)$/.test(first.lead ?? '')
    const spans =
      (joiner?.kind === 'to' || joiner?.kind === 'slash' || (joiner?.kind === 'and' && between)) &&
      (second?.kind === 'number' || second?.kind === 'sun')
    if (!spans || !second) return this.fail('hours_without_end', first)
    this.place += 2
    const span = { start: first.start, end: second.end }
    // «dal 10 al 20» are days of a month, whose name is missing, as well as hours.
    if (first.lead === 'dal' && joiner.value === 'al' && /^\d{1,2}$/.test(first.value))
      this.paths.doubt('dates', span)
    const from = this.time(first)
    const to = this.time(second)
    if (from === to) this.fail('no_such_hour', span)
    return first.kind === 'sun' || second.kind === 'sun'
      ? `${from}-${to}`
      : this.halves(first, second, minutesOf(from), minutesOf(to))
  }

  /** «3-6», «9-1», «1-5 pm»: which half of the day. */
  private halves(first: Token, second: Token, from: number, to: number): string {
    const span = { start: first.start, end: second.end }
    const write = (start: number, end: number) => `${clock(start)}-${clock(end)}`
    const half = 12 * 60
    const told = ({ value }: Token) => /^0\d[:.h]|^24|m/.test(value)
    if (/p\.?m/.test(second.value) && !/m/.test(first.value) && from + half < to)
      return write(from + half, to)
    if (to > from) {
      if (from < 60 || from >= 6 * 60 || told(first)) return write(from, to)
      if (from + half < 24 * 60 && to + half <= 24 * 60)
        return this.paths.pick(2, 'half_of_day', span) === 0 ? write(from + half, to + half) : write(from, to)
      this.paths.doubt('half_of_day', span)
      return write(from, to)
    }
    const night = (from >= 17 * 60 && to <= 12 * 60) || to === 0
    if (night || told(second)) return write(from, to)
    if (to + half <= from || to + half > 24 * 60) {
      this.paths.doubt('half_of_day', span)
      return write(from, to)
    }
    return this.paths.pick(2, 'half_of_day', span) === 0 ? write(from, to + half) : write(from, to)
  }

  private time(token: Token): string {
    if (token.kind === 'sun') return token.value
    const found = token.value.match(/^(\d{1,2})(?:([:.h])(\d{2}))? ?([ap])?/i)
    const [, hour = '99', sign, minute = '00', half] = found ?? []
    const twelve = half && Number(hour) > 12 ? 99 : Number(hour)
    const hours = half ? (twelve % 12) + (/p/i.test(half) ? 12 : 0) + (twelve === 99 ? 99 : 0) : twelve
    const total = hours * 60 + Number(minute)
    if (Number(minute) > 59 || total > 24 * 60) return this.fail('no_such_hour', token)
    // «9.13-15.18» may be «9-13, 15-18» as well.
    if (sign === '.' && Number(minute) % 5 !== 0) this.paths.doubt('minutes', token)
    return clock(total)
  }
}

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
const lengthOf = (month: string) => new Date(Date.UTC(2024, monthNames.indexOf(month) + 1, 0)).getUTCDate()
