/** The desk without a network, in a real browser: it opens, records, waits, sends once, and forgets at sign-out. */
import { mkdtempSync, rmSync } from 'node:fs'
import { request as ask } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page, type Route } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operations } from '../../api/app.ts'
import { ageBands, citizenships, genders, households, lastVisits } from '../../api/observations/codes.ts'
import { keptOperations } from '../../web/offline/kept.ts'
import { barriers } from '../support/barriers.ts'
import { launch, withClock } from '../support/browser.ts'
import { chromiumPath } from '../support/chromium.mjs'
import { onFreePort } from '../support/free-port.ts'

const url = process.env.PRODUCT_URL!
const settings = { viewport: { width: 1440, height: 900 }, locale: 'it-IT', timezoneId: 'Europe/Rome' }
let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser?.close())

const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Rome' })
const session = (context: BrowserContext, username: string, at = url) =>
  context.request.post(`${at}/api/v1/session`, {
    data: { username, password: 'distretto-demo' },
    headers: { origin: at },
  })
const ended = (context: BrowserContext) =>
  context.request.delete(`${url}/api/v1/session`, { headers: { origin: url } })
const json = async (context: BrowserContext, path: string) => (await context.request.get(url + path)).json()
/** Newest first, as the server recorded them. */
const recorded = async (context: BrowserContext): Promise<Record<string, string>[]> =>
  (await json(context, `/api/v1/accesses?from=${today}&limit=500`)).accesses

const recordedGroups = async (
  context: BrowserContext,
): Promise<{ id: string; participants: { ageBand: string; count: number }[] }[]> =>
  (await json(context, `/api/v1/group-activities?from=${today}&limit=500`)).groupActivities

/** One visit to the desk, until what it needs without a network is kept. */
async function visitDesk(context: BrowserContext, username: string, at = url): Promise<Page> {
  await session(context, username, at)
  const page = await context.newPage()
  await page.goto(`${at}/registra`)
  await deskOf(page)
  await kept(page, at)
  return page
}
const deskOf = (page: Page) => page.getByRole('form', { name: 'Nuovo accesso' }).waitFor()
const kept = (page: Page, at = url) =>
  expect
    .poll(
      () =>
        page.evaluate(async () => {
          const held = await (await caches.open('kept')).keys()
          return [...(navigator.serviceWorker.controller ? ['worker'] : []), ...held.map(each => each.url)]
        }),
      { timeout: 60_000 },
    )
    .toEqual(
      expect.arrayContaining([
        'worker',
        ...['/kept-page', '/api/v1/resources', '/api/v1/centres'].map(path => at + path),
        expect.stringMatching(/\/releases\/\d{4}-Q\d\?hash=[0-9a-f]{64}$/),
      ]),
    )
const keys = (area: string) => [
  area,
  '1',
  '3',
  '1',
  '1',
  '4',
  'A',
  'N',
  'a',
  'f',
  'f',
  'Enter',
  '2',
  'Control+Enter',
]
const type = async (page: Page, ...each: string[]) => {
  for (const key of each) await page.keyboard.press(key)
}
/** The form has taken the access: everything is empty again. */
const cleared = (page: Page) =>
  page.waitForFunction(() => document.querySelector('form input:checked') === null)
const badge = (page: Page, text: string) => page.getByRole('button', { name: text, exact: true })
const idle = (page: Page) =>
  badge(page, '1 in attesa').or(page.locator('.waiting-badge')).waitFor({ state: 'detached' })

