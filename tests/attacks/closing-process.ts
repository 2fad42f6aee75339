/**
 * A process that looks at what the one before it left half done, closes periods one after the other and is meant to be
 * killed: `found`, `begins` and `closed` tell how far it is.
 * Arguments: `embedded FOLDER` or `postgresql URL`.
 */
import { connect, type Where } from '../../api/db/connect.ts'
import { closePeriod } from '../../api/disclosure/close.ts'
import { endedPeriods } from '../../api/disclosure/period.ts'
import { halfDone } from './half-done.ts'

const [kind, place] = process.argv.slice(2)
const where: Where =
  kind === 'embedded' ? { kind, dataDir: place } : { kind: 'postgresql', url: place!, readerUrl: undefined }
const database = await connect(where)
const say = (line: string) => process.stdout.write(`${line}\n`)
const ledger = await database.publisher
  .selectFrom('published.ledger')
  .where('kind', '=', 'closing')
  .select('period')
  .distinct()
  .execute()
const closed = new Set(ledger.map(({ period }) => period))
say(`found ${JSON.stringify(await halfDone(database))}`)
for (const period of endedPeriods('2000-01', '2026-01-01')) {
  if (closed.has(period)) continue
  say(`begins ${period}`)
  await closePeriod(database.publisher, period, '2026-02-10')
  say(`closed ${period}`)
}
say('done')
await database.close()
