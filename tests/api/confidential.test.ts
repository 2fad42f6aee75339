/**
 * A confidential place exists for the operators of its own centre. Every operation is called as everybody else, with
 * and without such a place in the census, and nothing of what they are told may differ by one byte.
 */
import { randomUUID } from 'node:crypto'
import { operations } from '../../api/app.ts'
import { type Client, describe, expect, type Product, test } from '../support/app.ts'
import { aGroupActivity, anAccess, aResource } from '../support/given.ts'
import { withoutTimes } from '../support/without-times.ts'

type Request = readonly [method: string, path: string, body?: unknown]
/** Everything by which the place could be named: itself, what was united with it, and what was said about it. */
type Names = { place: string; twin: string; proposal: string; merge: string; check: number }
type Way = {
  /** What must be the same with and without the place. */
  reads?: readonly Request[]
  /** What must be answered as if it named something that never was. */
  aimed?: (at: Names, own: Own) => readonly Request[]
  /** What writes, so that it is called once, at the end: nothing of the place is in the answer. */
  writes?: (own: Own) => readonly Request[]
  /** Why there is nothing to call. */
  apart?: string
}
/** What the others have of their own. */
type Own = { resource: string; access: string; proposal: string; project: string }

const secret = {
  name: 'Casa Segreta',
  type: 'protected_housing',
  address: 'Vicolo del Segreto',
  phone: '0971 654321',
  website: 'https://segreta.example.org',
  needs: ['violence', 'housing'],
  services: ['accoglienza segreta'],
  owner: { name: 'Cooperativa Segreta', kind: 'impresa_cooperativa_sociale' },
  fundings: [{ source: 'public', until: '2026-12-31' }],
  capacity: { total: 7, unit: 'posti segreti', on: '2026-11-01' },
  openingHours: 'Mo-Su 00:00-24:00',
}
const point = { type: 'Point', coordinates: [15.7923, 40.6417] }
const search = { name: secret.name, phone: secret.phone, website: secret.website, position: point }
const person = { area: 'alfa', ageBand: '35-49', citizenship: 'it', household: 'single_parent' }
const get = (path: string): Request => ['GET', path]

