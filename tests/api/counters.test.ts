/** An operator counts the own centre exactly, in the quarter that is open and in no other. */
import { closeDuePeriods } from '../../api/disclosure/close.ts'
import { describe, expect, test } from '../support/app.ts'
import { anAccess } from '../support/given.ts'

const accesses = '/api/v1/accesses'
const unmet = { domain: 'housing', outcome: 'unmet', unmetReason: 'none_exists' } as const
const work = { domain: 'work', outcome: 'guidance' } as const

describe('the counters of a centre', () => {
  test('are exact, by month and by need', async ({ product }) => {
    const operator = await product.as('operator')
    for (const access of [
      anAccess({ date: '2026-10-02', lastVisit: 'this_quarter', knownToService: 'yes', needs: [work] }),
      anAccess({
        date: '2026-11-18',
        lastVisit: 'this_year',
        knownToService: 'unknown',
        needs: [work, unmet],
      }),
      anAccess({ date: '2026-11-18', lastVisit: 'unknown', knownToService: 'no', needs: [unmet] }),
    ])
      expect((await operator.post(accesses, access)).status).toBe(201)
    await (await product.as('otherOperator')).post(accesses, anAccess({ centre: 'porta-beta' }))
    const { status, body } = await operator.get('/api/v1/counters')
    expect(status).toBe(200)
    expect(body.months).toEqual([
      { month: '2026-10', open: true, accesses: 1, groups: 0, inGroups: 0, firstVisits: 0, notKnown: 0 },
      { month: '2026-11', open: true, accesses: 2, groups: 0, inGroups: 0, firstVisits: 1, notKnown: 1 },
    ])
    expect(body.needs.filter((need: any) => need.accesses > 0)).toEqual([
      { domain: 'work', accesses: 2, unmet: 0 },
      { domain: 'housing', accesses: 2, unmet: 2 },
    ])
    expect(body.needs).toHaveLength(14)
  })

  test('go on in a month of the quarter that has closed, and leave a closed quarter', async ({
    product,
    db,
  }) => {
    const operator = await product.as('operator')
    const [september, october] = [anAccess({ date: '2026-09-15' }), anAccess({ date: '2026-10-15' })]
    for (const access of [september, october]) await operator.post(accesses, access)
    await closeDuePeriods(db.publisher, '2026-11-22')
    expect((await operator.get('/api/v1/counters')).body.months).toMatchObject([
      { month: '2026-10', open: false, accesses: 1 },
    ])
    // Nor are the accesses of a closed quarter shown any more, one by one.
    const { body } = await operator.get(accesses)
    expect(body.accesses.map((access: any) => [access.id, access.date])).toEqual([[october.id, '2026-10-01']])
    expect((await operator.get(`${accesses}/${september.id}`)).status).toBe(404)
    expect((await operator.get(`${accesses}/${october.id}`)).status).toBe(200)
    // Sent again by a desk that was long without a network, it is still the same access.
    expect((await operator.post(accesses, september)).status).toBe(200)
  })

  test('are for operators alone', async ({ product }) => {
    for (const persona of ['coordinator', 'partner', 'admin'] as const)
      expect((await (await product.as(persona)).get('/api/v1/counters')).status).toBe(403)
    expect((await product.visitor.get('/api/v1/counters')).status).toBe(401)
  })
})
