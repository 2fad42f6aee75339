/** The whole road, read top to bottom: a desk, a closing, a partner, and no way back from the number to the desk. */
import { operations } from '../../api/app.ts'
import { closeDuePeriods } from '../../api/disclosure/close.ts'
import { dayOf } from '../../api/territory/contract.ts'
import { expect, now, test } from '../support/app.ts'
import { anAccess } from '../support/given.ts'

test('five accesses at a desk become one protected number on a partner’s screen, and nothing else', async ({
  product,
  db,
}) => {
  // At the desk of Porta Alfa, in September, five households come for the first time this quarter.
  const operator = await product.as('operator')
  const visits = Array.from({ length: 5 }, (_, index) => anAccess({ date: `2026-09-0${index + 1}` }))
  for (const visit of visits) expect((await operator.post('/api/v1/accesses', visit)).status).toBe(201)

  // The partner asks before the closing: nothing is there, in the same words as for a period that never was.
  const partner = await product.as('partner')
  const before = await partner.get('/api/v1/releases/2026-Q3')
  expect(before.status).toBe(404)
  expect(before.text).toBe((await partner.get('/api/v1/releases/1990-Q1')).text)

  // The periods whose day has come close by themselves, once.
  expect(await closeDuePeriods(db.publisher, dayOf(now()))).toEqual(
    expect.arrayContaining(['2026-09', '2026-Q3', '2026-10']),
  )
  expect(await closeDuePeriods(db.publisher, dayOf(now()))).toEqual([])

  // The partner reads the area's number: near five, with an interval, hidden when it is under the threshold.
  const { body: release } = await partner.get('/api/v1/releases/2026-09')
  const grid = release.grids.find((each: any) => each.table === 'T0' && each.by.join() === 'area,month')
  const alfa = grid.cells[release.dimensions.area.indexOf('alfa')]
  expect(alfa === null || (alfa >= release.threshold && alfa <= 5 + 26)).toBe(true)
  expect(grid.halfWidth).toBe(5)
  expect(grid.cells).toHaveLength(release.dimensions.area.length)

  // A release is one immutable thing: its address, its bytes, its ETag.
  const once = await partner.get('/api/v1/releases/2026-Q3')
  const twice = await partner.get('/api/v1/releases/2026-Q3')
  expect(twice.text).toBe(once.text)
  const unchanged = await partner.get('/api/v1/releases/2026-Q3', {
    'if-none-match': once.headers.get('etag')!,
    'cache-control': 'max-age=0', // or fetch adds no-cache, which asks for the body again
  })
  expect(unchanged.status).toBe(304)

  // The coordinator may see the exact number; the reading leaves a trace before it happens.
  const coordinator = await product.as('coordinator')
  const internal = await coordinator.get('/api/v1/internal-figures?period=2026-09')
  const exact = internal.body.grids.find(
    (each: any) => each.table === 'T0' && each.by.join() === 'area,month',
  )
  expect(exact.cells[internal.body.dimensions.area.indexOf('alfa')]).toBe(5)
  expect(internal.headers.get('cache-control')).toBe('no-store')
  expect(
    await db.owner
      .selectFrom('account.audit_event as e')
      .innerJoin('account.user as u', 'u.id', 'e.user_id')
      .select(['u.username', 'e.target'])
      .where('e.operation', '=', 'getInternalFigures')
      .execute(),
  ).toEqual([{ username: 'coordinator', target: '2026-09' }])

  // By no route of the API does the partner reach a record, and every answer is the same once the records are gone.
  const paths = operations
    .filter(operation => operation.method === 'get')
    .map(operation =>
      operation.path.replace('{release}', '2026-09').replace(/\{(access|resource|project)\}/, visits[0]!.id),
    )
  const everything = async () =>
    Promise.all(
      [...paths, '/releases/2026-Q3', '/internal-figures?period=2026-09', '/accesses?centre=porta-alfa'].map(
        async path => {
          const reply = await partner.get(`/api/v1${path}`)
          return [
            path,
            reply.status,
            reply.headers.get('etag'),
            reply.headers.get('content-length'),
            reply.text,
          ]
        },
      ),
    )
  const read = await everything()
  for (const [path, , , , text] of read)
    for (const visit of visits) expect(text, String(path)).not.toContain(visit.id)
  await db.owner.deleteFrom('record.access').execute()
  expect(await everything()).toEqual(read)

  // And the operator of another centre is told what they would be told of a record that never existed.
  const other = await product.as('otherOperator')
  const theirs = await other.get(`/api/v1/accesses/${visits[0]!.id}`)
  expect(theirs.status).toBe(404)
  expect(theirs.text).toBe((await other.get(`/api/v1/accesses/${crypto.randomUUID()}`)).text)
})
