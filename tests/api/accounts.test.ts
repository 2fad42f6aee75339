import { cookieOf, describe, expect, test } from '../support/app.ts'
import { password } from '../support/given.ts'

describe('signing in', () => {
  test('sets a cookie that scripts cannot read and tells who it is', async ({ product }) => {
    const reply = await product.visitor.post('/api/v1/session', { username: 'operator', password })
    expect(reply.status).toBe(200)
    expect(reply.body).toEqual({
      username: 'operator',
      displayName: 'operator',
      role: 'operator',
      centre: 'porta-alfa',
      organisation: null,
    })
    expect(reply.headers.get('set-cookie')).toMatch(/^session=.*HttpOnly.*SameSite=Lax/i)
    const me = await product.visitor.get('/api/v1/session', { cookie: cookieOf(reply)! })
    expect(me.body).toEqual(reply.body)
  })

  test('behind a proxy of this machine that ends TLS, sets a cookie for TLS alone', async ({ product }) => {
    const forwarded = { 'x-forwarded-proto': 'https' }
    const reply = await product.visitor.post('/api/v1/session', { username: 'operator', password }, forwarded)
    expect(reply.headers.get('set-cookie')).toMatch(/Secure/)
  })

  test('says the same of a wrong password and of a name that does not exist', async ({ product }) => {
    const wrong = await product.visitor.post('/api/v1/session', { username: 'operator', password: 'no' })
    const nobody = await product.visitor.post('/api/v1/session', { username: 'nobody', password: 'no' })
    expect(wrong.status).toBe(401)
    expect(wrong.headers.get('content-type')).toContain('application/problem+json')
    expect(wrong.body.type).toBe('/problems/wrong-credentials')
    expect(nobody.text).toBe(wrong.text)
  })

  test('stops guessing after ten wrong answers, for that name alone', async ({ product }) => {
    const guess = (username: string) => product.visitor.post('/api/v1/session', { username, password: 'no' })
    for (let attempt = 0; attempt < 10; attempt++) expect((await guess('partner')).status).toBe(401)
    const refused = await guess('partner')
    expect(refused.status).toBe(429)
    expect(refused.body.type).toBe('/problems/too-many-attempts')
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await guess('operator')).status).toBe(401)
  })

  test('ends on the server too', async ({ product }) => {
    const reply = await product.visitor.post('/api/v1/session', { username: 'partner', password })
    const cookie = cookieOf(reply)!
    const out = await product.visitor.send('/api/v1/session', { method: 'DELETE', headers: { cookie } })
    expect(out.status).toBe(204)
    expect((await product.visitor.get('/api/v1/session', { cookie })).status).toBe(401)
  })

  test('ends at once for an account that is shut', async ({ product, db }) => {
    const partner = await product.as('partner')
    await db.owner
      .updateTable('account.user')
      .set({ active: false })
      .where('username', '=', 'partner')
      .execute()
    expect((await partner.get('/api/v1/session')).status).toBe(401)
    expect((await product.visitor.post('/api/v1/session', { username: 'partner', password })).status).toBe(
      401,
    )
  })

  test('keeps neither the cookie nor the password in the database', async ({ product, db }) => {
    const reply = await product.visitor.post('/api/v1/session', { username: 'partner', password })
    const id = decodeURIComponent(cookieOf(reply)!)
      .replace(/^session=s:/, '')
      .split('.')[0]!
    const sessions = JSON.stringify(await db.owner.selectFrom('account.session').selectAll().execute())
    expect(sessions).not.toContain(id)
    const users = JSON.stringify(await db.owner.selectFrom('account.user').selectAll().execute())
    expect(users).not.toContain(password)
    expect(users).toContain('$argon2id$')
  })
})

describe('a request from another site', () => {
  test('cannot sign in, record or sign out', async ({ product }) => {
    const foreign = { origin: 'https://example.org' }
    const body = { username: 'operator', password }
    expect((await product.visitor.post('/api/v1/session', body, foreign)).body.type).toBe(
      '/problems/other-origin',
    )
    const crossSite = { 'sec-fetch-site': 'cross-site' }
    expect((await product.visitor.post('/api/v1/session', body, crossSite)).status).toBe(403)
    const own = { origin: product.url, 'sec-fetch-site': 'same-origin' }
    expect((await product.visitor.post('/api/v1/session', body, own)).status).toBe(200)
  })
})