describe('after one visit', () => {
  test('it can be installed: a manifest that holds, icons of their size, a worker over the whole site', async () => {
    const context = await browser.newContext(settings)
    const page = await visitDesk(context, 'operatore-centro')
    const cdp = await context.newCDPSession(page)
    const { errors, data } = await cdp.send('Page.getAppManifest')
    expect(errors).toEqual([])
    const manifest = JSON.parse(data!)
    expect(manifest).toMatchObject({ lang: 'it', start_url: '/', display: 'standalone' })
    const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors')
    // A window without a profile of its own installs nothing, whatever the page.
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([])
    for (const { src, sizes } of manifest.icons) {
      const png = await (await context.request.get(url + src)).body()
      expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, src).toBe(sizes)
    }
    expect(manifest.icons.some(({ purpose }: { purpose?: string }) => purpose === 'maskable')).toBe(true)
    const worker = await context.request.get(`${url}/sw.js`)
    expect(worker.headers()).toMatchObject({
      'cache-control': 'no-cache',
      'content-type': expect.stringContaining('javascript'),
    })
    expect((await context.request.get(`${url}/manifest.webmanifest`)).headers()['content-type']).toContain(
      'application/manifest+json',
    )
    expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).scope.endsWith('/'))).toBe(
      true,
    )
    await context.close()
  })

  test('the desk, the census and the last release open with the network off, and say of when they are', async () => {
    const context = await browser.newContext(settings)
    const page = await visitDesk(context, 'operatore-centro')
    await context.setOffline(true)
    await page.goto(`${url}/registra`)
    await deskOf(page)
    await page.getByText(/^Senza rete: dati del /).waitFor()
    // The resources that answer a need come from the census that was kept whole.
    await type(page, ...keys('2').slice(0, -2))
    await page.keyboard.press('ArrowRight')
    const found = page.locator('.picker-count')
    await found.waitFor()
    expect(Number((await found.textContent())!.match(/su (\d+)/)![1])).toBeGreaterThan(2)
    await page.goto(`${url}/esplora`)
    await page
      .getByRole('table', { name: 'Bisogni per area, la mappa come tabella' })
      .waitFor({ state: 'attached' })
    await page.goto(`${url}/risorse`)
    await page.getByRole('heading', { name: 'Risorse' }).first().waitFor()
    await page.goto(`${url}/indicatori?area=sud`)
    await page.getByRole('heading', { name: /Sud/ }).first().waitFor()
    // What is personal is not kept: the screen opens and says so.
    await page.goto(`${url}/dossier`)
    await page.getByText('Le viste salvate non si sono caricate.').waitFor()
    await context.close()
  })

  test('nothing but what is published and the census is ever answered without the server', async () => {
    const context = await browser.newContext(settings)
    const page = await visitDesk(context, 'operatore-nordest')
    const { accesses } = await json(context, '/api/v1/accesses?limit=1')
    const { releases } = await json(context, '/api/v1/releases')
    const { features } = await json(context, '/api/v1/resources')
    const given: Record<string, string> = {
      access: accesses[0].id,
      release: releases[0].id,
      resource: features[0].id,
      project: crypto.randomUUID(),
      batch: crypto.randomUUID(),
      period: today.slice(0, 7),
      day: today,
    }
    const reading = operations.filter(({ method }) => method === 'get')
    const paths = reading.map(({ id, path }) => ({
      id,
      path: `/api/v1${path.replace(/\{(\w+)\}/g, (_all, name: string) => {
        expect(given, `a value for {${name}} of ${id}`).toHaveProperty(name)
        return given[name]!
      })}`,
    }))
    const answered = (wanted: typeof paths) =>
      page.evaluate(
        async list =>
          (
            await Promise.all(
              list.map(({ id, path }) =>
                fetch(path).then(
                  () => id,
                  () => '',
                ),
              ),
            )
          ).filter(id => id !== ''),
        wanted,
      )
    expect((await answered(paths)).sort()).toEqual(reading.map(({ id }) => id).sort())
    await context.setOffline(true)
    expect((await answered(paths)).sort()).toEqual([...keptOperations].sort())
    await context.close()
  })

  test('signing out deletes everything kept, and another account never meets it', async () => {
    const context = await browser.newContext(settings)
    const page = await visitDesk(context, 'operatore-centro')
    await page.getByRole('button', { name: /^Account:/ }).click()
    await page.getByRole('button', { name: 'Esci' }).click()
    await page.getByLabel('Password').waitFor()
    const held = () =>
      page.evaluate(async () => {
        const names = await caches.keys()
        const all = await Promise.all(
          names.map(async name => (await (await caches.open(name)).keys()).map(each => each.url)),
        )
        return all.flat().filter(each => !/\/assets\//.test(each))
      })
    expect(await held()).toEqual([])
    // Another one signs in at the same browser: what is kept is theirs.
    await page.getByRole('button', { name: /Entra come Partner/ }).click()
    await page.getByRole('link', { name: 'Indicatori' }).waitFor()
    await kept(page)
    await context.setOffline(true)
    await page.goto(`${url}/indicatori`)
    await page.getByText(/^Senza rete: dati del /).waitFor()
    expect(await page.getByRole('link', { name: 'Registra' }).count()).toBe(0)
    await context.close()
  })
})

