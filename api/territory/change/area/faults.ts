/** What is wrong with a change of an area. */
import { sql } from 'kysely'
import { refusals } from '../../../guard/contract.ts'
import type { Fault } from '../../../http/operation.ts'
import { pointer } from '../../../http/validate.ts'
import { outlineFaults } from '../../outline.ts'
import { amountIn, dayIn, earliestDay, faultOf, type Staff } from '../days.ts'
import { areasOn, current, type Drawing, redrawn } from './drawing.ts'

/** Whether the first position of each ring is also its last. */
const closes = ({ type, coordinates }: NonNullable<Drawing['boundary']>) =>
  (type === 'Polygon' ? [coordinates] : coordinates)
    .flat()
    .every(ring => String(ring[0]) === String(ring.at(-1)))

const otherwise = { it: 'la sua forma non è possibile', en: 'its shape is not possible' }

async function boundaryFaults(db: Staff, boundary: NonNullable<Drawing['boundary']>): Promise<Fault[]> {
  if (!closes(boundary)) return [faultOf('open_ring', ['boundary'])]
  const file = JSON.stringify([{ number: 1, id: '', name: '', geometry: boundary }])
  const invalid = await sql<{ reason: string; longitude: number | null; latitude: number | null }>`
    select reason, longitude, latitude from derived.invalid_shapes(${file}::jsonb)`.execute(db)
  const [wrong] = invalid.rows
  if (wrong) {
    const reason = outlineFaults[wrong.reason] ?? otherwise
    const place = `${wrong.longitude?.toFixed(5) ?? '?'} ${wrong.latitude?.toFixed(5) ?? '?'}`
    return [
      faultOf('invalid_boundary', ['boundary'], {
        it: { reason: reason.it, place },
        en: { reason: reason.en, place },
      }),
    ]
  }
  const outside = await sql<{ amount: number }>`
    select amount from derived.outside_municipality(${file}::jsonb)`.execute(db)
  const amount = outside.rows[0] && amountIn(outside.rows[0].amount)
  return amount
    ? [
        faultOf('outside_municipality', ['boundary'], {
          it: { amount: amount.it },
          en: { amount: amount.en },
        }),
      ]
    : []
}

/** History is written once, in order: nothing starts or ends after the day. */
async function dayFaults(db: Staff, from: string): Promise<Fault[]> {
  const earliest = await earliestDay(db)
  if (earliest && from < earliest) return [faultOf('closed_month', ['from'], dayIn(earliest))]
  const { rows } = await sql<{ latest: string | null }>`
    select max(greatest(valid_from, valid_to)) as latest from territory.area_version`.execute(db)
  const latest = rows[0]!.latest
  return latest && from < latest ? [faultOf('later_change', ['from'], dayIn(latest))] : []
}

/**
 * Every rule that a change breaks beyond its shape.
 * @param deciding what the preview leaves open must be decided
 */
export async function areaFaults(
  db: Staff,
  change: Partial<Drawing & { reason: string }>,
  today: string,
  deciding: boolean,
): Promise<Fault[]> {
  const faults: Fault[] = refusals(change).map(({ path, kind, detail }) => ({
    pointer: pointer('body', ...path),
    code: kind,
    detail,
  }))
  const { from, area, boundary } = change
  if (from) faults.push(...(await dayFaults(db, from)))
  if (area && ['outside', 'unknown', 'city'].includes(area)) faults.push(faultOf('reserved_code', ['area']))
  const geometryFaults = boundary ? await boundaryFaults(db, boundary) : []
  faults.push(...geometryFaults)
  for (const [index, { on }] of (change.residents ?? []).entries())
    if (on > today) faults.push(faultOf('date_in_future', ['residents', index, 'on']))
  if (!from || !area) return faults

  const now = await current(db, area, from)
  if (change.ends && (boundary || change.name !== undefined || change.subtitle !== undefined))
    faults.push(faultOf('ends_alone', ['ends']))
  if (!now && change.ends) faults.push(faultOf('not_in_force', ['area']))
  if (!now && !change.ends && (!boundary || !change.name)) faults.push(faultOf('area_incomplete', ['area']))
  if (now && change.ends && now.valid_from === from) faults.push(faultOf('just_begun', ['from']))
  if (faults.length > 0) return faults

  const shapes = await redrawn(db, change as Drawing)
  const names = new Map((await areasOn(db, from)).map(row => [row.id, row.name]))
  const areas = shapes.filter(({ kind }) => kind === 'area')
  for (const { area_id, empty } of areas)
    if (empty && area_id !== area) {
      const name = names.get(area_id) ?? area_id
      faults.push(faultOf('swallowed', ['boundary'], { area: name }))
    } else if (empty && !change.ends) faults.push(faultOf('nothing_left', ['boundary']))
  const redraws = shapes.some(({ kind }) => kind !== 'area')
  const renames =
    now &&
    ((change.name !== undefined && change.name !== now.name) ||
      (change.subtitle !== undefined && change.subtitle !== now.subtitle))
  if (now && !redraws && !renames) faults.push(faultOf('nothing_changed', ['area']))
  for (const [index, { area: counted }] of (change.residents ?? []).entries())
    if (!redraws || !areas.some(({ area_id, empty }) => area_id === counted && !empty))
      faults.push(faultOf('residents_of_unchanged', ['residents', index, 'area']))
  if (!deciding) return faults
  for (const piece of shapes) {
    const amount = amountIn(piece.square_metres)
    const values = { area: names.get(piece.other ?? '') ?? '' }
    const both = { it: { ...values, amount: amount.it }, en: { ...values, amount: amount.en } }
    if (piece.kind === 'taken' && !change.over) faults.push(faultOf('over_undecided', ['over'], both))
    const given = change.gap === 'neighbour' && piece.other !== null
    if (piece.kind === 'left' && change.gap !== 'outside' && !given)
      faults.push(faultOf('gap_undeclared', ['gap'], both))
  }
  return faults
}
