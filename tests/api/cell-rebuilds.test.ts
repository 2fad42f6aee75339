/** Cells of a quarter to come, from a coordinator's screen: seen, refused with every fault, saved with a reason. */
import { type Client, describe, expect, test } from '../support/app.ts'
import { square } from '../support/given.ts'

const section = (id: string, residents: unknown, west: number, south: number, side = 0.01) => ({
  type: 'Feature',
  properties: { id, residents },
  geometry: { type: 'Polygon', coordinates: [square(west, south, side)] },
})
const file = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features })
/** `alfa` is 15.78–15.80 E, `beta` 15.80–15.82 E, both 40.63–40.65 N. */
const sections = file(
  section('1', 800, 15.78, 40.63),
  section('2', 300, 15.79, 40.63),
  section('3', 100, 15.8, 40.63),
  section('4', 250, 15.81, 40.63),
)
const path = '/api/v1/cell-rebuilds'
const upload = (client: Client, path: string, body: string, headers: Record<string, string> = {}) =>
  client.send(path, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/octet-stream', ...headers },
  })
const told = (from = '2027-01-01') =>
  `from=${from}&source=Censimento&reason=${encodeURIComponent('Nuove sezioni')}`

describe('cells for a quarter to come', () => {
  test('are shown with who would be in none, and nothing is written', async ({ product, db }) => {
    const coordinator = await product.as('coordinator')
    const { status, body, text } = await upload(coordinator, `${path}?dryRun=true&from=2027-01-01`, sections)
    expect(status, text).toBe(200)
    // The section of 300 joins the other of its area; those of the next area are too few together.
    expect(body).toMatchObject({
      from: '2027-01-01',
      written: false,
      short: [{ area: 'beta', residents: 350 }],
    })
    expect(body.cells.map(({ area, residents }: any) => [area, residents])).toEqual([['alfa', 1100]])
    expect(body.cells[0].boundary.type).toMatch(/Polygon$/)
    const rows = await db.owner
      .selectFrom('territory.cell')
      .select('id')
      .where('valid_from', '=', '2027-01-01' as never)
    expect(await rows.execute()).toEqual([])
  })

  test('are saved with their reason, in the history, from their day only', async ({ product, db }) => {
    const coordinator = await product.as('coordinator')
    const { status, body, text } = await upload(coordinator, `${path}?${told()}`, sections)
    expect(status, text).toBe(200)
    expect(body.written).toBe(true)
    const on = async (day: string) =>
      (await coordinator.get(`/api/v1/cells?on=${day}`)).body.features.map(({ id }: any) => id)
    expect(await on('2027-01-01')).toEqual(body.cells.map(({ id }: any) => id))
    expect(await on('2026-12-31')).not.toContain(body.cells[0].id)
    const { changes } = (await coordinator.get('/api/v1/territory-changes')).body
    expect(changes[0]).toMatchObject({ kind: 'cells_rebuilt', from: '2027-01-01', reason: 'Nuove sezioni' })
    expect(changes[0].by).not.toBeNull()
    const trail = await db.owner
      .selectFrom('account.audit_event')
      .select('operation')
      .where('operation', '=', 'rebuildCells')
      .execute()
    expect(trail).toHaveLength(1)
    // The quarter has its cells: another set is for a later one.
    const again = await upload(coordinator, `${path}?${told()}`, sections)
    expect([again.status, again.body.errors[0].detail]).toEqual([
      422,
      'Il file: le celle più recenti cominciano il 2027-01-01: scegli un giorno successivo.',
    ])
  })

  test('are refused with every fault at once, in the language asked for', async ({ product }) => {
    const coordinator = await product.as('coordinator')
    const bad = file(section('1', 'molti', 15.78, 40.63), section('2', 300, 15.785, 40.63), {
      type: 'Feature',
      properties: { residents: 2 },
      geometry: { type: 'Point', coordinates: [15.8, 40.6] },
    })
    const ask = (query: string, language: string, sent = bad) =>
      upload(coordinator, `${path}?${query}`, sent, { 'accept-language': language })
    const it = await ask('dryRun=true&from=2026-12-15', 'it')
    expect(it.status).toBe(422)
    const said = it.body.errors.map(({ detail }: any) => detail).join('\n')
    expect(said).toMatch(/celle cambiano con un trimestre che non è cominciato: dal 2027-01-01/)
    expect(said).toMatch(/Elemento 3: non ha un codice/)
    expect(said).toMatch(/Elemento 1 «1»: i suoi residenti non sono un numero intero/)
    expect(said).toMatch(/Elemento 1 «1»: si sovrappone all’elemento 2 «2» per \d/)
    expect(said).not.toMatch(/\b(it|its|the) \w+/)
    const en = await ask('dryRun=true&from=2026-12-15', 'en')
    expect(en.body.errors.map(({ detail }: any) => detail).join('\n')).toMatch(
      /Feature 1 «1»: its residents are not/,
    )
    expect((await ask('from=2027-01-01', 'it', sections)).body.errors.map(({ code }: any) => code)).toEqual([
      'source_missing',
      'reason_missing',
    ])
    const person = await ask(
      `from=2027-01-01&source=Censimento&reason=${encodeURIComponent('tel. 347 1234567')}`,
      'it',
    )
    expect(person.status).toBe(422)
  })

  test('are a coordinator’s alone', async ({ product }) => {
    for (const role of ['operator', 'partner'] as const) {
      const reply = await upload(await product.as(role), `${path}?dryRun=true&from=2027-01-01`, sections)
      expect(reply.status).toBe(403)
    }
  })
})