describe('accesses recorded without a network', () => {
  test('wait through a closed tab and a restart of the browser, and go in order when it is back', async () => {
    const profile = mkdtempSync(join(tmpdir(), 'observatory-profile-'))
    const start = async () =>
      withClock(
        await chromium.launchPersistentContext(profile, {
          executablePath: chromiumPath!,
          chromiumSandbox: false,
          ...settings,
        }),
      )
    let context = await start()
    const page = await visitDesk(context, 'operatore-centro')
    const before = await recorded(context)
    const cookies = await context.cookies()
    await context.setOffline(true)
    for (const area of ['1', '3']) {
      await type(page, ...keys(area))
      await cleared(page)
      await page.getByText(/^In attesa di rete: Nord/).waitFor()
    }
    await badge(page, '2 in attesa').waitFor()
    await page.close()
    await context.close()

    context = await start()
    await context.addCookies(cookies)
    await context.setOffline(true)
    const next = await context.newPage()
    await next.goto(`${url}/registra`)
    await deskOf(next)
    await badge(next, '2 in attesa').waitFor()
    await type(next, ...keys('4'))
    await cleared(next)
    await badge(next, '3 in attesa').click()
    const waiting = next.getByRole('dialog', { name: 'Accessi in attesa' })
    await waiting.getByText('Casa · Nord Est').waitFor()
    await next.keyboard.press('Escape')
    await waiting.waitFor({ state: 'detached' }) // keys typed while it closes are still its own
    // Taken back while it waits: it never reaches the server.
    await type(next, 'n', ...keys('2'))
    await badge(next, '4 in attesa').waitFor()
    await type(next, 'Control+z')
    await badge(next, '3 in attesa').waitFor()
    await context.setOffline(false)
    await next.locator('.waiting-badge').waitFor({ state: 'detached' })
    const after = await recorded(context)
    expect(after.slice(0, after.length - before.length).map(({ residenceArea }) => residenceArea)).toEqual([
      'sud',
      'nord-est',
      'nord-ovest',
    ])
    await context.close()
    rmSync(profile, { recursive: true, force: true })
  })

  test('wait through an ended session, for the same account alone', async () => {
    const context = await browser.newContext(settings)
    const page = await visitDesk(context, 'operatore-nordovest')
    const before = (await recorded(context)).length
    await ended(context)
    await type(page, ...keys('1'))
    const password = page.getByLabel(/^Password/)
    await password.waitFor()
    await page.keyboard.press('Escape')
    await badge(page, '1 in attesa').waitFor()
    await page.close()

    // The door says for whom; another account enters, and neither sees nor sends it.
    const door = await context.newPage()
    await door.goto(`${url}/registra`)
    await door.getByText('Un accesso in attesa: entra come operatore-nordovest per inviarlo.').waitFor()
    await session(context, 'operatore-sud')
    await door.goto(`${url}/registra`)
    await deskOf(door)
    const others = (await recorded(context)).length
    await door.waitForTimeout(1000)
    expect(await door.locator('.waiting-badge').count()).toBe(0)
    expect((await recorded(context)).length).toBe(others)

    await session(context, 'operatore-nordovest')
    await door.goto(`${url}/esplora`)
    await expect.poll(async () => (await recorded(context)).length).toBe(before + 1)
    await idle(door)
    await context.close()
  })

  test('refused later by the rules, or of another form: kept, shown with the reason, corrected or dropped', async () => {
    const context = await browser.newContext(settings)
    const page = await visitDesk(context, 'operatore-nordovest')
    await type(page, ...keys('1'))
    await page.getByText(/^Registrato/).waitFor() // the key of this browser is made with the first one
    const [{ statisticalPeriod: _period, open: _open, ...model }] = (await recorded(context)) as [
      Record<string, string>,
    ]
    const before = (await recorded(context)).length
    const access = (change: object) => ({ ...model, id: crypto.randomUUID(), ...change })
    await putSealed(page, 1, access({ date: '2014-03-04' }))
    await putSealed(page, 0, access({ residenceArea: 'sud' }))
    await putSealed(page, 1, access({ residenceArea: 'centro' }))
    await putSealed(page, 99, { answers: 'of another time' })
    await page.goto(`${url}/esplora`)
    const said = badge(page, '1 in attesa · 2 da rivedere')
    await said.waitFor()
    expect((await recorded(context)).length, 'what follows a refused one goes').toBe(before + 1)
    await said.click()
    const panel = page.getByRole('dialog', { name: 'Accessi in attesa' })
    await panel.getByText(/versione più nuova/).waitFor()
    await panel.getByText(/Il mese è chiuso da troppo tempo/).waitFor()
    await panel.getByText(/versione precedente del modulo/).waitFor()
    expect(await barriers(page)).toEqual([])
    await panel.getByRole('button', { name: 'Scarta: Casa · Sud' }).click()
    await panel.getByRole('button', { name: 'Tienilo' }).click()
    await panel.getByRole('button', { name: 'Scarta: Casa · Sud' }).click()
    await panel.getByRole('button', { name: 'Scarta', exact: true }).click()
    await panel.getByRole('button', { name: 'Correggi: Casa · Nord Ovest' }).click()
    await page.getByRole('form', { name: 'Correggi l’accesso' }).waitFor()
    await page
      .locator('#date')
      .getByText(/Il mese è chiuso da troppo tempo/)
      .waitFor()
    await page.locator('#date input').fill(today)
    await page.keyboard.press('Control+Enter')
    await page.getByRole('form', { name: 'Nuovo accesso' }).waitFor()
    await expect.poll(async () => (await recorded(context)).length).toBe(before + 2)
    await badge(page, '1 in attesa').waitFor()
    await context.close()
  })
})