const ways: Record<string, Way> = {
  logIn: { apart: 'answers the account alone' },
  logOut: { apart: 'answers nothing' },
  whoAmI: { reads: [get('/session')] },
  getBackground: { reads: [get('/background')] },
  listAreas: { reads: [get('/areas')] },
  listCells: { reads: [get('/cells')] },
  listCentres: { reads: [get('/centres')] },
  listResources: {
    reads: [
      '',
      '?area=alfa',
      '?group=shelter_housing',
      '?need=violence',
      '?status=active',
      '?area=alfa&group=shelter_housing&need=violence&status=active',
    ].map(query => get(`/resources${query}`)),
  },
  findResourcesFor: {
    reads: ['violence', 'housing'].map(need => ['POST', '/resources/answering', { need, ...person }]),
  },
  findSimilarResources: {
    reads: [
      ['POST', '/resources/similar', search],
      ['POST', '/resources/similar', { name: 'casa' }],
      ['POST', '/resources/similar', { name: 'Altro', position: point }],
    ],
    aimed: ({ place, twin }) =>
      [place, twin].map(exclude => ['POST', '/resources/similar', { ...search, exclude }]),
  },
  getResource: { aimed: ({ place, twin }) => [place, twin].map(id => get(`/resources/${id}`)) },
  getResourceHistory: {
    reads: [],
    aimed: ({ place, twin }) => [place, twin].map(id => get(`/resources/${id}/versions`)),
  },
  addResource: { writes: () => [['POST', '/resources', aResource({ name: secret.name })]] },
  updateResource: {
    aimed: ({ place, twin }) => [
      ...[place, twin].map(id => ['PATCH', `/resources/${id}`, { version: 1, name: 'Altro' }] as const),
      ['PATCH', `/resources/${place}`, {}],
      ['PATCH', `/resources/${place}`, { version: 'x', visibility: 'public', geometry: point }],
    ],
  },
  listVerificationQueue: { reads: [get('/verification-queue')] },
  verifyResource: {
    aimed: ({ place, twin }) =>
      [place, twin].map(id => ['POST', `/resources/${id}/checks`, { result: 'valid', version: 1 }]),
  },
  undoVerification: { aimed: ({ place, check }) => [['DELETE', `/resources/${place}/checks/${check}`]] },
  distinguishResource: {
    aimed: ({ place }, { resource }) => [
      ['PUT', `/resources/${place}/not-duplicates/${resource}`, { reason: 'other_body' }],
      ['PUT', `/resources/${resource}/not-duplicates/${place}`, { reason: 'other_body' }],
    ],
  },
  proposeChange: {
    aimed: ({ place, twin }) => [
      ...[place, twin].map(
        id =>
          ['POST', `/resources/${id}/proposals`, { id: randomUUID(), version: 1, name: 'Altro' }] as const,
      ),
      ['POST', `/resources/${place}/proposals`, { reason: 'chiamare 333 1234567' }],
    ],
  },
  proposeResource: { writes: () => [['POST', '/proposals', aResource({ name: secret.name })]] },
  listProposals: { reads: ['', '?state=open', '?state=accepted'].map(query => get(`/proposals${query}`)) },
  decideProposal: {
    aimed: ({ proposal }) => [
      ['POST', `/proposals/${proposal}/decision`, { decision: 'accept' }],
      ['POST', `/proposals/${proposal}/decision`, { decision: 'refuse' }],
    ],
  },
  withdrawProposal: { aimed: ({ proposal }) => [['DELETE', `/proposals/${proposal}`]] },
  mergeResources: {
    aimed: ({ place, twin }, { resource }) =>
      [place, twin].flatMap(id => [
        ['POST', `/resources/${id}/merges`, { other: resource, version: 1, otherVersion: 1 }] as const,
        ['POST', `/resources/${resource}/merges`, { other: id, version: 1, otherVersion: 1 }] as const,
      ]),
  },
  undoMerge: {
    aimed: ({ place, merge }, { resource }) => [
      ['DELETE', `/resources/${place}/merges/${merge}`],
      ['DELETE', `/resources/${resource}/merges/${merge}`],
    ],
  },
  recordAccess: {
    aimed: ({ place, twin }) =>
      [place, twin].map(id => [
        'POST',
        '/accesses',
        anAccess({
          id: '00000000-0000-4000-8000-000000000001',
          centre: 'porta-beta',
          needs: [{ domain: 'violence', outcome: 'referral', resources: [id] }],
        }),
      ]),
  },
  updateAccess: {
    aimed: ({ place }, { access }) => [
      [
        'PUT',
        `/accesses/${access}`,
        anAccess({
          id: access,
          centre: 'porta-beta',
          needs: [{ domain: 'violence', outcome: 'referral', resources: [place] }],
        }),
      ],
    ],
  },
  getAccess: { aimed: ({ place }) => [get(`/accesses/${place}`)] },
  annulAccess: { aimed: ({ place }) => [['DELETE', `/accesses/${place}`]] },
  listAccesses: { reads: [get('/accesses'), get('/accesses?centre=porta-alfa')] },
  getCounters: { reads: [get('/counters')] },
  getCompleteness: { reads: [get('/completeness?from=2026-11-01&to=2026-11-22')] },
  recordGroupActivity: {
    aimed: ({ place, twin }) =>
      [place, twin].map(id => [
        'POST',
        '/group-activities',
        aGroupActivity({
          id: '00000000-0000-4000-8000-000000000002',
          centre: 'porta-beta',
          activity: { kind: 'resource', id },
        }),
      ]),
  },
  updateGroupActivity: {
    aimed: ({ place }) => [
      ['PUT', `/group-activities/${place}`, aGroupActivity({ id: place, centre: 'porta-beta' })],
    ],
  },
  annulGroupActivity: { aimed: ({ place }) => [['DELETE', `/group-activities/${place}`]] },
  listGroupActivities: { reads: [get('/group-activities')] },
  reportPageFault: { apart: 'writes into the log, and reads nothing' },
  declareNoAccess: { apart: 'is about a day of the own centre' },
  withdrawNoAccess: { apart: 'is about a day of the own centre' },
  importAccesses: { apart: 'a file of accesses names no resource' },
  listAccessImports: { reads: [get('/imports')] },
  undoAccessImport: { aimed: ({ place }) => [['DELETE', `/imports/${place}`]] },
  countResources: {
    reads: ['', '?area=alfa', '?group=shelter_housing', '?need=violence', '?q=segreta'].map(query =>
      get(`/resource-counts${query}`),
    ),
  },
  placeResource: { reads: [['POST', '/resources/placing', { geometry: point }]] },
  listIsochrones: { reads: [get('/isochrones')] },
  findAddresses: {
    reads: ['Vicolo del Segreto', 'vicolo segreto 12', 'casa segreta'].map(q => [
      'POST',
      '/addresses/finding',
      { q },
    ]),
  },
  findResourcesNear: {
    reads: [
      ['POST', '/resources/near', { at: point.coordinates, metres: 800 }],
      ['POST', '/resources/near', { at: point.coordinates, metres: 5000, needGroup: 'protected' }],
      ['POST', '/resources/near', { at: point.coordinates, metres: 50, group: 'shelter_housing' }],
    ],
  },
  search: { reads: ['segreta', 'vicolo', 'casa'].map(words => get(`/search?q=${words}`)) },
  addProject: {
    aimed: ({ place, twin }) =>
      [place, twin].map(id => [
        'POST',
        '/projects',
        { name: 'Rete', from: '2026-01-01', resources: [id], lead: { name: '', kind: 'aps' } },
      ]),
  },
  listProjects: { reads: [get('/projects'), get('/projects?area=alfa')] },
  getProject: { aimed: ({ place }) => [get(`/projects/${place}`)] },
  getProjectHistory: { aimed: ({ place }) => [get(`/projects/${place}/versions`)] },
  updateProject: {
    aimed: ({ place, twin }, { project }) => [
      ...[place, twin].map(id => ['PATCH', `/projects/${project}`, { version: 99, link: [id] }] as const),
      ['PATCH', `/projects/${project}`, { version: 99, unlink: [place] }],
    ],
  },
  deleteProject: { aimed: ({ place }) => [['DELETE', `/projects/${place}`]] },
  listExpiring: {
    reads: ['3', '12'].map(months => get(`/expiring?months=${months}`)),
  },
  listVerifiedShares: { reads: [get('/verified-shares')] },
  listSavedViews: { reads: [get('/saved-views')] },
  saveView: { apart: 'keeps an address as it was sent, and reads nothing that it leads to' },
  deleteView: { aimed: ({ place }) => [['DELETE', `/saved-views/${place}`]] },
  importResources: {
    reads: [
      [
        'POST',
        '/resource-imports?dryRun=true&source=prova',
        `nome;tipo;lat;lon;telefono\n${secret.name};alloggio protetto;40.6417;15.7923;${secret.phone}\n`,
      ],
    ],
  },
  listResourceImports: { reads: [get('/resource-imports')] },
  listImportRows: { aimed: ({ place }) => [get(`/resource-imports/${place}/rows`)] },
  correctImportRow: {
    aimed: ({ place, twin }) => [['PATCH', `/resource-imports/${place}/rows/${twin}`, { name: 'Altro' }]],
  },
  decideImportRow: {
    aimed: ({ place, twin }) => [
      ['POST', `/resource-imports/${place}/rows/${twin}/decision`, { decision: 'accept' }],
    ],
  },
  acceptImportRows: { aimed: ({ place }) => [['POST', `/resource-imports/${place}/acceptance`, {}]] },
  undoImport: { aimed: ({ place }) => [['DELETE', `/resource-imports/${place}`]] },
  previewAreaChange: {
    reads: [['POST', '/area-changes/preview', { from: '2026-12-01', area: 'alfa', ends: true }]],
  },
  changeArea: { apart: 'answers what its preview does, which is read here' },
  previewCentreMove: {
    reads: [['POST', '/centre-moves/preview', { from: '2026-12-01', centre: 'porta-alfa', ends: true }]],
  },
  moveCentre: { apart: 'answers what its preview does, which is read here' },
  listTerritoryChanges: { reads: [get('/territory-changes')] },
  rebuildCells: { reads: [['POST', '/cell-rebuilds?dryRun=true&from=2027-01-01', '{}']] },
  listPeriods: { reads: [get('/periods')] },
  preflightPeriod: { reads: [get('/periods/2026-11/preflight')] },
  closePeriod: { apart: 'measures accesses, and knows no resource' },
  publishErrata: { apart: 'measures accesses, and knows no resource' },
  chooseEdition: { apart: 'is about tables' },
  getLedger: { reads: [get('/ledger')] },
  getEdition: { reads: [get('/edition')] },
  getReleaseNews: { reads: [get('/release-news')] },
  seeReleases: { apart: 'answers nothing' },
  getMethod: { reads: [get('/method')] },
  getInternalFigures: { reads: [get('/internal-figures?period=2026-11')] },
  listReleases: { reads: [get('/releases')] },
  getRelease: { aimed: ({ place }) => [get(`/releases/${place}`)] },
}
/** What is served beside the operations: pages, their boot, documents. */
const pages = (id: string): Request[] =>
  [
    '/',
    '/risorse',
    `/risorse?scelta=resource:${id}`,
    `/esplora?scelta=resource:${id}`,
    '/status',
    '/api/v1/openapi.json',
    '/tiles/resources.json',
    // Those that would hold it, far and near, with and without a filter.
    '/tiles/resources/10/556/385.mvt',
    '/tiles/resources/14/8910/6164.mvt?group=shelter_housing',
    '/tiles/resources/16/35642/24657.mvt',
    '/tiles/resources/17/71285/49314.mvt?q=segreta',
  ].map(path => ['GET', path])

