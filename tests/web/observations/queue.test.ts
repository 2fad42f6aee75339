// @vitest-environment happy-dom
/** The queue loses nothing and doubles nothing, whatever happens between the browser and the server. */
import '../page.ts'
import '../page-store.ts'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { AccessRecord } from '../../../api/observations/contract.ts'
import type { GroupActivity } from '../../../api/observations/group-activity.contract.ts'
import { broughtForward, formVersion, migrations } from '../../../web/observations/forms.ts'
import { AccessQueue, type Queued } from '../../../web/observations/queue.ts'
import { SealedStore } from '../../../web/observations/sealed.ts'

const operator = { username: 'operatore-centro', centre: 'porta-centro' }
const owner: [string, string] = [operator.username, operator.centre]
const access = (change: Partial<AccessRecord> = {}): AccessRecord => ({
  id: crypto.randomUUID(),
  centre: 'porta-centro',
  date: '2026-11-02',
  channel: 'in_person',
  origin: 'spontaneous',
  residenceArea: 'centro',
  ageBand: '35-49',
  gender: 'F',
  citizenship: 'it',
  household: 'single_parent',
  incomeSupport: 'adi',
  knownToService: 'no',
  lastVisit: 'never_or_earlier_years',
  needs: [{ domain: 'housing', outcome: 'guidance' }],
  ...change,
})

const group = (): GroupActivity => ({
  id: crypto.randomUUID(),
  centre: 'porta-centro',
  date: '2026-11-20',
  channel: 'street',
  origin: 'outreach',
  participants: [{ residenceArea: 'centro', ageBand: '0-17', count: 15 }],
})

/** A server that recognises a record sent again, behind a network that can be cut before or after it. */
class Server {
  readonly stored: AccessRecord[] = []
  readonly asked: string[] = []
  session: string | null = operator.username
  /** What happens to the next request; `lost`: it is done and its answer does not arrive. */
  network: () => 'works' | 'away' | 'lost' | 'gateway' = () => 'works'
  refuses: (record: AccessRecord) => { type: string; status: number } | null = () => null

  answer(method: string, path: string, body: AccessRecord | null): [number, unknown] {
    const no = (type: string, status: number): [number, unknown] => [
      status,
      { type: `/problems/${type}`, title: type, status },
    ]
    if (!this.session) return no('sign-in-needed', 401)
    if (path === '/session') return [200, { ...operator, username: this.session }]
    if (this.session !== operator.username) return no('not-allowed', 403)
    if (method === 'DELETE') {
      const at = this.stored.findIndex(({ id }) => path.endsWith(`/${id}`))
      if (at < 0) return no('not-found', 404)
      this.stored.splice(at, 1)
      return [204, null]
    }
    const refused = this.refuses(body!)
    if (refused) return no(refused.type, refused.status)
    const same = this.stored.some(({ id }) => id === body!.id)
    if (!same) this.stored.push(body!)
    return [same ? 200 : 201, { ...body, statisticalPeriod: '2026-11', open: true }]
  }
  fetch = async (address: string, init: RequestInit = {}): Promise<Response> => {
    const path = address.replace('/api/v1', '')
    const method = init.method ?? 'GET'
    const how = this.network()
    this.asked.push(`${method} ${path}`)
    if (how === 'away') throw new TypeError('Failed to fetch')
    if (how === 'gateway') return new Response('<h1>Accept the conditions</h1>', { status: 200 })
    const [status, body] = this.answer(method, path, init.body ? JSON.parse(String(init.body)) : null)
    if (how === 'lost') throw new TypeError('Failed to fetch')
    return new Response(status === 204 ? null : JSON.stringify(body), { status })
  }
}

let server: Server
let name: string
let open: AccessQueue[]
beforeEach(async () => {
  server = new Server()
  vi.stubGlobal('fetch', server.fetch)
  name = `queue-${crypto.randomUUID()}`
  open = []
})
afterEach(() => {
  for (const queue of open) queue.close()
  vi.unstubAllGlobals()
})