/** Seals an entry in the browser's store as a page of another time would have done. */
const putSealed = (page: Page, form: number, record: unknown) =>
  page.evaluate(
    async ([form, record]) => {
      const answer = <T>(request: IDBRequest<T>) =>
        new Promise<T>((resolve, reject) => {
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => reject(request.error)
        })
      const db = await answer(indexedDB.open('queue'))
      const keys = () => db.transaction('key').objectStore('key')
      const [owner] = await answer(keys().getAllKeys())
      const key = await answer<CryptoKey>(keys().get(owner!))
      const counter = db.transaction('counter', 'readwrite').objectStore('counter')
      const order = (await answer<number>(counter.get('order'))) + 1
      await answer(counter.put(order, 'order'))
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
      const sealed = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv, additionalData: bytes([order, owner, form]) },
        key,
        bytes({ at: new Date().toISOString(), record }),
      )
      await answer(
        db.transaction('entry', 'readwrite').objectStore('entry').add({ order, owner, form, iv, sealed }),
      )
      db.close()
    },
    [form, record] as const,
  )

/** A gateway in front of the product that can be away, or bring a new version of the worker. */
async function gateway() {
  const how = { away: false, version: '' }
  const { url: at, stop } = await onFreePort((asked, answer) => {
    if (how.away) return asked.socket.destroy()
    const worker = asked.url === '/sw.js'
    const { 'accept-encoding': encoding, 'if-none-match': known, ...others } = asked.headers
    const headers = worker
      ? others // the text itself, to be written on
      : {
          ...others,
          ...(encoding && { 'accept-encoding': encoding }),
          ...(known && { 'if-none-match': known }),
        }
    const passed = ask(url + asked.url, { method: asked.method!, headers }, said => {
      const { 'content-length': _length, ...others } = said.headers
      answer.writeHead(said.statusCode!, worker ? others : said.headers)
      said.pipe(answer, { end: !worker })
      if (worker) said.on('end', () => answer.end(how.version))
    })
    asked.pipe(passed)
  })
  return {
    how,
    at,
    close: stop,
  }
}

