/**
 * Accesses on their way to the server. Each is written into this browser first, sealed, and leaves it only when the
 * server has said that it holds it: a closed tab, a restart, a lost answer or an ended session lose nothing, and the
 * record's own UUID makes a second sending harmless. They go in order, one tab at a time, and wait for the account
 * that recorded them.
 */
import { useEffect, useSyncExternalStore } from 'react'
import type { Account } from '../../api/accounts/contract.ts'
import type { AccessRecord, StoredAccess } from '../../api/observations/contract.ts'
import type { GroupActivity, StoredGroupActivity } from '../../api/observations/group-activity.contract.ts'
import { useAccount } from '../accounts/account.tsx'
import { boot } from '../api/boot.ts'
import { CallProblem, call, offline, type ProblemBody, problemOf } from '../api/call.ts'
import { clockLag, isClockCompared } from '../api/clock.ts'
import { late, oldForm, pageFault, unreadableAnswer, unreadableEntry, wrongClock } from '../api/problem.ts'
import { today } from './days.ts'
import { broughtForward, formVersion } from './forms.ts'
import { type Beside, type Opened, type Owner, SealedStore } from './sealed.ts'

/** What can wait: an access, or an activity with a group, which goes and comes back as a whole. */
export type Recordable = AccessRecord | GroupActivity
type Stored = StoredAccess | StoredGroupActivity
type StoredOf<R extends Recordable> = R extends GroupActivity ? StoredGroupActivity : StoredAccess
export const isGroup = <R extends AccessRecord | GroupActivity>(
  record: R,
): record is Extract<R, { participants: unknown }> => 'participants' in record

/** Why nothing leaves: `ready` when nothing has to; `faulty` where these pages themselves fail; `unsupported` where the browser has no safe place to keep it. */
export type QueueState =
  | 'ready'
  | 'sending'
  | 'offline'
  | 'unavailable'
  | 'faulty'
  | 'signed-out'
  | 'other-account'
  | 'unsupported'
/** `at` is the instant it was recorded here, ISO 8601. */
export type WaitingRecord = { order: number; at: string; record: Recordable }
/** What the rules refused, or what cannot be read any more: kept until somebody decides. */
export type RefusedRecord = {
  order: number
  at: string | null
  record: Recordable | null
  why: ProblemBody
}
export type Queued = {
  state: QueueState
  /** How many accesses the server does not hold yet, those written by a newer version of the pages included. */
  waiting: number
  entries: readonly WaitingRecord[]
  refused: readonly RefusedRecord[]
  /** Written by a newer version of the pages, which alone can send them. */
  newer: number
  /** The refused access that somebody wants in the form. */
  wanted: RefusedRecord | null
}

/** What is sealed of an entry. */
type Content = {
  at: string
  record: unknown
  /** Taken back while it waited: the server may hold it already, its answer lost on the way. */
  annulled?: true
  /** Recorded before the server had said what time it is: its day may be the wrong one. */
  clockUnknown?: true
  refused?: ProblemBody
}
type Item = Opened & { at: string | null; record: Recordable | null } & (
    | { kind: 'waiting' | 'annulled' | 'newer' }
    | { kind: 'refused'; why: ProblemBody }
  )

const looksLikeRecord = (value: unknown): value is Recordable =>
  typeof value === 'object' &&
  value !== null &&
  Array.isArray((value as AccessRecord).needs ?? (value as GroupActivity).participants)

function itemOf(opened: Opened): Item {
  const content = opened.content as Content | undefined
  if (!content) return { ...opened, at: null, record: null, kind: 'refused', why: unreadableEntry }
  const known = { ...opened, at: content.at, record: content.record as Recordable }
  if (opened.form > formVersion) return { ...known, record: null, kind: 'newer' }
  try {
    const record = broughtForward(content.record, opened.form) as Recordable
    if (!looksLikeRecord(record)) throw new Error('not a record')
    if (content.refused) return { ...known, record, kind: 'refused', why: content.refused }
    return { ...known, record, kind: content.annulled ? 'annulled' : 'waiting' }
  } catch {
    const record = looksLikeRecord(content.record) ? content.record : null
    return { ...known, record, kind: 'refused', why: oldForm }
  }
}