/** A page of this browser: what it keeps is there for the next one. */
async function page(account = operator): Promise<AccessQueue> {
  const queue = new AccessQueue(account, { store: SealedStore.open(name) })
  open.push(queue)
  return queue
}
const until = (queue: AccessQueue, true_: (now: Queued) => boolean): Promise<Queued> =>
  vi.waitFor(
    () => {
      const now = queue.snapshot()
      if (!true_(now)) throw new Error(JSON.stringify(now))
      return now
    },
    { timeout: 10_000, interval: 5 },
  )
const empty = ({ waiting, state }: Queued) => waiting === 0 && state === 'ready'

describe('sending', () => {
  test('goes in the order of recording, and tells each access that the server holds', async () => {
    server.network = () => 'away'
    const queue = await page()
    const told: string[] = []
    queue.onStored(({ id }) => told.push(id))
    const records = Array.from({ length: 7 }, () => access())
    await queue.enqueue(records.slice(0, 3))
    for (const record of records.slice(3)) await queue.enqueue([record])
    expect((await until(queue, ({ state }) => state === 'offline')).waiting).toBe(7)
    server.network = () => 'works'
    await queue.send()
    expect(queue.snapshot()).toMatchObject({ waiting: 0, state: 'ready' })
    expect(server.stored).toEqual(records)
    expect(told).toEqual(records.map(({ id }) => id))
  })

  test('a page that ends between the sending and the answer has lost and doubled nothing', async () => {
    server.network = () => 'lost'
    const first = await page()
    const record = access()
    await first.enqueue([record])
    await until(first, ({ state }) => state === 'offline')
    expect(server.stored).toEqual([record])
    first.close()
    server.network = () => 'works'
    await until(await page(), empty)
    expect(server.stored).toEqual([record])
  })

  test('an answer that is not the server’s acknowledges nothing', async () => {
    server.network = () => 'gateway'
    const queue = await page()
    const record = access()
    expect(await queue.record(record)).toBeNull()
    expect(queue.snapshot()).toMatchObject({ waiting: 1, state: 'unavailable' })
    server.network = () => 'works'
    await queue.send()
    expect(server.stored).toEqual([record])
  })

  test('what the rules refuse is kept with its reason and lets the following pass', async () => {
    const bad = access({ residenceArea: 'closed' })
    server.refuses = ({ residenceArea }) =>
      residenceArea === 'closed' ? { type: 'invalid-request', status: 422 } : null
    const queue = await page()
    const [before, after] = [access(), access()]
    await queue.enqueue([before, bad, after])
    const { refused } = await until(queue, now => empty(now) && now.refused.length === 1)
    expect(server.stored).toEqual([before, after])
    expect(refused[0]).toMatchObject({ record: bad, why: { status: 422 } })
    queue.close()
    // It is there for the next page too; corrected in the form it takes the place of the refused one.
    const next = await page()
    await until(next, now => now.refused.length === 1)
    next.hold(refused[0]!.order)
    expect(next.snapshot().refused).toEqual([])
    const stored = await next.record({ ...bad, residenceArea: 'sud' })
    expect(stored).toMatchObject({ id: bad.id, residenceArea: 'sud' })
    next.letGo()
    expect(next.snapshot().refused).toEqual([])
  })

  test('the form is told the refusal at once and holds the access; if the form goes, it is there to review', async () => {
    server.refuses = () => ({ type: 'id-reused', status: 409 })
    const queue = await page()
    await expect(queue.record(access())).rejects.toMatchObject({ problem: { status: 409 } })
    expect(queue.snapshot()).toMatchObject({ waiting: 0, refused: [] })
    queue.letGo()
    expect(queue.snapshot().refused).toHaveLength(1)
    await queue.discard(queue.snapshot().refused[0]!.order)
    expect(queue.snapshot().refused).toEqual([])
  })

  test('a busy server is not asked again at once, and all tabs together send each access once', async () => {
    const [one, other] = [await page(), await page()]
    server.network = () => 'away'
    const records = Array.from({ length: 20 }, () => access())
    await Promise.all(records.map((record, index) => (index % 2 ? one : other).enqueue([record])))
    await until(one, ({ waiting }) => waiting === 20)
    const tries = server.asked.length
    const begun = performance.now()
    await new Promise(resolve => setTimeout(resolve, 150))
    // Each tab waits 0.75 s at least, then twice as long each time; on a busy machine 150 ms may be seconds.
    const most = Math.floor(2 * (1 + Math.log2(1 + (performance.now() - begun) / 750)))
    expect(server.asked.length - tries).toBeLessThanOrEqual(most)
    server.network = () => 'works'
    await Promise.all([one.send(), other.send()])
    await until(one, empty)
    await until(other, empty)
    expect(server.stored.map(({ id }) => id).sort()).toEqual(records.map(({ id }) => id).sort())
  })
})

