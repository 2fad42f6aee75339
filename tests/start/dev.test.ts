/** `npm run dev`: the product at one address, its pages by modules that are replaced, its server as ever. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { clockVariables } from '../support/test-clock.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'observatory-dev-'))
let text = ''
let url: string
const child = spawn(process.execPath, ['api/dev.mjs'], {
  cwd: root,
  env: { PATH: process.env.PATH, HOME: process.env.HOME, PORT: '0', DATA_DIR: folder, ...clockVariables() },
  stdio: ['ignore', 'pipe', 'pipe'],
})
const ended = new Promise(resolve => child.once('exit', resolve))

beforeAll(async () => {
  url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', chunk => {
        text += chunk
        const address = /The observatory is at (\S+),/.exec(text)?.[1]
        if (address) resolve(address)
      })
    child.once('exit', () => reject(new Error(text)))
  })
})
afterAll(async () => {
  child.kill('SIGTERM')
  await ended
  rmSync(folder, { recursive: true, force: true })
})

test('a page comes with what the server writes into it and with the client that replaces modules', async () => {
  const page = await fetch(`${url}/esplora`, { headers: { accept: 'text/html' } })
  expect(page.status).toBe(200)
  const html = await page.text()
  expect(html).toContain('/@vite/client')
  expect(JSON.parse(/id="boot">(.*?)<\/script>/s.exec(html)![1]!)).toMatchObject({ demonstration: true })
  const policy = page.headers.get('content-security-policy')!
  expect(policy).toContain("script-src 'self' 'unsafe-inline'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(await (await fetch(`${url}/@vite/client`)).text()).toContain('WebSocket')
  // The address of one server alone is told: the other would be the wrong one to open.
  expect(text.match(/The observatory is at/g)).toHaveLength(1)
})

test('a screen is a module that can be replaced, and so is what it takes from a contract', async () => {
  const module = await (await fetch(`${url}/App.tsx`)).text()
  expect(module).toContain('import.meta.hot')
  expect(module).not.toContain('import type')
  const operations = await (await fetch(`${url}/@id/__x00__virtual:operations`)).text()
  expect(operations).toContain('"listReleases"')
})

test('the API answers at the same address, and its cookie is of that address', async () => {
  const signedIn = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ username: 'partner', password: 'distretto-demo' }),
  })
  expect(signedIn.status).toBe(200)
  const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!
  const releases = await fetch(`${url}/api/v1/releases`, { headers: { cookie } })
  expect([releases.status, (await releases.json()).releases.length > 20]).toEqual([200, true])
  expect((await (await fetch(`${url}/status`)).json()).engine).toBe('embedded')
})
