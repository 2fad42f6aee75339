/**
 * `npm run pictures`: draws the pictures of README from the built product and a new demonstration. With the address
 * of a demonstration that runs (`npm run pictures -- http://127.0.0.1:3000`) it starts none.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import type { Resource } from '../api/resources/contract.ts'
import { launch, signIn, sizes, visit } from './support/browser.ts'
import { startServer } from './support/product.ts'

type Drawn = {
  file: string
  username: string
  path: string | ((page: Page) => Promise<string>)
  size: keyof typeof sizes
  /** What must be there before it is looked at. */
  ready: (page: Page) => Promise<unknown>
  /** What is shown: a part of the page, else the window. */
  part?: (page: Page) => ReturnType<Page['locator']>
}

const map = (page: Page) => page.locator('.map-canvas canvas').waitFor()

/** The id of the resource of the centre that was verified last, of those that tell their hours and their places. */
async function toldBest(page: Page): Promise<string> {
  const reply = await page.request.get(`${new URL(page.url()).origin}/api/v1/resources`)
  const { features }: { features: Resource[] } = await reply.json()
  const told = features
    .map(({ properties }) => properties)
    .filter(({ area, openingHours, capacity }) => area === 'centro' && openingHours && capacity)
    .sort((a, b) => (b.verifiedOn ?? '').localeCompare(a.verifiedOn ?? ''))
  if (!told[0]) throw new Error('no resource of the centre tells its hours and places')
  return told[0].id
}

const pictures: readonly Drawn[] = [
  {
    file: 'gap',
    username: 'coordinamento',
    path: '/esplora',
    size: 'desk',
    ready: async page => {
      await map(page)
      await page.locator('.gap-list li').nth(3).waitFor()
    },
  },
  {
    file: 'phone',
    username: 'operatore-sud',
    path: '/esplora?bisogno=housing',
    size: 'phone',
    ready: map,
  },
  {
    file: 'profile',
    username: 'partner',
    path: '/indicatori?area=nord-ovest',
    size: 'desk',
    ready: page => page.getByRole('heading', { name: /Nord Ovest/ }).waitFor(),
  },
  {
    file: 'recording',
    username: 'operatore-centro',
    path: '/registra',
    size: 'desk',
    ready: async page => {
      await page.getByRole('form', { name: 'Nuovo accesso' }).waitFor()
      await page.keyboard.press('1')
      await page.keyboard.press('1')
    },
  },
  {
    file: 'resources',
    username: 'operatore-centro',
    path: async page => `/risorse?scelta=resource:${await toldBest(page)}`,
    size: 'desk',
    ready: async page => {
      await map(page)
      await page.getByRole('table', { name: 'Orari della settimana' }).waitFor()
    },
  },
  {
    file: 'lottery',
    username: 'partner',
    path: '/metodo',
    size: 'desk',
    ready: async page => {
      await page.locator('.lottery-law').waitFor()
      await page.locator('.lottery-acts').getByRole('button').first().click()
    },
    part: page => page.locator('.card', { has: page.locator('.lottery') }),
  },
]

const folder = join(import.meta.dirname, 'pictures')
const wait = 60_000
/** Of the webp, 0–100: text stays sharp and all of them weigh less than a photograph. */
const quality = 82

/** Chromium’s own encoder of webp, which playwright does not offer. */
async function shoot(page: Page, of: Drawn): Promise<Buffer> {
  const box = of.part ? await of.part(page).boundingBox() : { x: 0, y: 0, ...sizes[of.size] }
  if (!box) throw new Error(`${of.file}: what it shows is not there`)
  const scroll = await page.evaluate(() => ({ x: window.scrollX, y: window.scrollY }))
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality,
    captureBeyondViewport: of.part !== undefined,
    clip: { ...box, x: box.x + scroll.x, y: box.y + scroll.y, scale: of.size === 'phone' ? 2 : 1 },
  })
  return Buffer.from(data, 'base64')
}

async function draw(url: string): Promise<void> {
  const browser = await launch()
  mkdirSync(folder, { recursive: true })
  const asked = process.argv.slice(2)
  let total = 0
  for (const picture of pictures) {
    if (asked.length > 1 && !asked.includes(picture.file)) continue
    const opened = await visit(browser, `${url}/status`, picture.size)
    const { page, context } = opened
    page.setDefaultTimeout(wait)
    await signIn(opened, picture.username)
    const path = typeof picture.path === 'string' ? picture.path : await picture.path(page)
    await page.goto(url + path, { waitUntil: 'networkidle', timeout: wait })
    await picture.ready(page)
    await page.waitForLoadState('networkidle')
    await page.evaluate(() => document.fonts.ready)
    await page.locator('.skeleton').first().waitFor({ state: 'detached' })
    await page.waitForTimeout(2500) // the map’s last frames
    const file = join(folder, `${picture.file}.webp`)
    writeFileSync(file, await shoot(page, picture))
    const { size } = statSync(file)
    total += size
    console.log(`${file} ${Math.round(size / 1000)} kB`)
    await context.close()
  }
  console.log(`together ${Math.round(total / 1000)} kB`)
  await browser.close()
}

const running = process.argv[2]
if (running) await draw(running)
else {
  const data = mkdtempSync(join(tmpdir(), 'observatory-pictures-'))
  const server = startServer({ DATA_DIR: data })
  try {
    const url = await server.listening()
    if (!url) throw new Error(server.printed())
    await draw(url)
  } finally {
    server.process.kill('SIGTERM')
    await server.ended
    rmSync(data, { recursive: true, force: true })
  }
}