const others = ['otherOperator', 'coordinator', 'partner', 'admin'] as const

async function ask(client: Client, [method, path, body]: Request, headers: Record<string, string> = {}) {
  const reply = await client.send(
    /^\/(api|status|tiles|risorse|esplora|$)/.test(path) ? path : `/api/v1${path}`,
    {
      method,
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      headers: {
        ...(body === undefined
          ? {}
          : { 'content-type': typeof body === 'string' ? 'application/octet-stream' : 'application/json' }),
        ...headers,
      },
    },
  )
  const told = ['etag', 'content-length', 'location', 'content-location', 'link', 'content-type']
  return {
    asked: `${method} ${path}`,
    status: reply.status,
    headers: told.map(name => reply.headers.get(name)),
    text: reply.text,
    etag: reply.headers.get('etag'),
  }
}

/** Each read, its HEAD, and the same under a condition that an old answer meets. */
async function everything(client: Client, requests: readonly Request[]) {
  const answers = []
  for (const request of requests) {
    const answer = await ask(client, request)
    answers.push(answer)
    if (request[0] !== 'GET') continue
    answers.push(await ask(client, ['HEAD', request[1]]))
    if (answer.etag) answers.push(await ask(client, request, { 'if-none-match': answer.etag }))
  }
  return answers
}