/** Whether an access took its day from a clock that turns out to be wrong. */
function hasWrongDay({ content, record }: Item): boolean {
  const { at, clockUnknown } = content as Content
  const instant = Date.parse(at)
  return (
    clockUnknown === true &&
    record?.date === today(new Date(instant)) &&
    record.date !== today(new Date(instant + clockLag()))
  )
}

const lockName = 'queue'
let last: Promise<unknown> = Promise.resolve()
/** One act at a time among the tabs; in a browser without locks in this one, and sending twice is harmless. */
function exclusive<T>(act: () => Promise<T>): Promise<T> {
  if (navigator.locks) return navigator.locks.request(lockName, act)
  const mine = last.then(act, act)
  last = mine
  return mine
}

/** How long the form waits for the server before it goes on, and how long the queue waits for an answer, ms. */
const patience = { form: 4_000, formOffline: 1_000, answer: 30_000 }
const backOff = (attempt: number) => Math.min(60_000, 1000 * 2 ** attempt) * (0.75 + Math.random() / 2)

/** @throws CallProblem `late` when no answer comes in time */
const answered = <T>(asked: Promise<T>): Promise<T> => {
  let clock: ReturnType<typeof setTimeout>
  const tooLate = new Promise<never>((_resolve, reject) => {
    clock = setTimeout(() => reject(new CallProblem(late)), patience.answer)
  })
  return Promise.race([asked, tooLate]).finally(() => clearTimeout(clock))
}
/** The queue works behind the screen: the end of the session is one of its states and interrupts nobody. */
const problemInQueue = (error: unknown) => (error instanceof CallProblem ? error.problem : problemOf(error))
const willPass = ({ status }: ProblemBody) =>
  status === 0 || status >= 500 || status === 408 || status === 429

const post = (record: Recordable): Promise<Stored> =>
  isGroup(record) ? call('recordGroupActivity', { body: record }) : call('recordAccess', { body: record })
const takeBack = (record: Recordable): Promise<undefined> =>
  isGroup(record)
    ? call('annulGroupActivity', { params: { groupActivity: record.id } })
    : call('annulAccess', { params: { access: record.id } })

type Putting = {
  /** It has nothing to do with the refused access that the form holds, and leaves it where it is. */
  apart?: boolean
  /** What is kept of the form in the same act, and who hears that the record is safe here or with the server. */
  beside?: Beside & { onSafe(): void }
}

type Message = { username: string; stored?: Stored } | 'session'
type Waiter = { resolve: (stored: Stored | null) => void; reject: (problem: CallProblem) => void }

export class AccessQueue {
  readonly #owner: Owner
  readonly #opened: Promise<SealedStore | null>
  readonly #channel = globalThis.BroadcastChannel ? new BroadcastChannel('queue') : undefined
  readonly #listeners = new Set<() => void>()
  readonly #storedListeners = new Set<(stored: Stored) => void>()
  readonly #waiters = new Map<number, Waiter>()
  #items: readonly Item[] = []
  #state: QueueState = 'ready'
  #snapshot: Queued
  /** Counts what changes here, so that a reading that began before it is made again. */
  #changes = 0
  /** The refused access that the form is correcting: shown there and nowhere else. */
  #held: number | undefined
  #wanted: number | undefined
  #attempt = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  #sendingAll: Promise<void> | undefined
  #again = false
  #closed = false
  /** Whether the session is surely this account's: the page said so, and nothing has happened since. */
  #sure: boolean

