import { existsSync } from 'node:fs'
import { describe, expect, test } from '../support/app.ts'

const built = existsSync(new URL('../../dist/index.html', import.meta.url))

describe.skipIf(!built)('the page', () => {
  test('carries the account, the areas and their silhouettes for the first paint', async ({ product }) => {
    const { text, headers } = await product.visitor.get('/esplora?area=alfa')
    expect(headers.get('cache-control')).toBe('no-store')
    const boot = JSON.parse(/id="boot">(.*?)<\/script>/s.exec(text)![1]!)
    expect(boot.account).toBeNull()
    expect(boot.areas.features.map((area: any) => area.id)).toEqual(['alfa', 'beta'])
    expect(text.match(/<path d="M /g)).toHaveLength(2)
    const mine = await (await product.as('operator')).get('/')
    expect(mine.text).toContain('"username":"operator"')
  })

  test('is sent in brotli to whoever reads it, whatever else they accept, and its script too', async ({
    product,
  }) => {
    const encoding = async (path: string, accepted: string) =>
      (await product.visitor.get(path, { 'accept-encoding': accepted })).headers.get('content-encoding')
    const { text } = await product.visitor.get('/')
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(text)![1]!
    expect(await encoding('/', 'gzip, deflate, br, zstd')).toBe('br')
    expect(await encoding(script, 'gzip, deflate, br, zstd')).toBe('br')
    expect(await encoding(script, 'gzip')).toBe('gzip')
    expect(await encoding(script, 'identity')).toBeNull()
  })

  test('names for who is signed in, and for nobody else, what the screen needs first, all of it there', async ({
    product,
  }) => {
    const named = ({ text }: { text: string }) =>
      [...text.matchAll(/<link rel="(?:modulepreload|preload)"[^>]* href="([^"]+)" \/>/g)].map(
        ([, file]) => file!,
      )
    const operator = await product.as('operator')
    const first = named(await operator.get('/esplora'))
    const other = named(await operator.get('/registra'))
    expect(named(await product.visitor.get('/esplora'))).toEqual([])
    expect(other.length).toBeGreaterThan(0)
    expect(first).toEqual(expect.arrayContaining(other))
    expect(first.length).toBeGreaterThan(other.length)
    expect(first).toContain('/api/v1/releases')
    // Who may not read them is not sent for them.
    expect(named(await (await product.as('admin')).get('/esplora'))).not.toContain('/api/v1/releases')
    for (const file of first) expect([file, (await operator.get(file)).status]).toEqual([file, 200])
  })

  test('its worker and manifest are asked for again each time, under their own types', async ({
    product,
  }) => {
    for (const [path, type] of [
      ['/sw.js', 'text/javascript'],
      ['/manifest.webmanifest', 'application/manifest+json'],
    ] as const) {
      const { status, headers } = await product.visitor.get(path)
      expect([path, status, headers.get('cache-control')]).toEqual([path, 200, 'no-cache'])
      expect(headers.get('content-type')).toContain(type)
    }
  })

  test('allows nothing from elsewhere and no inline script', async ({ product }) => {
    const { headers } = await product.visitor.get('/')
    const policy = headers.get('content-security-policy')!
    expect(policy).toContain("default-src 'self'")
    expect(policy).not.toMatch(/unsafe|https?:|\*/)
  })

  test('names in it cannot end the element that holds them', async ({ product, db }) => {
    await db.owner
      .updateTable('territory.area_version')
      .set({ name: '</script><script>alert(1)</script>' })
      .where('area_id', '=', 'alfa')
      .execute()
    const { text } = await product.visitor.get('/')
    expect(text).not.toContain('<script>alert')
    expect(
      JSON.parse(/id="boot">(.*?)<\/script>/s.exec(text)![1]!).areas.features[0].properties.name,
    ).toContain('alert(1)')
  })
})