describe('whose it is', () => {
  test('an ended session keeps all of it for the same account', async () => {
    const queue = await page()
    server.session = null
    await queue.enqueue([access(), access()])
    await until(queue, ({ state, waiting }) => state === 'signed-out' && waiting === 2)
    server.session = operator.username
    await queue.send({ session: true })
    expect(server.stored).toHaveLength(2)
  })

  test('another account at the same keyboard neither sees nor sends it', async () => {
    const queue = await page()
    server.session = null
    await queue.enqueue([access()])
    await until(queue, ({ state }) => state === 'signed-out')
    server.session = 'operatore-sud'
    await queue.send({ session: true })
    expect(queue.snapshot()).toMatchObject({ state: 'other-account', waiting: 1 })
    const other = await page({ username: 'operatore-sud', centre: 'porta-sud' })
    await other.send()
    expect(other.snapshot()).toMatchObject({ waiting: 0, refused: [], entries: [] })
    expect(server.stored).toEqual([])
    const store = await SealedStore.open(name)
    expect([...(await store.counts())]).toEqual([['operatore-centro', 1]])
    store.close()
  })

  test('in the store nothing can be read but order, account and form, nor moved to another', async () => {
    server.network = () => 'away'
    const queue = await page()
    const record = access()
    await queue.enqueue([record])
    queue.close()
    const db = await new Promise<IDBDatabase>(resolve => {
      const request = indexedDB.open(name)
      request.onsuccess = () => resolve(request.result)
    })
    const all = <T>(store: string) =>
      new Promise<T[]>(resolve => {
        const request = db.transaction(store).objectStore(store).getAll()
        request.onsuccess = () => resolve(request.result)
      })
    const [entry] = await all<{ order: number; form: number; iv: Uint8Array; sealed: ArrayBuffer }>('entry')
    expect(Object.keys(entry!).sort()).toEqual(['form', 'iv', 'order', 'owner', 'sealed'])
    const bytes = Buffer.from(entry!.sealed).toString('latin1') + Buffer.from(entry!.iv).toString('latin1')
    for (const told of [record.id, 'housing', 'centro', '2026', 'record']) expect(bytes).not.toContain(told)
    const [key] = await all<CryptoKey>('key')
    expect(key!.extractable).toBe(false)
    await expect(crypto.subtle.exportKey('raw', key!)).rejects.toThrow()
    // Relabelled for another account or another form it does not open, and is kept and shown.
    const writing = db.transaction('entry', 'readwrite').objectStore('entry')
    await new Promise(resolve => {
      writing.put({ ...entry!, form: 0, owner }).onsuccess = resolve
    })
    db.close()
    const { refused } = await until(await page(), now => now.refused.length === 1)
    expect(refused[0]).toMatchObject({ record: null, why: { type: '/problems/unreadable-entry' } })
  })
})

