/** The contract's own rules: each operation is allowed to somebody by name, described, and in the document. */
import { operations } from '../../api/app.ts'
import { problems } from '../../api/http/problem.ts'
import { describe, expect, test } from '../support/app.ts'

describe('every operation', () => {
  test('has a unique id, a summary and somebody who may call it', () => {
    expect(new Set(operations.map(o => o.id)).size).toBe(operations.length)
    for (const operation of operations) {
      expect(operation.summary, operation.id).toMatch(/\S{3}/)
      expect(operation.allow === 'anyone' || operation.allow.length > 0, operation.id).toBe(true)
      for (const problem of operation.problems ?? [])
        expect(Object.keys(problems), operation.id).toContain(problem)
    }
  })

  test('is in the OpenAPI 3.1 document under its id, with every reference resolved', async ({ product }) => {
    const { body, headers } = await product.visitor.get('/api/v1/openapi.json')
    expect(headers.get('content-type')).toContain('application/json')
    expect(body.openapi).toBe('3.1.0')
    const documented = Object.values(body.paths).flatMap((path: any) =>
      Object.values(path).map((o: any) => o.operationId),
    )
    expect(documented.sort()).toEqual(operations.map(o => o.id).sort())
    expect(documented).toEqual(
      expect.arrayContaining([
        'logIn',
        'logOut',
        'whoAmI',
        'listAreas',
        'listCentres',
        'listCells',
        'listResources',
        'getResource',
        'addResource',
        'recordAccess',
        'listAccesses',
        'getInternalFigures',
        'listReleases',
        'getRelease',
      ]),
    )
    const references = [...JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
      m => m[1]!,
    )
    expect(references.filter(name => !(name in body.components.schemas))).toEqual([])
    expect(references.length).toBeGreaterThan(10)
  })

  test('answers as its contract allows each role', async ({ product }) => {
    // Signed in once each: a password is slow to check, on purpose, and there are some hundreds of requests.
    const signedIn = await Promise.all(
      (['operator', 'coordinator', 'partner', 'admin'] as const).map(
        async role => [role, await product.as(role)] as const,
      ),
    )
    for (const operation of operations.filter(o => o.id !== 'logOut' && o.id !== 'logIn')) {
      const path = `/api/v1${operation.path.replace(/\{\w+\}/g, '00000000-0000-4000-8000-000000000000')}`
      const init = operation.body
        ? {
            method: operation.method.toUpperCase(),
            body: '{}',
            headers: { 'content-type': 'application/json' },
          }
        : { method: operation.method.toUpperCase() }
      const visitor = await product.visitor.send(path, init)
      expect(visitor.status === 401, `visitor ${operation.id}`).toBe(operation.allow !== 'anyone')
      for (const [role, client] of signedIn) {
        const reply = await client.send(path, init)
        const may = operation.allow === 'anyone' || operation.allow.includes(role)
        expect(reply.status === 403, `${role} ${operation.id} answered ${reply.status}`).toBe(!may)
        expect(reply.status, `${role} ${operation.id}`).toBeLessThan(500)
      }
    }
  })
})

describe('what is not there', () => {
  test.for(['/api/v1/nothing', '/api/nothing', '/problems/nothing', '/nothing.js', '/api/v1/%E0%A4%A'])(
    '%s is a 404 problem',
    async (path, { product }) => {
      const reply = await product.visitor.get(path)
      expect(reply.status).toBe(404)
      expect(reply.body.type).toBe('/problems/not-found')
    },
  )

  test('/status names the engine, PostGIS and the migration', async ({ product, db }) => {
    const { status, body } = await product.visitor.get('/status')
    expect(status).toBe(200)
    expect(db.engine.name).toBe(process.env.ENGINE) // each engine is truly the one under test
    expect(body).toMatchObject({ engine: db.engine.name, postgis: db.engine.postgis, migration: 'test' })
  })

  test('each problem has a page of its own with words in both languages', async ({ product }) => {
    for (const type of Object.keys(problems)) {
      const { body } = await product.visitor.get(`/problems/${type}`)
      expect(body.title.it.length).toBeGreaterThan(5)
      expect(body.title.en).not.toBe(body.title.it)
    }
  })
})