describe('when the server itself is away, or comes back newer', () => {
  test('the desk opens and records, and a page kept longer than a session is only the door', async () => {
    const { how, at, close } = await gateway()
    const context = await browser.newContext(settings)
    const page = await visitDesk(context, 'operatore-nordest', at)
    const before = (await recorded(context)).length
    how.away = true
    await page.goto(`${at}/registra`)
    await deskOf(page)
    await page.getByText(/^Senza rete: dati del /).waitFor()
    await type(page, ...keys('3'))
    await badge(page, '1 in attesa').waitFor()
    const age = (hours: number) =>
      page.evaluate(async ms => {
        const cache = await caches.open('kept')
        const kept = await (await cache.match('/kept-page'))!.json()
        // The worker has the machine's clock, not that of the tests.
        const machine = performance.timeOrigin + performance.now()
        await cache.put('/kept-page', Response.json({ ...kept, at: machine - ms }))
      }, hours * 3_600_000)
    await age(11.9)
    await page.reload()
    await deskOf(page)
    await age(12.1)
    await page.reload()
    await page.getByText('Un accesso in attesa: entra come operatore-nordest per inviarlo.').waitFor()
    expect(
      await page.evaluate(async () =>
        (await (await caches.open('kept')).keys()).map(each => new URL(each.url).pathname),
      ),
    ).toEqual(['/kept-page'])
    how.away = false
    await page.goto(`${at}/registra`)
    await expect.poll(async () => (await recorded(context)).length).toBe(before + 1)
    await context.close()
    close()
  })

  test('a new version waits for the person, and nothing half written is lost to it', async () => {
    const { how, at, close } = await gateway()
    const context = await browser.newContext(settings)
    const page = await visitDesk(context, 'operatore-nordest', at)
    await page.evaluate(() => Object.assign(window, { before: true }))
    const same = () => page.evaluate(() => 'before' in window)
    const [answers, last] = [keys('2').slice(0, -1), keys('2').at(-1)!]
    await type(page, ...answers)
    how.version = '\n// the next version\n'
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update())
    const update = page.getByRole('button', { name: 'Aggiorna' })
    await update.click()
    await page.getByText('Finisci prima quello che stai scrivendo: aggiornando andrebbe perso').waitFor()
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(9)
    await page.locator('#record').focus()
    await type(page, last)
    await page.getByText(/^Registrato/).waitFor()
    await page.locator('[data-unfinished]').waitFor({ state: 'detached' })
    expect(await same()).toBe(true)
    await update.click()
    const words = () => page.locator('.offline-said').innerText()
    await expect.poll(async () => ((await same()) ? words() : 'a new page')).toBe('a new page')
    await deskOf(page)
    expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting)).toBeNull()
    await context.close()
    close()
  })
})

/** The newest entry that is sealed in the browser; 0 when nothing waits. */
const lastOrder = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const answer = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(request.error)
      })
    const db = await answer(indexedDB.open('queue'))
    const keys = await answer(db.transaction('entry').objectStore('entry').getAllKeys())
    db.close()
    return Math.max(0, ...keys.map(Number))
  })

/** What happens to one sending; `lost`: the server stores it and its answer does not arrive. */
type Network = 'works' | 'away' | 'lost' | 'unavailable'
/** `off`: the browser knows that there is no network; `ends`: the page goes while the record is on its way. */
type Circumstance = { network: Network; off?: true; ends?: true }
const circumstances: readonly Circumstance[] = [
  { network: 'lost' },
  { network: 'works', ends: true },
  { network: 'unavailable' },
  { network: 'lost', ends: true },
  { network: 'away' },
  { network: 'works', off: true },
  { network: 'lost' },
  { network: 'away', ends: true },
  { network: 'works' },
  { network: 'lost', off: true, ends: true },
]

