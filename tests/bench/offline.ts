/** A desk whose network comes and goes, in a real browser: what is lost, what is doubled, and what waiting costs. */
import { launch, signIn, visit } from '../support/browser.ts'

export type OfflineFigures = {
  runs: number
  accesses: number
  lost: number
  doubled: number
  /** ms for a hundred accesses that waited, from the return of the network to the last answer */
  waited: number
  /** ms for a hundred plain calls one after the other from the same page */
  direct: number
}

const keys = ['2', '1', '3', '1', '1', '4', 'N', 'N', 'a', 'f', 'f', 'Enter', '2', 'Control+Enter']

export async function offline(url: string, runs: number): Promise<OfflineFigures> {
  const browser = await launch()
  const opened = await visit(browser, `${url}/status`)
  const { page, context } = opened
  await signIn(opened, 'operatore-sud')
  await page.goto(`${url}/registra`)
  await page.getByRole('form', { name: 'Nuovo accesso' }).waitFor()
  const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Rome' })
  const ids = async (): Promise<string[]> => {
    const answer = await page.request.get(`${url}/api/v1/accesses?from=${today}&limit=500`)
    return (await answer.json()).accesses.map(({ id }: { id: string }) => id)
  }
  const remove = async (list: string[]) => {
    for (const id of list)
      await page.request.delete(`${url}/api/v1/accesses/${id}`, { headers: { origin: url } })
  }
  const emptied = () => page.waitForFunction(() => document.querySelector('form input:checked') === null)
  const record = async () => {
    for (const key of keys) await page.keyboard.press(key)
    await emptied()
  }
  const sent = () => page.locator('.waiting-badge').waitFor({ state: 'detached', timeout: 180_000 })

  const before = new Set(await ids())
  let losing = false
  await context.route('**/api/v1/accesses', async route => {
    if (route.request().method() !== 'POST' || !losing) return route.fallback()
    await route.fetch()
    await route.abort('connectionreset')
  })
  let accesses = 0
  for (let run = 0; run < runs; run++) {
    for (let each = 0; each < 2; each++) {
      losing = Math.random() < 0.4
      const cut = Math.random() < 0.4
      if (cut) await context.setOffline(true)
      await record()
      accesses += 1
      if (cut) await context.setOffline(false)
    }
  }
  losing = false
  await page.reload()
  await page.getByRole('form', { name: 'Nuovo accesso' }).waitFor()
  await page.waitForTimeout(2000)
  await sent()
  const arrived = (await ids()).filter(id => !before.has(id))
  const distinct = new Set(arrived).size
  const figures = {
    runs,
    accesses,
    lost: Math.max(0, accesses - distinct),
    doubled: Math.max(0, arrived.length - accesses),
  }
  await remove(arrived)

  // The same hundred, once after waiting and once as plain calls, from the same page.
  await context.setOffline(true)
  for (let each = 0; each < 100; each++) await record()
  const asked = page.waitForRequest(request => request.url().endsWith('/api/v1/accesses'))
  await context.setOffline(false)
  await asked
  const begun = performance.now()
  await sent()
  const waited = performance.now() - begun
  const list = await (await page.request.get(`${url}/api/v1/accesses?limit=1`)).json()
  const { statisticalPeriod: _period, open: _open, ...body } = list.accesses[0]
  const direct = await page.evaluate(async access => {
    const begun = performance.now()
    for (let each = 0; each < 100; each++)
      await fetch('/api/v1/accesses', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...access, id: crypto.randomUUID() }),
      }).then(answer => answer.json())
    return performance.now() - begun
  }, body)
  await remove((await ids()).filter(id => !before.has(id)))
  await browser.close()
  return { ...figures, waited, direct }
}
