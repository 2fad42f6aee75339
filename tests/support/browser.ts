/** A real browser for tests: Debian's Chromium through playwright-core, counting every request that leaves home. */
import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

export const chromiumPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
)

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath!, chromiumSandbox: false })

export const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 360, height: 740 } } as const

export type Visit = { context: BrowserContext; page: Page; foreign: string[]; errors: string[] }

/** A new browser profile on a page, with a list of requests to other hosts and of errors in the console. */
export async function visit(
  browser: Browser,
  url: string,
  size: keyof typeof sizes = 'desk',
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: sizes[size],
    locale: 'it-IT',
    timezoneId: 'Europe/Rome',
    reducedMotion: 'reduce',
    ...(size === 'phone' ? { hasTouch: true, isMobile: true, deviceScaleFactor: 2 } : {}),
  })
  context.setDefaultTimeout(60_000) // other tests run beside these, on as few as two cores
  const page = await context.newPage()
  const foreign: string[] = []
  const errors: string[] = []
  const home = new URL(url).host
  page.on('request', request => {
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
  await page.goto(url)
  return { context, page, foreign, errors }
}

/** Signs in as a demonstration account through the API, in the page's own cookie jar. */
export async function signIn({ page }: Visit, username: string): Promise<void> {
  const { origin } = new URL(page.url())
  const reply = await page.request.post(`${origin}/api/v1/session`, {
    data: { username, password: 'distretto-demo' },
    headers: { origin },
  })
  if (!reply.ok()) throw new Error(await reply.text())
}
