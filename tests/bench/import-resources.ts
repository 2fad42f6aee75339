/** Importing resources: one added after another, against a file into the queue and all of it accepted, API against API. */
import { randomUUID } from 'node:crypto'
import { createApp } from '../../api/app.ts'
import { connect, type Where } from '../../api/db/connect.ts'
import { migrate } from '../../api/db/migrate.ts'
import { demonstrationPassword, loadDemonstration } from '../../api/demonstration/load.ts'
import { resourceTypes } from '../../api/resources/contract.ts'
import { dayOf } from '../../api/territory/contract.ts'
import { onFreePort } from '../support/free-port.ts'

const rows = 10_000
const singles = 200
const syllables = 'ba ce di fo gu la me ni po ru sa te vi zo tra spe clo fri'.split(' ')
/** Names as different as those of real bodies: five words of two syllables, no two alike. */
function name(index: number): string {
  let rest = (index * 2_654_435_761) % 2 ** 32
  return Array.from({ length: 5 }, () => {
    const word = syllables[rest % 18]! + syllables[Math.floor(rest / 18) % 18]! + syllables[(rest * 7) % 18]!
    rest = (rest * 1_103_515_245 + 12_345) % 2 ** 31
    return word
  }).join(' ')
}
/** Within the demonstration's city, some 20 metres apart. */
const place = (index: number) =>
  [15.77 + (index % 250) * 0.0002, 40.62 + (Math.floor(index / 250) % 90) * 0.0004] as const

const entry = (index: number) => ({
  id: randomUUID(),
  name: name(index),
  type: resourceTypes[index % resourceTypes.length]!,
  geometry: { type: 'Point', coordinates: [...place(index)] },
  address: 'piazza Inventata',
  description: 'Aperto a chi abita nel quartiere, con un volontario che accompagna allo sportello.',
  openingHours: 'Mo-Fr 09:00-13:00',
  phone: `0971 ${String(100_000 + index)}`,
})
const file = (from: number) =>
  [
    'nome,tipo,lon,lat,indirizzo,descrizione,orari,telefono',
    ...Array.from({ length: rows }, (_, index) => {
      const { name, type, geometry, address, description, openingHours, phone } = entry(from + index)
      return [name, type, ...geometry.coordinates, address, `"${description}"`, openingHours, phone].join(',')
    }),
  ].join('\n')

/** Resources per second: singly, into the queue, accepted; then a file over a census of as many, into the queue. */
export async function importingResources(where: Where, line: (what: string, figure: string) => void) {
  const database = await connect(where)
  const migration = await migrate(database.owner)
  await loadDemonstration(database, dayOf(new Date()))
  const app = await createApp({ database, migration, demonstration: true })
  const { url, stop } = await onFreePort(app)
  const api = `${url}/api/v1`
  const signedIn = await fetch(`${api}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'operatore-centro', password: demonstrationPassword }),
  })
  const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!
  const timed = async (method: string, path: string, type: string, body?: string) => {
    const begun = performance.now()
    const reply = await fetch(api + path, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body }),
    })
    const answer = await reply.json()
    if (!reply.ok) throw new Error(`${reply.status} ${JSON.stringify(answer).slice(0, 500)}`)
    return { ms: performance.now() - begun, answer }
  }
  const single = (index: number) =>
    timed('POST', '/resources', 'application/json', JSON.stringify(entry(index)))
  const send = (from: number, query: string) =>
    timed('POST', `/resource-imports?${query}`, 'application/octet-stream', file(from))

  for (let index = 0; index < 20; index++) await single(100_000 + index) // warms up
  let alone = 0
  for (let index = 0; index < singles; index++) alone += (await single(200_000 + index)).ms
  const singleRate = (1000 * singles) / alone
  const queued = await send(0, `source=bench&id=${randomUUID()}`)
  const { ready } = queued.answer.counts
  const accepted = await timed('POST', `/resource-imports/${queued.answer.batch}/acceptance`, '')
  if (accepted.answer.accepted !== ready) throw new Error('not all were accepted')
  const over = await send(1_000_000, 'dryRun=true')
  const again = await send(0, 'dryRun=true&source=again')
  const undone = await timed('DELETE', `/resource-imports/${queued.answer.batch}`, '')
  const perSecond = (count: number, ms: number) => (1000 * count) / ms
  const intoQueue = perSecond(rows, queued.ms)
  const acceptedRate = perSecond(ready, accepted.ms)
  line('addResource one after another, resources per second', singleRate.toFixed(0))
  line(`a file of ${rows.toLocaleString('en')} into the queue, rows per second`, intoQueue.toFixed(0))
  line('queue ÷ one at a time (goal ≥ 20)', (intoQueue / singleRate).toFixed(1))
  line(`${ready.toLocaleString('en')} without doubts accepted, resources per second`, acceptedRate.toFixed(0))
  line('accepting ÷ one at a time (goal ≥ 20)', (acceptedRate / singleRate).toFixed(1))
  line('both ÷ one at a time', (perSecond(ready, queued.ms + accepted.ms) / singleRate).toFixed(1))
  line(`other ${rows.toLocaleString('en')} tried against them`, `${(over.ms / 1000).toFixed(1)} s`)
  line(
    `the same tried again: ${again.answer.counts.duplicates.toLocaleString('en')} probable duplicates`,
    `${(again.ms / 1000).toFixed(1)} s`,
  )
  line(`undone: ${undone.answer.removed.toLocaleString('en')} removed`, `${(undone.ms / 1000).toFixed(1)} s`)
  await stop()
  await database.close()
}