describe('taking back', () => {
  test('an access that waits is not recorded, even if the server had it and the answer was lost', async () => {
    server.network = () => 'lost'
    const queue = await page()
    const [gone, stays] = [access(), access()]
    await queue.enqueue([gone, stays])
    await until(queue, ({ state }) => state === 'offline')
    expect(server.stored).toEqual([gone])
    server.network = () => 'away'
    await queue.annul(gone)
    expect(queue.snapshot()).toMatchObject({ waiting: 1 })
    server.network = () => 'works'
    await queue.send()
    await until(queue, empty)
    expect(server.stored).toEqual([stays])
  })

  test('a group waits, goes and is taken back as one entry, each at its own address', async () => {
    server.network = () => 'away'
    const queue = await page()
    const [stays, goes] = [group(), group()]
    await queue.enqueue([stays])
    await queue.enqueue([goes, access()])
    expect((await until(queue, ({ state }) => state === 'offline')).waiting).toBe(3)
    // Nothing of it is lost with the page.
    queue.close()
    const next = await page()
    await until(next, ({ waiting }) => waiting === 3)
    await next.annul(goes)
    server.network = () => 'works'
    await next.send()
    await until(next, empty)
    expect(server.stored.map(({ id }) => id)).toEqual([stays.id, expect.any(String)])
    expect(server.stored[0]).toEqual(stays)
    const done = server.asked.filter(each => !each.endsWith('/session'))
    expect(done.slice(-3)).toEqual([
      'POST /group-activities',
      `DELETE /group-activities/${goes.id}`,
      'POST /accesses',
    ])
  })

  test('one on its way is taken back after it has arrived', async () => {
    const queue = await page()
    const record = access()
    const [, annulled] = await Promise.all([queue.enqueue([record]), queue.annul(record).catch(e => e)])
    await until(queue, empty)
    if (annulled === undefined) expect(server.stored).toEqual([])
    else expect(annulled.problem.status).toBe(404) // asked before it was there: the form offers it only afterwards
    await queue.enqueue([access()])
    await until(queue, empty)
    await queue.annul(server.stored.at(-1)!)
    expect(server.stored.some(({ id }) => id === record.id)).toBe(annulled !== undefined)
  })
})

describe('forms', () => {
  const put = async (form: number, record: unknown) => {
    const store = await SealedStore.open(name)
    await store.add(owner, form, [{ at: '2026-11-02T09:00:00Z', record }])
    store.close()
  }

  test('an access of a newer form is left alone and counted', async () => {
    await put(formVersion + 1, { ...access(), more: true })
    const queue = await page()
    await queue.enqueue([access()])
    const now = await until(queue, ({ state, waiting }) => state === 'ready' && waiting === 1)
    expect(now).toMatchObject({ newer: 1, refused: [] })
    expect(server.stored).toHaveLength(1)
  })

  test('one of an older form without a way forward is kept and shown', async () => {
    await put(0, { needs: 'none' })
    await put(0, access())
    const { refused } = await until(await page(), now => now.refused.length === 2)
    expect(refused.map(({ why }) => why.type)).toEqual(['/problems/old-form', '/problems/old-form'])
    expect(refused[1]!.record).toMatchObject({ needs: [{ domain: 'housing' }] })
    expect(server.stored).toEqual([])
  })

  test('taps queued as accesses by an older page still arrive as they were', async () => {
    const taps = [access({ lastVisit: 'unknown' }), access({ lastVisit: 'unknown' })]
    for (const tap of taps) await put(2, tap)
    const queue = await page()
    await queue.send()
    await until(queue, empty)
    expect(server.stored).toEqual(taps)
  })

  test('one resource becomes a list of one, and nothing else changes', () => {
    const need = fc.record({ domain: fc.string(), resource: fc.uuid() }, { requiredKeys: ['domain'] })
    fc.assert(
      fc.property(fc.record({ id: fc.uuid(), needs: fc.array(need) }), before => {
        const after = broughtForward(before, 1, 2) as { id: string; needs: Record<string, unknown>[] }
        expect(after).toEqual({
          ...before,
          needs: before.needs.map(({ resource, ...rest }) =>
            resource ? { ...rest, resources: [resource] } : rest,
          ),
        })
      }),
    )
  })

  test('each step is taken once and in order, and a missing one stops', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 5 }), (from, count) => {
        const steps = Array.from({ length: 14 }, (_, at) => (record: Record<string, unknown>) => ({
          path: [...(record.path as number[]), at + 1],
        }))
        expect(broughtForward({ path: [] }, from, from + count, steps)).toEqual({
          path: Array.from({ length: count }, (_, at) => from + at),
        })
        if (count > 0) expect(() => broughtForward({ path: [] }, from, from + count, [])).toThrow()
      }),
    )
  })

  test('every form before the present one has its step', () => {
    expect(migrations.length).toBeGreaterThanOrEqual(formVersion - 1)
  })
})

