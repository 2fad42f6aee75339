/** Recording: one access at a time and eight desks at once over 100,000 records, and the file that brings those. */
import { randomUUID } from 'node:crypto'
import { createApp } from '../../api/app.ts'
import { connect, type Where } from '../../api/db/connect.ts'
import { migrate } from '../../api/db/migrate.ts'
import { demonstrationPassword, loadDemonstration } from '../../api/demonstration/load.ts'
import * as codes from '../../api/observations/codes.ts'
import type { AccessRecord } from '../../api/observations/contract.ts'
import { dayOf } from '../../api/territory/contract.ts'
import { cellsOf, csvFile } from '../support/files.ts'
import { onFreePort } from '../support/free-port.ts'

export type RecordingFigures = {
  /** Accesses per second, one request after another, before the import. */
  singleRate: number
  /** Accesses per second of one file, from the first byte sent to the answer. */
  importRate: number
  rows: number
  /** Latencies over the records that the import has brought, ms. */
  alone: number[]
  together: number[]
  /** Accesses per second of eight clients at once. */
  togetherRate: number
}

const rows = 100_000
const singles = 300
const writers = 8
const eachWriter = 60

/** Invented, all different enough to be a file, legal at the centre of the demonstration. */
export function inventedAccess(index: number, today: string): AccessRecord {
  const among = <T>(list: readonly T[], salt: number): T =>
    list[(index * 31 + salt * 17 + (index >> 5)) % list.length]!
  const day = new Date(`${today}T00:00:00Z`)
  // Never before the quarter that comes before this one.
  day.setUTCDate(day.getUTCDate() - (index % 80))
  const domain = among(codes.needDomains, 1)
  const other =
    codes.needDomains[(codes.needDomains.indexOf(domain) + 1 + (index % 5)) % codes.needDomains.length]!
  return {
    id: randomUUID(),
    centre: 'porta-centro',
    date: day.toISOString().slice(0, 10),
    channel: among(codes.channels, 2),
    origin: among(codes.origins, 3),
    residenceArea: among(['centro', 'outside', 'unknown', 'sud', 'nord-est'], 4),
    ageBand: among(codes.ageBands, 5),
    gender: among(codes.genders, 6),
    citizenship: among(codes.citizenships, 7),
    household: among(codes.households, 8),
    incomeSupport: among(['none', 'adi', 'other', 'unknown'] as const, 9),
    knownToService: among(codes.known, 10),
    lastVisit: among(codes.lastVisits, 11),
    needs: [
      { domain, outcome: among(['information', 'guidance', 'referral'] as const, 12) },
      ...(index % 4 === 0
        ? [{ domain: other, outcome: 'unmet' as const, unmetReason: among(codes.unmetReasons, 13) }]
        : []),
    ],
  }
}

export async function recording(where: Where): Promise<RecordingFigures> {
  const database = await connect(where)
  const migration = await migrate(database.owner)
  const today = dayOf(new Date())
  await loadDemonstration(database, today)
  const app = await createApp({ database, migration, demonstration: true })
  const { url, stop } = await onFreePort(app)
  const api = `${url}/api/v1`
  const signedIn = await fetch(`${api}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'operatore-centro', password: demonstrationPassword }),
  })
  const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!
  const post = async (path: string, type: string, body: string) => {
    const begun = performance.now()
    const reply = await fetch(api + path, { method: 'POST', headers: { cookie, 'content-type': type }, body })
    const text = await reply.text()
    if (!reply.ok) throw new Error(`${reply.status} ${text.slice(0, 500)}`)
    return performance.now() - begun
  }
  let made = 0
  const single = () =>
    post('/accesses', 'application/json', JSON.stringify(inventedAccess(made++ % 20, today)))
  const inARow = async (count: number) => {
    const times: number[] = []
    for (let index = 0; index < count; index++) times.push(await single())
    return times
  }
  const sum = (times: number[]) => times.reduce((total, time) => total + time, 0)

  await inARow(50) // warms up
  const before = await inARow(singles)
  const file = csvFile(Array.from({ length: rows }, (_, index) => cellsOf(inventedAccess(index, today))))
  const importTime = await post('/imports?acceptLate=true', 'text/csv', file)
  const alone = await inARow(singles)
  const begun = performance.now()
  const together = (await Promise.all(Array.from({ length: writers }, () => inARow(eachWriter)))).flat()
  const togetherTime = performance.now() - begun

  await stop()
  await database.close()
  return {
    singleRate: (1000 * before.length) / sum(before),
    importRate: (1000 * rows) / importTime,
    rows,
    alone,
    together,
    togetherRate: (1000 * together.length) / togetherTime,
  }
}
