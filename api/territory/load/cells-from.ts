/** Map cells made here out of public census sections. */
import { type Kysely, sql } from 'kysely'
import type { DB } from '../../db/schema.ts'
import type { Bilingual } from '../../http/operation.ts'
import { nextQuarter, quarterFrom } from '../change/days.ts'
import { dayOf } from '../contract.ts'
import { aggregate, type Border, type Piece, shared } from '../sections.ts'
import { readResidents, residentsMinimum } from './cells.ts'
import { closedNote, end, refuseEarlier } from './dated.ts'
import { type Loaded, LoadFaults, type LoadOptions, ofFile, read, startOf } from './set.ts'
import { asJson, dissolveParts, geometryFaults } from './shapes.ts'

const residentsNames = ['residents', 'population', 'residenti', 'popolazione', 'p1', 'pop21', 'pop_tot']

/** Cells built from public sections: nested in the areas of the day, each with enough residents, for a quarter to come. */
export async function cellsFrom(trx: Kysely<DB>, text: string, options: LoadOptions): Promise<Loaded> {
  const {
    features,
    faults,
    notes: parts,
  } = read(
    text,
    { geometry: 'polygon', nameless: true, idAliases: ['sez', 'sez2011', 'sez21_id', 'sezione'], ...options },
    options,
  )
  const from = startOf(options, faults)
  const today = options.today ?? dayOf(new Date())
  if (from && (quarterFrom(from) !== from || from <= today))
    faults.push(
      ofFile(
        `le celle cambiano con un trimestre che non è cominciato: dal ${nextQuarter(today)}, o dal primo giorno di uno successivo`,
        `cells change with a quarter that has not begun: --from must be ${nextQuarter(today)} or the first day of a later quarter`,
      ),
    )
  await dissolveParts(trx, features)
  faults.push(...(await geometryFaults(trx, features)))
  if (from) await refuseEarlier(trx, 'territory.cell', from, faults)
  const residents = features.map(feature => readResidents(feature, residentsNames, 0, faults))
  if (faults.length > 0 || !from) throw new LoadFaults(faults)

  const json = asJson(features, (_, index) => ({ residents: residents[index] }))
  await sql`drop table if exists pg_temp.piece`.execute(trx)
  await sql`create temp table piece on commit drop as
    select * from derived.section_pieces(${json}::jsonb, ${from}::date)`.execute(trx)
  const pieces = await sql<Piece & { section: number; share: number }>`
    select number, section, area_id as area, share from piece order by number`.execute(trx)
  const borders = await sql<Border>`
    select a.number as one, b.number as other, metres
      from piece a join piece b on a.number < b.number and a.area_id is not distinct from b.area_id
                               and a.shape && st_expand(b.shape, 0.00001),
           lateral (select st_length(st_intersection(st_boundary(a.flat), st_buffer(b.flat, 0.5))) as metres) t
     where metres > 1 order by 1, 2`.execute(trx)
  const counted = shared(
    pieces.rows,
    new Map(features.map(({ number }, index) => [number, residents[index]!])),
  )
  const { cells, short } = aggregate(counted, borders.rows, residentsMinimum)

  const closed = await end(trx, 'territory.cell', from)
  const quarter = `${from.slice(0, 4)}q${Math.ceil(Number(from.slice(5, 7)) / 3)}`
  const numbers = new Map<string | null, number>()
  const items: Loaded['items'] = []
  for (const { area, residents, members } of cells) {
    const place = (numbers.get(area) ?? 0) + 1
    numbers.set(area, place)
    const id = `${area ?? 'fuori'}-${quarter}-${String(place).padStart(2, '0')}`
    await sql`
      insert into territory.cell (id, area_version_id, boundary, residents, valid_from, source, is_demo)
      select ${id}, (select id from territory.area_version
                      where area_id = ${area} and daterange(valid_from, valid_to) @> ${from}::date),
             derived.whole(derived.joined(array_agg(shape))), ${residents}, ${from}, ${options.source}, false
        from piece where number = any (${members}::integer[])`.execute(trx)
    items.push({
      id,
      name: id,
      detail: {
        it: `${residents} residenti, ${area ?? 'fuori dalle aree'}`,
        en: `${residents} residents, ${area ?? 'outside the areas'}`,
      },
    })
  }
  await trx
    .insertInto('territory.change')
    .values({
      kind: 'cells_rebuilt',
      name: quarter,
      starts_on: from,
      reason: options.reason ?? options.source,
      changed_by: options.by ?? null,
      impact: JSON.stringify({ cells: cells.length }),
    })
    .execute()
  const notes = short.map(
    ({ area, residents }): Bilingual => ({
      it: `Attenzione: ${residents} residenti ${area ? `di ${area}` : 'del resto del comune'} non sono in nessuna cella: con nessuna vicina arrivano a ${residentsMinimum}.`,
      en: `Careful: ${residents} residents of ${area ?? 'the rest of the municipality'} are in no cell: no neighbour makes them ${residentsMinimum}.`,
    }),
  )
  return {
    set: 'cells-from',
    items,
    notes: [...parts, ...closedNote(closed, 'cell', from), ...notes],
    short: short.map(({ area, residents }) => ({ area, residents })),
    ended: closed,
  }
}