// The queue alone is tried over any network in tests/web/observations; here are the page, its keys and its reloads.
test('a network that comes and goes, under a page that does too: nothing is lost and nothing doubled', async () => {
  const context = await browser.newContext({
    ...settings,
    viewport: { width: 800, height: 500 },
    reducedMotion: 'reduce',
  })
  const page = await visitDesk(context, 'operatore-sud')
  const before = new Set((await recorded(context)).map(({ id }) => id))
  const groupsBefore = new Set((await recordedGroups(context)).map(({ id }) => id))
  let network: Network = 'works'
  const counted = { works: 0, away: 0, lost: 0, unavailable: 0 }
  let asked = () => {}
  /** What is on its way when the page ends stays there until it has. */
  let pageEnds: Promise<unknown> | undefined
  await context.route(/\/api\/v1\/(accesses|group-activities)$/, async (route: Route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    asked()
    counted[network] += 1
    const now = network
    if (now === 'lost') await route.fetch()
    await pageEnds
    const answered =
      now === 'lost'
        ? route.abort('connectionreset')
        : now === 'away'
          ? route.abort('internetdisconnected')
          : now === 'unavailable'
            ? route.fulfill({
                status: 503,
                contentType: 'application/problem+json',
                body: JSON.stringify({ type: '/problems/unavailable', title: 'unavailable', status: 503 }),
              })
            : route.continue()
    await answered.catch(() => {}) // of a page that has ended
  })
  const typed: string[] = []
  const spelled = (access: Record<string, string>) =>
    [
      access.residenceArea,
      access.lastVisit,
      access.ageBand,
      access.gender,
      access.citizenship,
      access.household,
    ].join(' ')
  async function send(
    { network: now, off, ends }: Circumstance,
    keys: readonly string[],
    done: () => Promise<unknown>,
    opened: () => Promise<unknown>,
  ) {
    network = now
    if (off) await context.setOffline(true)
    const last = ends && (await lastOrder(page))
    let hasEnded = () => {}
    pageEnds = ends
      ? new Promise<void>(resolve => {
          hasEnded = resolve
        })
      : undefined
    const onItsWay = new Promise<void>(resolve => {
      asked = resolve
    })
    await type(page, ...keys)
    if (ends) {
      await expect.poll(() => lastOrder(page)).toBeGreaterThan(last!)
      await page.reload()
      hasEnded()
      await opened()
    } else await done()
    if (!off && !ends) await onItsWay
    if (off) await context.setOffline(false)
  }

  const areas = ['nord-ovest', 'centro', 'nord-est', 'sud']
  const answers = [
    areas,
    lastVisits.slice(0, 4),
    ageBands.slice(0, 5),
    genders,
    citizenships.slice(0, 3),
    households.slice(0, 6),
  ]
  for (const [run, circumstance] of circumstances.entries()) {
    const chosen = answers.map((list, at) => (run + at) % list.length)
    typed.push(chosen.map((index, at) => answers[at]![index]).join(' '))
    const keys = [...chosen.map(index => String(index + 1)), 'N', 'N', 'a', 'f', 'f', 'Enter', '2']
    await send(
      circumstance,
      [...keys, 'Control+Enter'],
      () => cleared(page),
      () => deskOf(page),
    )
  }

  // Groups then, each of which leaves as a whole, is lost and sent again.
  await page.goto(`${url}/registra/gruppo`)
  await page.getByRole('radio', { name: 'Nord Est' }).check()
  const groups: string[] = []
  const nobody = () => page.getByText('Ancora nessuno.').waitFor()
  const groupOf = () =>
    page.waitForFunction(() =>
      document
        .querySelector('#tally-area input:checked')
        ?.closest('label')
        ?.textContent?.includes('Nord Est'),
    )
  for (const [run, circumstance] of [...circumstances, ...circumstances].entries()) {
    const people = Array.from({ length: 1 + (run % 4) }, (_, at) => (Math.floor(run / 4) + at) % 5)
    groups.push(
      people
        .map(index => ageBands[index])
        .sort()
        .join(' '),
    )
    await send(circumstance, [...people.map(index => String(index + 1)), 'Control+Enter'], nobody, groupOf)
  }
  network = 'works'
  await page.reload()
  const arrived = async () =>
    (await recorded(context))
      .filter(({ id }) => !before.has(id!))
      .map(spelled)
      .reverse()
  const arrivedGroups = async () =>
    (await recordedGroups(context))
      .filter(({ id }) => !groupsBefore.has(id))
      .map(({ participants }) =>
        participants
          .flatMap(({ ageBand, count }) => Array.from({ length: count }, () => ageBand))
          .sort()
          .join(' '),
      )
      .reverse()
  const waiting = () => page.locator('.waiting-badge').allTextContents()
  await expect
    .poll(
      async () => ({
        arrived: (await arrived()).length,
        groups: (await arrivedGroups()).length,
        waiting: await waiting(),
      }),
      { timeout: 120_000, interval: 1000 },
    )
    .toEqual({ arrived: typed.length, groups: groups.length, waiting: [] })
  expect(await arrived()).toEqual(typed)
  expect(await arrivedGroups()).toEqual(groups)
  // A network that is never met proves nothing.
  for (const [each, times] of Object.entries(counted)) expect(times, each).toBeGreaterThan(1)
  await context.close()
}, 300_000)
