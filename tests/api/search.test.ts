/** The search box: names found through slips of the pen, in groups, and only what one may see. */
import { type Client, describe, expect, test } from '../support/app.ts'
import { aResource } from '../support/given.ts'

const find = async (client: Client, q: string) => {
  const reply = await client.get(`/api/v1/search?q=${encodeURIComponent(q)}`)
  if (reply.status !== 200) throw new Error(reply.text)
  return reply.body
}
const names = (found: { name: string }[]) => found.map(({ name }) => name)

describe('the search box', () => {
  test.for([
    ['dopo', true],
    ['doposcuola roc', true],
    ['dopocsuola san roco', true],
    ['DOPOSCUOLA S. ROCCO', true],
    ['rocco', true],
    ['biblio', false],
    ['…', false],
  ] as const)('«%s» finds «Doposcuola San Rocco»: %s', async ([q, found], { product }) => {
    await (await product.as('operator')).post(
      '/api/v1/resources',
      aResource({ name: 'Doposcuola San Rocco' }),
    )
    const { resources } = await find(await product.as('partner'), q)
    expect(names(resources)).toEqual(found ? ['Doposcuola San Rocco'] : [])
  })

  test('says what each is and where', async ({ product }) => {
    const { body } = await (await product.as('operator')).post('/api/v1/resources', aResource())
    const { resources } = await find(await product.as('coordinator'), 'doposcuola')
    expect(resources).toEqual([
      {
        id: body.id,
        name: 'Doposcuola di prova',
        by: null,
        type: 'after_school',
        group: 'minors_family',
        area: 'alfa',
        at: [expect.closeTo(15.79, 6), expect.closeTo(40.64, 6)],
      },
    ])
  })

  test('finds a place by its address and by what is done there, after those so called', async ({
    product,
  }) => {
    const operator = await product.as('operator')
    const add = (name: string, more: object) =>
      operator.post('/api/v1/resources', aResource({ name, ...more }))
    await add('Emporio', { address: 'Piazza Don Bosco 4', services: ['pacchi alimentari', 'ascolto'] })
    await add('Circolo', { services: ['corso di italiano per stranieri'] })
    await add('Ascolto e vicinanza', {})
    const partner = await product.as('partner')
    const found = async (q: string) =>
      (await find(partner, q)).resources.map(({ name, by }: any) => [name, by])
    expect(await found('piazza don bosko')).toEqual([['Emporio', 'Piazza Don Bosco 4']])
    expect(await found('corso italiano')).toEqual([['Circolo', 'corso di italiano per stranieri']])
    expect(await found('ascolto')).toEqual([
      ['Ascolto e vicinanza', null],
      ['Emporio', 'ascolto'],
    ])
    expect(await found('pacc')).toEqual([['Emporio', 'pacchi alimentari']])
    expect(await found('palestra')).toEqual([])
  })

  test('finds areas, centres in operation and the neighbourhoods that areas name', async ({
    product,
    db,
  }) => {
    await db.owner
      .updateTable('territory.area_version')
      .set({ subtitle: 'Rione Lucania · Poggio Tre Galli' })
      .where('area_id', '=', 'alfa')
      .execute()
    const partner = await product.as('partner')
    expect(await find(partner, 'alfa')).toMatchObject({
      areas: [{ id: 'alfa', name: 'Alfa' }],
      centres: [{ id: 'porta-alfa', name: 'Porta Alfa', area: 'alfa' }],
    })
    expect((await find(partner, 'pogio tre gali')).neighbourhoods).toEqual([
      { name: 'Poggio Tre Galli', area: 'alfa' },
    ])
    expect(names((await find(partner, 'porta')).centres)).toEqual(['Porta Alfa', 'Porta Beta'])
  })

  test('never tells of a confidential place to those who may not see it', async ({ product }) => {
    const operator = await product.as('operator')
    await operator.post(
      '/api/v1/resources',
      aResource({ name: 'Casa del melograno', visibility: 'restricted', geometry: null, area: 'alfa' }),
    )
    expect((await find(operator, 'melograno')).resources).toMatchObject([
      { name: 'Casa del melograno', at: null },
    ])
    for (const persona of ['otherOperator', 'coordinator', 'partner'] as const)
      expect((await find(await product.as(persona), 'melograno')).resources).toEqual([])
  })

  test('names eight at most, and asks for something to look for', async ({ product }) => {
    const operator = await product.as('operator')
    for (let index = 0; index < 10; index++)
      await operator.post('/api/v1/resources', aResource({ name: `Emporio ${index}` }))
    expect((await find(operator, 'emporio')).resources).toHaveLength(8)
    expect((await operator.get('/api/v1/search')).status).toBe(422)
    expect((await product.visitor.get('/api/v1/search?q=a')).status).toBe(401)
    expect((await (await product.as('admin')).get('/api/v1/search?q=a')).status).toBe(403)
  })
})
