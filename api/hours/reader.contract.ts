/** From the words of hours to rules, one for each set of days that has hours of its own. */
import { Cursor, fail } from './cursor.contract.ts'
import { hasDateAt, isDateAhead, readDates, startsDate } from './dates.contract.ts'
import type { Paths, Span } from './paths.contract.ts'
import { type Rule, spansOf } from './rules.contract.ts'
import type { QuestionCode } from './speech.contract.ts'
import { readRange } from './times.contract.ts'
import type { Token } from './tokens.contract.ts'
import { readWeekdays } from './weekdays.contract.ts'

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
  private readonly cursor: Cursor
  private readonly paths: Paths<QuestionCode>
  private readonly done: Draft[] = []
  private draft: Draft
  /** Months of the last rule; `sure` where they certainly hold for the next. */
  private season: { dates: string; sure: boolean } = { dates: '', sure: false }

  constructor(tokens: readonly Token[], paths: Paths<QuestionCode>) {
    this.cursor = new Cursor(tokens)
    this.paths = paths
    this.draft = this.fresh()
  }

  private fresh(): Draft {
    const start = this.cursor.tokens[this.cursor.place]?.start ?? 0
    const rule = { join: ';', dates: '', days: '', times: '', state: '', comment: '' } as const
    const marks = { except: '', exceptDates: '', stand: '', datesFirst: false, allYear: false } as const
    return { ...rule, ...marks, start, end: start }
  }

  rules(): Draft[] {
    while (this.cursor.at()) this.step()
    this.finish()
    const { done } = this
    for (const draft of done)
      if (draft.state && !draft.days && !draft.dates && !draft.times && !draft.comment && done.length > 1)
        fail('closed_without_days', draft)
    const open = done.filter(
      ({ stand, comment, ...draft }) => draft.state !== 'off' && stand === '' && !comment,
    )
    const everyDay = open.find(({ days, dates }) => !days && !dates)
    if (everyDay && open.some(({ days }) => days)) this.paths.doubt('hours_without_days', everyDay)
    return done
  }

  private step(): void {
    const token = this.cursor.at()!
    switch (token.kind) {
      case 'stop':
        this.cursor.place++
        this.finish()
        this.season.sure = false
        break
      case 'to':
        this.skipTo(token)
        return
      case 'and':
      case 'slash':
      case 'included':
        this.cursor.place++
        return
      case 'vague_hours':
        // Beside hours it says nothing new.
        if (!this.hoursAfter() && this.cursor.at(-1)?.kind !== 'number') fail('hours_vague', token)
        this.cursor.place++
        return
      case 'vague_months':
        fail('months_vague', token)
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
        if (this.complete() && token.kind === 'only' && this.cursor.at(1)?.kind === 'comment') {
          this.cursor.place++
          return
        }
        if (this.complete()) this.next()
        // «anche su appuntamento» beside hours: where they do not hold.
        this.draft.stand =
          token.kind === 'also' && this.cursor.at(1)?.kind === 'comment' && !this.draft.days
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
        if (isDateAhead(this.cursor) && !(this.draft.days && !this.complete())) this.readDates()
        else this.readTimes()
        break
      case 'sun':
        this.readTimes()
        break
      default:
        fail('hours_not_understood', token)
        break
    }
  }

  /** Takes a token into the rule. */
  private take(): void {
    this.draft.end = this.cursor.at()!.end
    this.cursor.place++
  }

  /** A dash between pieces, «ad agosto», «al sabato»; not the end of a span whose beginning is missing. */
  private skipTo(token: Token): void {
    const next = this.cursor.at(1)
    const isDash = token.value === '-'
    const betweenDays = this.draft.days !== '' && !this.complete() && next?.kind === 'day'
    const endsDates =
      hasDateAt(this.cursor, 1) && (isDash || !/^(a|ad|all')$/.test(token.value) || next?.kind !== 'month')
    const isEnd = !isDash && /^(fino|till?|until|through|thru)/.test(token.value)
    if (!next || betweenDays || endsDates || isEnd)
      fail('hours_not_understood', { start: token.start, end: next?.end ?? token.end })
    this.cursor.place++
  }

  private readExcept(token: Token): void {
    this.take()
    if (this.cursor.at()?.kind === 'to') this.cursor.place++
    const { draft } = this
    if (startsDate(this.cursor, 0)) draft.exceptDates += (draft.exceptDates && ',') + readDates(this.cursor)
    else if (['day', 'nth'].includes(this.cursor.at()?.kind ?? '')) {
      const days = readWeekdays(this.cursor, this.paths, this.draft)!
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
    } else fail('hours_not_understood', token)
  }

  private readComment(token: Token): void {
    const { draft } = this
    const text = token.value.replace(/^[^\p{L}\p{N}]|["”»]$/gu, '')
    if (draft.comment || draft.state === 'off') this.next()
    // «9-13 e su appuntamento»: at these hours, or beside them?
    else if (
      draft.times &&
      this.cursor.at(-1)?.kind === 'and' &&
      this.paths.pick(2, 'appointment', token) === 0
    ) {
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
      if ((draft.except || draft.exceptDates) && !draft.times) fail('days_without_hours', draft)
      if (!draft.times && !draft.state && !draft.comment) fail('days_without_hours', draft)
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
    const before = this.cursor.place
    const { start } = this.cursor.at()!
    const includedBefore = this.cursor.at(-1)?.kind === 'included'
    const days = readWeekdays(this.cursor, this.paths, this.draft)!
    const after = this.cursor.place
    const { draft } = this
    const includedAfter = this.cursor.at()?.kind === 'included'
    if ((includedBefore || includedAfter) && days === 'PH' && draft.times) {
      if (includedAfter) this.cursor.place++
      draft.days = draft.days ? `${draft.days},PH` : 'Mo-Su,PH'
      return
    }
    if (includedAfter) this.cursor.place++
    const separated = this.cursor.tokens[before - 1]?.kind === 'and'
    const ofDates = draft.state === 'off' && draft.dates !== '' && !draft.days && separated
    const joins =
      draft.state === 'off'
        ? !ofDates && !(draft.days && separated && this.predicateAfter())
        : !this.complete() ||
          (!draft.days && !draft.comment && this.daysFollowHours({ start, end: this.cursor.at(-1)!.end }))
    if (!joins) {
      const closed = ofDates && !this.predicateAfter()
      this.cursor.place = before
      this.next()
      this.cursor.place = after
      if (closed) this.draft.state = 'off'
      this.draft.start = start
    }
    this.draft.days += (this.draft.days && ',') + days
    this.draft.end = this.cursor.at(-1)!.end
  }

  /** «9-13 lun-ven»: the days of hours that came before, unless they have hours of their own. */
  private daysFollowHours(span: Span): boolean {
    return !this.predicateAfter() || this.paths.pick(2, 'days_between_hours', span) === 0
  }

  /** Hours, «chiuso» or an appointment come next: the days before them are theirs. */
  private predicateAfter(): boolean {
    for (let ahead = 0; this.cursor.at(ahead); ahead++) {
      const { kind } = this.cursor.at(ahead)!
      if (['also', 'only', 'vague_hours', 'to', 'except'].includes(kind)) continue
      if (kind === 'number' || kind === 'sun' || kind === 'all_day' || kind === 'comment') return true
      return (
        kind === 'off' && !['day', 'nth', 'month', 'number'].includes(this.cursor.at(ahead + 1)?.kind ?? '')
      )
    }
    return false
  }

  private hoursFollow(): boolean {
    return ['number', 'sun', 'all_day'].includes(this.cursor.at()?.kind ?? '') && !isDateAhead(this.cursor)
  }

  private hoursAfter(): boolean {
    const next =
      this.cursor.at(1)?.kind === 'to' || this.cursor.at(1)?.kind === 'and'
        ? this.cursor.at(2)
        : this.cursor.at(1)
    return next?.kind === 'number' || next?.kind === 'sun'
  }

  private readDates(): void {
    const before = this.cursor.place
    const { start } = this.cursor.at()!
    const dates = readDates(this.cursor)
    const after = this.cursor.place
    const { draft } = this
    const ends = !this.cursor.at() || ['stop', 'off', 'and'].includes(this.cursor.at()!.kind)
    const joins =
      draft.state === 'off'
        ? !draft.days && !(draft.dates && this.predicateAfter())
        : !this.complete() || (!draft.dates && ends)
    if (!joins) {
      const closed = draft.state === 'off' && !this.predicateAfter()
      this.cursor.place = before
      this.next()
      this.cursor.place = after
      if (closed) this.draft.state = 'off'
      this.draft.start = start
    }
    if (joins && draft.dates && draft.state !== 'off')
      fail('hours_not_understood', { start, end: this.cursor.at(-1)!.end })
    const { times, comment, state } = this.draft
    this.draft.datesFirst = !times && !comment && state === ''
    this.draft.dates = joins && draft.state === 'off' && draft.dates ? `${draft.dates},${dates}` : dates
    this.draft.end = this.cursor.at(-1)!.end
  }

  private readTimes(): void {
    const { draft } = this
    if (draft.state === 'off' && (draft.days || draft.dates))
      fail('closed_with_hours', { start: draft.start, end: this.cursor.at()!.end })
    this.startAnew()
    const beside = this.cursor.at(-1)?.kind === 'number'
    const start = this.cursor.place
    const ranges = [readRange(this.cursor, this.paths)]
    // «8.30-13 15 alle 18.30»: two ways of writing side by side, with nothing between them.
    if (beside && this.joinerAt(start) !== this.joinerAt(start - 3))
      this.paths.doubt('hours_side_by_side', {
        start: this.cursor.tokens[start - 3]!.start,
        end: this.cursor.at(-1)!.end,
      })
    for (;;) {
      const over = this.cursor.at()?.kind === 'and' || this.cursor.at()?.kind === 'slash' ? 1 : 0
      const vague = this.cursor.at(over)?.kind === 'vague_hours' ? 1 : 0
      const next = this.cursor.at(over + vague)
      if (over + vague === 0 || (next?.kind !== 'number' && next?.kind !== 'sun')) break
      this.cursor.place += over + vague
      if (isDateAhead(this.cursor) || this.daysAfterRange()) {
        this.cursor.place -= over + vague
        break
      }
      ranges.push(readRange(this.cursor, this.paths))
    }
    if (this.draft.times && this.draft.times !== '24/7' && !this.draft.comment)
      this.draft.times += `,${ranges.join(',')}`
    else {
      if (this.draft.times) this.next()
      this.draft.times = ranges.join(',')
    }
    this.draft.end = this.cursor.at(-1)!.end
    const closes =
      this.cursor.at()?.kind === 'off' && ['stop', 'and', undefined].includes(this.cursor.at(1)?.kind)
    if (closes) {
      this.draft.state = 'off'
      this.cursor.place++
      this.next()
    }
  }

  private joinerAt(place: number): string {
    const { kind, value } = this.cursor.tokens[place + 1] ?? { kind: '', value: '' }
    return kind === 'to' && value !== '-' ? 'word' : kind
  }

  /** «9-13 lun-ven, 15-18 mar e gio»: hours that have days after them, as the ones before had. */
  private startAnew(): void {
    const { draft } = this
    if (!draft.times || !draft.days || !this.daysAfterRange()) return
    const span = { start: this.cursor.at()!.start, end: this.cursor.at(2)?.end ?? this.cursor.at()!.end }
    if (this.paths.pick(2, 'days_between_hours', span) === 1) this.next()
  }

  private daysAfterRange(): boolean {
    const { draft } = this
    return (
      draft.times !== '' &&
      draft.days !== '' &&
      this.cursor.at(1) !== undefined &&
      this.cursor.at(2)?.kind === 'number' &&
      ['day', 'nth'].includes(this.cursor.at(3)?.kind ?? '')
    )
  }
}
