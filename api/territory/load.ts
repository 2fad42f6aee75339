/**
 * Loads the municipality's own territory: reads a file whole, names every fault it has, and either changes
 * everything in one transaction or changes nothing.
 */
import type { Kysely } from 'kysely'
import type { DB } from '../db/schema.ts'
import { dayOf } from './contract.ts'
import { areas } from './load/areas.ts'
import { cells } from './load/cells.ts'
import { cellsFrom } from './load/cells-from.ts'
import { centres } from './load/centres.ts'
import { municipality } from './load/municipality.ts'
import { population } from './load/population.ts'
import { type Loaded, LoadFaults, type LoadOptions, type TerritorySet } from './load/set.ts'
import { loadIsochrones, loadStreets, type Outcome } from './reach/load.ts'

export { type Loaded, LoadFaults, type LoadOptions, sentenceOf, sets, type TerritorySet } from './load/set.ts'

/**
 * Loads one set in one transaction.
 * @param text the file's content
 * @throws LoadFaults with everything that is wrong; nothing is changed then
 */
export function load(
  owner: Kysely<DB>,
  set: TerritorySet,
  text: string,
  options: LoadOptions,
): Promise<Loaded> {
  return owner.transaction().execute(trx => loaders[set](trx, text, options))
}

/** The loaders by themselves, for a caller that has a transaction open. */
export const loaders: Record<
  TerritorySet,
  (trx: Kysely<DB>, text: string, options: LoadOptions) => Promise<Loaded>
> = {
  areas,
  centres,
  cells,
  'cells-from': cellsFrom,
  municipality,
  population,
  streets: async (trx, text, options) => asLoaded('streets', await loadStreets(trx, text, options.source)),
  isochrones: async (trx, text, options) =>
    asLoaded('isochrones', await loadIsochrones(trx, text, options.source, dayOf(new Date()))),
}

function asLoaded(set: TerritorySet, outcome: Outcome): Loaded {
  if ('faults' in outcome) throw new LoadFaults(outcome.faults, outcome.unit)
  return { set, ...outcome }
}
