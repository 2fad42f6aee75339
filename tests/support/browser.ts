/** A real browser for tests: Debian's Chromium through playwright-core, noting every request that leaves home. */
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type LaunchOptions,
  type Page,
  type Request,
} from 'playwright-core'
import { chromiumPath } from './chromium.mjs'
import { moveDate } from './move-date.mjs'

/** A browser whose pages have this process's clock; its service workers, like its cookies, keep the machine's. */
export async function launch(options: LaunchOptions = {}): Promise<Browser> {
  const browser = await chromium.launch({ executablePath: chromiumPath!, chromiumSandbox: false, ...options })
  const open = browser.newContext.bind(browser)
  browser.newContext = async settings => withClock(await open(settings))
  return browser
}

/** The same for a context that was opened with its browser. */
export async function withClock(context: BrowserContext): Promise<BrowserContext> {
  const { testClock = 0 } = globalThis as { testClock?: number }
  await context.addInitScript(moveDate, testClock)
  return context
}

/** Without WebGL the product draws its maps itself: the same work for a third of the time, where no test is of the map. */
export const withoutWebgl: LaunchOptions = { args: ['--disable-gpu', '--disable-3d-apis', '--disable-webgl'] }

export const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 360, height: 740 } } as const

export type Visit = {
  context: BrowserContext
  page: Page
  foreign: string[]
  errors: string[]
  /** Waits until no request has been on its way for a moment. */
  rest(): Promise<void>
}

const profile = (browser: Browser, size: keyof typeof sizes, more: BrowserContextOptions = {}) =>
  browser.newContext({
    viewport: sizes[size],
    locale: 'it-IT',
    timezoneId: 'Europe/Rome',
    reducedMotion: 'reduce',
    ...(size === 'phone' ? { hasTouch: true, isMobile: true } : {}),
    ...more,
  })

/** A new page that is listened to. */
async function newPage(context: BrowserContext, home: string): Promise<Visit> {
  context.setDefaultTimeout(60_000) // other tests run beside these, on as few as two cores
  const page = await context.newPage()
  const foreign: string[] = []
  const errors: string[] = []
  const onTheirWay = new Set<Request>()
  const ended = (request: Request) => onTheirWay.delete(request)
  page.on('requestfinished', ended).on('requestfailed', ended)
  page.on('request', request => {
    // What a page asked that is left now may never be said to have ended.
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) onTheirWay.clear()
    onTheirWay.add(request)
    const { protocol, host } = new URL(request.url())
    if (protocol.startsWith('http') && host !== home) foreign.push(request.url())
  })
  page.on('pageerror', error => errors.push(String(error)))
  page.on('console', message => {
    // A page of plain JSON, such as /status, cannot name its icon, so the browser looks for one.
    const { url: where } = message.location()
    if (message.type() === 'error' && !where.endsWith('/favicon.ico'))
      errors.push(`${message.text()} ${where}`)
  })
  async function rest() {
    const step = 50
    let quiet = 0
    for (let steps = 0; quiet < 300; steps++) {
      if (steps * step > 120_000)
        throw new Error(`On their way for two minutes: ${[...onTheirWay].map(one => one.url()).join(' ')}`)
      await new Promise(resolve => setTimeout(resolve, step))
      quiet = onTheirWay.size > 0 ? 0 : quiet + step
    }
  }
  return { context, page, foreign, errors, rest }
}

/** A new browser profile on a page, with a list of requests to other hosts and of errors in the console. */
export async function visit(
  browser: Browser,
  url: string,
  size: keyof typeof sizes = 'desk',
): Promise<Visit> {
  const opened = await newPage(await profile(browser, size), new URL(url).host)
  await opened.page.goto(url)
  return opened
}

/** Signs in as a demonstration account through the API, in the page's own cookie jar. */
export async function signIn(
  { page }: Pick<Visit, 'page'>,
  username: string,
  home = page.url(),
): Promise<void> {
  const { origin } = new URL(home)
  const reply = await page.request.post(`${origin}/api/v1/session`, {
    data: { username, password: 'distretto-demo' },
    headers: { origin },
  })
  if (!reply.ok()) throw new Error(await reply.text())
}

export type Profiles = {
  browser: Browser
  /** A new page of the account, not yet anywhere; close the page, not its context. */
  page(username: string, size?: keyof typeof sizes): Promise<Visit>
  /** The same, at this path and at rest. */
  open(username: string, path: string, size?: keyof typeof sizes): Promise<Visit>
  /** One page of the account, gone to this path as its own links go, so that nothing is loaded anew; at rest. */
  walk(username: string, path: string, size?: keyof typeof sizes): Promise<Visit>
  close(): Promise<void>
}

/**
 * One browser with one profile for each account and size, so that a file signs in and fetches the scripts once. What a
 * page has stored is gone when the next one opens; nothing works offline here, so that every request can be routed.
 */
export async function profiles(url: string, options: LaunchOptions = {}): Promise<Profiles> {
  const browser = await launch(options)
  const contexts = new Map<string, BrowserContext>()
  async function page(username: string, size: keyof typeof sizes = 'desk') {
    const of = `${username} ${size}`
    const known = contexts.get(of)
    const context = known ?? (await profile(browser, size, { serviceWorkers: 'block' }))
    contexts.set(of, context)
    const opened = await newPage(context, new URL(url).host)
    if (known) {
      const session = await context.newCDPSession(opened.page)
      const storageTypes = 'local_storage,indexeddb'
      await session.send('Storage.clearDataForOrigin', { origin: new URL(url).origin, storageTypes })
      await session.detach()
    } else await signIn(opened, username, url)
    return opened
  }
  async function open(username: string, path: string, size?: keyof typeof sizes) {
    const opened = await page(username, size)
    await opened.page.goto(url + path, { waitUntil: 'networkidle' })
    return opened
  }
  const walked = new Map<string, Visit>()
  return {
    browser,
    page,
    open,
    async walk(username, path, size = 'desk') {
      const of = `${username} ${size}`
      const before = walked.get(of)
      const visit = before ?? (await open(username, path, size))
      walked.set(of, visit)
      if (before) {
        visit.errors.length = 0
        visit.foreign.length = 0
        await goTo(visit.page, path)
        await visit.rest()
      }
      return visit
    },
    close: () => browser.close(),
  }
}

/** Goes to an address as the page's own links do: the product is loaded already. */
export const goTo = (page: Page, path: string): Promise<void> =>
  page.evaluate(to => {
    history.pushState(null, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }, path)

/** The map stands still and its vertices can be dragged: the drawing library comes with the first drawing. */
export async function drawable(page: Page): Promise<void> {
  await page.locator('.outline-drawing').waitFor({ state: 'detached' })
  await page.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => /\/draw-[^/]+\.js$/.test(name)),
  )
  // It listens in the frame after the one in which it was read.
  await page.evaluate(
    () => new Promise<void>(done => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  )
}