test('an access that took its day from a wrong clock is looked at before it goes, one of another day goes', async () => {
  // Nothing of the server has been heard in this page: what day it is, this computer alone says.
  vi.resetModules()
  const { AccessQueue: Queue } = await import('../../../web/observations/queue.ts')
  const { compareClock } = await import('../../../web/api/clock.ts')
  const { today } = await import('../../../web/observations/days.ts')
  server.network = () => 'away'
  const queue = new Queue(operator, { store: SealedStore.open(name) })
  open.push(queue as never)
  const [byClock, fromPaper] = [access({ date: today() }), access({ date: '2026-09-01' })]
  await queue.enqueue([byClock, fromPaper])
  compareClock(new Date(Date.now() + 3 * 86_400_000).toUTCString(), Date.now(), Date.now())
  server.network = () => 'works'
  await queue.send()
  expect(server.stored).toEqual([fromPaper])
  const { refused } = queue.snapshot()
  expect(refused).toMatchObject([{ record: byClock, why: { type: '/problems/wrong-clock' } }])
  // Somebody has looked at it: it goes with the day that the form says now.
  await queue.record({ ...byClock, date: today() })
  expect(server.stored.map(({ date }) => date)).toContain(today())
  compareClock(new Date().toUTCString(), Date.now(), Date.now())
  vi.resetModules()
})

test('over any network no access is lost and none is doubled', { timeout: 60_000 }, async () => {
  const event = fc.constantFrom('works', 'away', 'lost', 'gateway', 'session ends', 'page closes', 'annul')
  await fc.assert(
    fc.asyncProperty(fc.array(event, { minLength: 1, maxLength: 12 }), async events => {
      server = new Server()
      vi.stubGlobal('fetch', server.fetch)
      name = `queue-${crypto.randomUUID()}`
      let queue = await page()
      const typed: AccessRecord[] = []
      for (const what of events) {
        if (what === 'page closes') {
          queue.close()
          queue = await page()
        } else if (what === 'session ends') server.session = null
        else if (what === 'annul') {
          const last = typed.at(-1)
          if (!last || !queue.snapshot().entries.some(({ record }) => record.id === last.id)) continue
          await queue.annul(last)
          typed.pop()
        } else server.network = () => what
        typed.push(access())
        await queue.enqueue([typed.at(-1)!])
        if (what !== 'page closes') await queue.send()
      }
      server.network = () => 'works'
      server.session = operator.username
      await queue.send({ session: true })
      await until(queue, empty)
      expect(server.stored.map(({ id }) => id)).toEqual(typed.map(({ id }) => id))
      queue.close()
    }),
    { numRuns: 60 },
  )
})

test('where the browser has no safe place, accesses go straight to the server or fail aloud', async () => {
  vi.stubGlobal('indexedDB', undefined)
  const queue = await page()
  const stored: unknown[] = []
  queue.onStored(one => stored.push(one))
  await queue.enqueue([access(), access()])
  expect(server.stored).toHaveLength(2)
  expect(stored).toHaveLength(2)
  expect(queue.snapshot().state).toBe('unsupported')
  server.network = () => 'away'
  await expect(queue.record(access())).rejects.toMatchObject({ problem: { status: 0 } })
})