async function clients(product: Product): Promise<[string, Client][]> {
  const signed = await Promise.all(
    others.map(async persona => [persona, await product.as(persona)] as [string, Client]),
  )
  return [...signed, ['visitor', product.visitor]]
}

/** Public places of both centres, with what makes lists, queues and histories of them. */
async function givenCensus(product: Product): Promise<Own> {
  const operator = await product.as('operator')
  const other = await product.as('otherOperator')
  const partner = await product.as('partner')
  const posted = async (client: Client, path: string, body: unknown) => {
    const reply = await client.post(`/api/v1${path}`, body)
    if (reply.status !== 201) throw new Error(reply.text)
    return reply.body
  }
  const { id: resource } = await posted(
    other,
    '/resources',
    aResource({ name: 'Casa aperta', needs: ['housing'] }),
  )
  await posted(
    operator,
    '/resources',
    aResource({ name: 'Casa del quartiere', type: 'night_shelter', needs: ['violence'] }),
  )
  const { id: proposal } = await posted(partner, `/resources/${resource}/proposals`, {
    id: randomUUID(),
    version: 1,
    cost: 'free',
  })
  const { id: access } = await posted(other, '/accesses', anAccess({ centre: 'porta-beta' }))
  const { id: project } = await posted(other, '/projects', {
    id: randomUUID(),
    name: 'Una rete',
    from: '2026-01-01',
    until: '2026-12-31',
    resources: [resource],
  })
  return { resource, access, proposal, project }
}

/** A place that was public, had a proposal and a double, was verified, and is confidential now. */
async function givenSecret(product: Product): Promise<Names> {
  const operator = await product.as('operator')
  const partner = await product.as('partner')
  const at = '/api/v1/resources'
  const add = async (name: string) =>
    (await operator.post(at, aResource({ ...secret, name, geometry: point }))).body.id as string
  const [place, twin] = [await add(secret.name), await add(`${secret.name} bis`)]
  const proposal = (
    await partner.post(`${at}/${place}/proposals`, {
      id: randomUUID(),
      version: 1,
      name: 'Casa Segreta nuova',
    })
  ).body.id
  const { check } = (await operator.post(`${at}/${place}/checks`, { result: 'valid', version: 1 })).body
  const { merge } = (
    await operator.post(`${at}/${place}/merges`, { other: twin, version: 1, otherVersion: 1 })
  ).body
  const hidden = { version: 2, visibility: 'restricted', geometry: null, area: 'alfa' }
  const reply = await operator.patch(`${at}/${place}`, hidden)
  if (reply.status !== 200) throw new Error(reply.text)
  return { place, twin, proposal, merge, check }
}

const trace = ({ place, twin, proposal, merge }: Names) =>
  new RegExp(`segret|654321|15\\.792|40\\.6417|${[place, twin, proposal, merge].join('|')}`, 'i')