  constructor(
    account: Pick<Account, 'username' | 'centre'>,
    { store = SealedStore.open(), sure = true }: { store?: Promise<SealedStore>; sure?: boolean } = {},
  ) {
    this.#owner = [account.username, account.centre ?? '']
    this.#sure = sure
    this.#snapshot = this.#picture()
    this.#opened = store.then(
      async opened => {
        this.#items = (await opened.of(account.username)).map(itemOf)
        this.#show()
        void this.send()
        return opened
      },
      () => {
        this.#show('unsupported')
        return null
      },
    )
    this.#channel?.addEventListener('message', this.#hear)
    globalThis.addEventListener?.('online', this.#wake)
    globalThis.document?.addEventListener('visibilitychange', this.#wake)
  }

  /** This page goes on as somebody else: what waits stays where it is. */
  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
    this.#channel?.close()
    globalThis.removeEventListener?.('online', this.#wake)
    globalThis.document?.removeEventListener('visibilitychange', this.#wake)
    void this.#opened.then(store => store?.close())
  }
  isOf = ({ username, centre }: Pick<Account, 'username' | 'centre'>): boolean =>
    this.#owner[0] === username && this.#owner[1] === (centre ?? '')

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  snapshot = (): Queued => this.#snapshot
  /** Called with each access that the server has come to hold, from whichever tab it went. */
  onStored = (listener: (stored: Stored) => void): (() => void) => {
    this.#storedListeners.add(listener)
    return () => this.#storedListeners.delete(listener)
  }

  /** All or none of them wait when it returns, and they go in the background. @throws CallProblem when unsupported */
  async enqueue(records: readonly Recordable[]): Promise<void> {
    const put = await this.#put(records)
    if (put) void this.send()
    else for (const record of records) this.#tellStored(await post(record))
  }

  /**
   * One access or group from its form, which waits a moment for the answer and replaces the refused one that it held.
   * @returns null when it waits here
   * @throws CallProblem when the rules refuse it: the form holds it then
   */
  async record<R extends Recordable>(
    record: R,
    { apart = false, beside }: Putting = {},
  ): Promise<StoredOf<R> | null> {
    const before = this.#items.find(({ kind, record: kept }) => kind === 'refused' && kept?.id === record.id)
    const instead = (apart ? undefined : this.#held) ?? before?.order
    const put = await this.#put([record], { instead, beside })
    if (!apart) this.#held = undefined
    if (!put) {
      const stored = await post(record)
      beside?.onSafe()
      this.#tellStored(stored)
      return stored as StoredOf<R>
    }
    beside?.onSafe()
    const { order } = put[0]!
    return new Promise((resolve, reject) => {
      const clock = setTimeout(
        () => settle.resolve(null),
        this.#state === 'offline' ? patience.formOffline : patience.form,
      )
      const done = () => {
        clearTimeout(clock)
        this.#waiters.delete(order)
      }
      const settle: Waiter = {
        resolve(stored) {
          done()
          resolve(stored as StoredOf<R> | null)
        },
        reject(problem) {
          done()
          reject(problem)
        },
      }
      this.#waiters.set(order, settle)
      void this.send().finally(() => settle.resolve(null))
    })
  }

  /** Takes one back, wherever it is. @throws CallProblem of the server when it holds it */
  async annul(record: Recordable): Promise<void> {
    const store = await this.#opened
    const here = store && (await exclusive(() => this.#annulHere(store, record.id)))
    if (here) void this.send()
    else await takeBack(record)
  }
  /** Under the lock, so that it is not on its way meanwhile. */
  async #annulHere(store: SealedStore, id: string): Promise<boolean> {
    const item = this.#items.find(({ record, kind }) => record?.id === id && kind === 'waiting')
    const content = item?.content as Content | undefined
    if (!item || !content || !(await store.rewrite(item, { ...content, annulled: true }))) return false
    this.#change(items => items.map(each => (each === item ? { ...each, kind: 'annulled' } : each)))
    return true
  }

  /** Drops a refused access, on purpose. */
  async discard(order: number): Promise<void> {
    const store = await this.#opened
    if (this.#held === order) this.#held = undefined
    await store?.remove(order)
    this.#change(items => items.filter(each => each.order !== order))
  }

  /** Asks the form for a refused access; the form answers with `hold`. */
  want(order: number): void {
    this.#wanted = order
    this.#show()
  }
  hold(order: number | undefined): void {
    this.#held = order
    this.#wanted = undefined
    this.#show()
  }
  /** The form is gone, or has nothing refused any more. @returns what it held */
  letGo(): number | undefined {
    const held = this.#held
    this.#held = undefined
    this.#show()
    return held
  }

  /** Sends what waits; `session`: somebody has just signed in, so who it is must be asked. */
  send({ session = false } = {}): Promise<void> {
    if (this.#closed) return Promise.resolve()
    if (session) this.#sure = false
    this.#again = true
    this.#sendingAll ??= this.#sendAll()
    return this.#sendingAll
  }
  async #sendAll(): Promise<void> {
    const store = await this.#opened
    while (this.#again) {
      this.#again = false
      while (
        store &&
        (await exclusive(() => this.#sendFirst(store)).catch(error => this.#stop(problemInQueue(error))))
      ) {}
    }
    this.#sendingAll = undefined
  }

  /** @returns whether to look for another */
  async #sendFirst(store: SealedStore): Promise<boolean> {
    clearTimeout(this.#timer)
    if (this.#closed) return false
    const first = this.#items.find(({ kind }) => kind === 'waiting' || kind === 'annulled')
    if (!first) {
      this.#show('ready')
      return false
    }
    if (navigator.onLine === false) return this.#stop(offline)
    if (!(await this.#isSession())) return false
    // Another tab may have sent it, or taken it back.
    const opened = await store.get(first.order)
    const item = opened && itemOf(opened)
    this.#changes += 1
    this.#items = this.#items.flatMap(each => (each !== first ? [each] : item ? [item] : []))
    if (!item?.record || (item.kind !== 'waiting' && item.kind !== 'annulled')) return true
    if (item.kind === 'waiting' && hasWrongDay(item)) return this.#refuse(store, item, wrongClock)
    this.#show('sending')
    try {
      if (item.kind === 'annulled') {
        const said = await answered(takeBack(item.record))
        if (said !== undefined) throw new CallProblem(unreadableAnswer(200))
        await this.#settle(store, item)
      } else {
        const stored = await answered(post(item.record))
        // A gateway that answers in the server's place, or an answer cut short, acknowledges nothing.
        if (stored?.id !== item.record.id) throw new CallProblem(unreadableAnswer(200))
        await this.#settle(store, item, stored)
      }
      return true
    } catch (thrown) {
      return this.#failed(store, item, problemInQueue(thrown))
    }
  }

  async #settle(store: SealedStore, item: Item, stored?: Stored): Promise<void> {
    await store.remove(item.order)
    this.#attempt = 0
    this.#change(items => items.filter(each => each.order !== item.order), stored)
    if (!stored) return
    this.#tellStored(stored)
    this.#waiters.get(item.order)?.resolve(stored)
  }

  async #failed(store: SealedStore, item: Item, problem: ProblemBody): Promise<boolean> {
    if (willPass(problem)) return this.#stop(problem)
    if (item.kind === 'annulled' && problem.status === 404) {
      await this.#settle(store, item)
      return true
    }
    if (problem.status === 401 || problem.status === 403) {
      this.#sure = false
      if (!(await this.#isSession())) return false
      if (problem.status === 401) return this.#stop(problem)
    }
    return this.#refuse(store, item, problem)
  }

  /** Kept until somebody decides. @returns whether to look for another */
  async #refuse(store: SealedStore, item: Item, problem: ProblemBody): Promise<true> {
    await store.rewrite(item, { ...(item.content as Content), refused: problem })
    const waiter = this.#waiters.get(item.order)
    if (waiter) this.#held = item.order
    this.#change(items =>
      items.map(each => (each.order === item.order ? { ...each, kind: 'refused', why: problem } : each)),
    )
    waiter?.reject(new CallProblem(problem))
    return true
  }

  /** Whether the session is of the account that recorded: another must neither send nor be named in them. */
  async #isSession(): Promise<boolean> {
    if (this.#sure) return true
    try {
      const { username } = await answered(call('whoAmI'))
      if (!username) return this.#stop(unreadableAnswer(200))
      this.#sure = username === this.#owner[0]
      if (!this.#sure) this.#show('other-account')
      return this.#sure
    } catch (thrown) {
      const problem = problemInQueue(thrown)
      if (problem.status !== 401) return this.#stop(problem)
      this.#show('signed-out')
      return false
    }
  }

  /** Nothing goes for now: tried again later, when the network says it is back, or when the page is looked at. */
  #stop({ type, status }: ProblemBody): false {
    this.#show(type === pageFault.type ? 'faulty' : status === 0 ? 'offline' : 'unavailable')
    this.#sendIn(backOff(this.#attempt++))
    // What waits must not be cleared away with the caches of pages seen once.
    if (this.#attempt === 1) void navigator.storage?.persist?.().catch(() => {})
    return false
  }

  #sendIn(ms: number): void {
    clearTimeout(this.#timer)
    if (!this.#closed) this.#timer = setTimeout(() => void this.send(), ms)
  }

  /** @returns what was put, or nothing where there is no place to put it */
  async #put(
    records: readonly Recordable[],
    how: { instead?: number | undefined; beside?: Beside | undefined } = {},
  ): Promise<Item[] | undefined> {
    const store = await this.#opened
    const at = new Date().toISOString()
    const opened = await store
      ?.add(
        this.#owner,
        formVersion,
        records.map(
          (record): Content => ({ at, record, ...(isClockCompared() ? {} : { clockUnknown: true }) }),
        ),
        how,
      )
      .catch(() => undefined)
    if (!opened) return undefined
    localStorage.setItem('queue', 'used') // for the door, which then looks what is left
    const items = opened.map(itemOf)
    this.#change(before => [...before.filter(({ order }) => order !== how.instead), ...items])
    return items
  }

  #change(to: (items: readonly Item[]) => readonly Item[], stored?: Stored): void {
    this.#changes += 1
    this.#items = to(this.#items)
    this.#show()
    const message: Message = { username: this.#owner[0], ...(stored ? { stored } : {}) }
    if (!this.#closed) this.#channel?.postMessage(message)
  }
  #tellStored(stored: Stored): void {
    for (const listener of this.#storedListeners) listener(stored)
  }

  #picture(): Queued {
    const shown = this.#items.filter(({ order }) => order !== this.#held)
    const refused = shown.flatMap(item =>
      item.kind === 'refused' ? [{ order: item.order, at: item.at, record: item.record, why: item.why }] : [],
    )
    const entries = shown.flatMap(({ kind, order, at, record }) =>
      kind === 'waiting' ? [{ order, at: at!, record: record! }] : [],
    )
    const newer = shown.filter(({ kind }) => kind === 'newer').length
    const wanted = refused.find(({ order }) => order === this.#wanted) ?? null
    return { state: this.#state, waiting: entries.length + newer, entries, refused, newer, wanted }
  }
  #show(state: QueueState = this.#state): void {
    this.#state = state
    this.#snapshot = this.#picture()
    for (const listener of this.#listeners) listener()
  }

  /** Another tab has changed what waits, or somebody has signed in or out there. */
  #hear = async ({ data }: MessageEvent<Message>): Promise<void> => {
    if (data === 'session') return this.send({ session: true })
    if (data.username !== this.#owner[0]) return
    if (data.stored) this.#tellStored(data.stored)
    const store = await this.#opened
    let seen: number
    let items: Item[] | undefined
    do {
      seen = this.#changes
      // Closed meanwhile, by this page or by a newer one: what is known here stays.
      items = (await store?.of(this.#owner[0]).catch(() => undefined))?.map(itemOf)
    } while (seen !== this.#changes)
    if (!items || this.#closed) return
    this.#items = items
    this.#show()
    // That tab sends; when it falls silent with something left, this one does.
    if (this.#state !== 'sending') this.#sendIn(backOff(2))
  }
  #wake = (): void => {
    if (globalThis.document?.visibilityState === 'hidden') return
    this.#attempt = 0
    if (this.#items.length > 0) void this.send({ session: true })
    else this.#sure = false
  }
}

let current: AccessQueue | undefined

/** The queue of who is at the keyboard, the same for every part of the page. */
export function queueOf(account: Pick<Account, 'username' | 'centre'>): AccessQueue {
  if (!current?.isOf(account)) {
    current?.close()
    current = new AccessQueue(account, { sure: !boot.kept })
  }
  return current
}

/** What waits of the account's, kept in step, with the queue itself. */
export function useQueue(): Queued & { queue: AccessQueue } {
  const account = useAccount()
  const queue = queueOf(account)
  const queued = useSyncExternalStore(queue.subscribe, queue.snapshot)
  // A new account object means that somebody has just signed in.
  useEffect(() => {
    if (account !== boot.account) void queue.send({ session: true })
  }, [account, queue])
  return { ...queued, queue }
}