test('every operation has its way of being called here', () => {
  expect(Object.keys(ways).sort(), 'say how the place could show in it').toEqual(
    operations.map(({ id }) => id).sort(),
  )
  for (const { id, method, path } of operations) {
    const { reads, aimed, writes, apart } = ways[id]!
    expect(
      [reads, aimed, writes, apart].some(way => way !== undefined),
      id,
    ).toBe(true)
    if (path.includes('{resource}')) expect(aimed, `${id} is told of a resource by its id`).toBeDefined()
    if (method === 'get') expect(apart, `${id} is read`).toBeUndefined()
  }
})

describe('a confidential place', () => {
  test('leaves no byte in any answer to anybody else', { timeout: 240_000 }, async ({ product }) => {
    const own = await givenCensus(product)
    const absent = randomUUID()
    const reads = [...Object.values(ways).flatMap(way => way.reads ?? []), ...pages(absent)]
    const walk = async () => {
      const answers = new Map<string, Awaited<ReturnType<typeof everything>>>()
      for (const [who, client] of await clients(product)) answers.set(who, await everything(client, reads))
      return answers
    }
    const operator = await product.as('operator')
    const ownReads = () => everything(operator, reads)
    const [before, ownBefore] = [await walk(), await ownReads()]
    const names = await givenSecret(product)
    const [after, ownAfter] = [await walk(), await ownReads()]
    for (const [who, answers] of after)
      for (const [index, answer] of answers.entries()) {
        expect(answer, `${who} ${answer.asked}`).toEqual(before.get(who)![index])
        // A file tried out is told back as it was sent.
        if (answer.asked.includes('dryRun')) continue
        expect(withoutTimes(answer.text), `${who} ${answer.asked}`).not.toMatch(
          new RegExp(trace(names).source.replace('segret', 'segreta'), 'i'),
        )
      }
    // The walk sees what is to be seen: its own centre is told of it in lists, searches and the queue.
    const told = ownAfter.filter((answer, index) => answer.text !== ownBefore[index]!.text)
    for (const path of ['/resources', '/resources/answering', '/resources/similar', '/proposals'])
      expect(told.map(({ asked }) => asked).join('\n')).toContain(path)

    // Named, it is answered like what never was, to everybody.
    const never: Names = {
      place: randomUUID(),
      twin: randomUUID(),
      proposal: randomUUID(),
      merge: randomUUID(),
      check: 987654321,
    }
    const plain = (text: string, at: Names) =>
      Object.entries(at).reduce(
        (rest, [name, value]) => (typeof value === 'string' ? rest.replaceAll(value, name) : rest),
        text,
      )
    for (const [who, client] of await clients(product)) {
      for (const [id, { aimed }] of Object.entries(ways)) {
        const [here, nowhere] = [aimed?.(names, own) ?? [], aimed?.(never, own) ?? []]
        for (const [index, request] of here.entries()) {
          const seen = await ask(client, request)
          const unseen = await ask(client, nowhere[index]!)
          expect(seen.status, `${who} ${id} ${seen.asked}`).toBe(unseen.status)
          expect(plain(seen.text, names), `${who} ${id}`).toBe(plain(unseen.text, never))
          expect(seen.headers, `${who} ${id}`).toEqual(unseen.headers)
        }
      }
      for (const page of pages(names.place))
        expect((await ask(client, page)).text, `${who} ${page[1]}`).toBe(
          (await ask(client, pages(absent)[pages(names.place).findIndex(each => each[1] === page[1])]!)).text,
        )
    }

    // Nothing of it comes back from what others write, not even under its own name.
    for (const [who, client] of await clients(product))
      for (const { writes } of Object.values(ways))
        for (const request of writes?.(own) ?? []) {
          const { text } = await ask(client, request)
          expect(withoutTimes(text), `${who} ${request[1]}`).not.toMatch(
            new RegExp([names.place, names.twin, names.proposal, '654321', '15\\.7923'].join('|')),
          )
        }
  })

  test('keeps no position anywhere once it is one, nor does what was united with it', async ({
    product,
    db,
  }) => {
    await givenSecret(product)
    const tables = ['resource', 'resource_version', 'proposal'] as const
    const kept = await Promise.all(
      tables.map(table => db.owner.selectFrom(`resource.${table}`).selectAll().execute()),
    )
    expect(withoutTimes(kept)).not.toMatch(/15\.792|40\.6417/)
    const rows = await db.owner.selectFrom('resource.resource').select(['geometry', 'visibility']).execute()
    expect(rows).toEqual(Array(2).fill({ geometry: null, visibility: 'restricted' }))
  })
})
