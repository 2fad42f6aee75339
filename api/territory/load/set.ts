/** What every set of the territory has in common: options, faults, what was loaded, how its file is read. */
import { StartFault } from '../../db/connect.ts'
import { Day } from '../contract.ts'
import { type FileFault, type FileFeature, readFeatures, textProperty, type Wanted } from '../geojson.ts'

export const sets = [
  'areas',
  'centres',
  'cells',
  'cells-from',
  'municipality',
  'population',
  'streets',
  'isochrones',
] as const
export type TerritorySet = (typeof sets)[number]

export type LoadOptions = {
  /** First day in force, YYYY-MM-DD; only of areas, centres and cells. */
  from?: string | undefined
  /** Who made the data, kept with each row. */
  source: string
  /** Properties that hold the code and the name, when they have none of the usual names. */
  id?: string | undefined
  name?: string | undefined
  /** The one feature to take, by its code: a municipality out of a whole region. */
  only?: string | undefined
  /** Draw borders that nearly meet onto the one that comes first in the file. */
  snap?: boolean | undefined
  /** Cut off what belongs to a feature before, or is outside the municipality. */
  clip?: boolean | undefined
  /** Why, and by whom, where somebody decided it at a screen. */
  reason?: string | undefined
  by?: string
  /** The day from which a quarter is to come; today when absent. */
  today?: string
  /** Rows are marked as without official value, and take `validFrom` and `isDemo` from the file when it has them. */
  demonstration?: boolean
}

export type Loaded = {
  set: TerritorySet
  items: { id: string; name: string; detail: string }[]
  notes: string[]
  /** Of cells: the residents that are in none, and how many cells end. */
  short?: { area: string | null; residents: number }[]
  ended?: number
}

/** Every fault of a file, in its order. Its message is for the person at the terminal. */
export class LoadFaults extends StartFault {
  readonly faults: FileFault[]
  constructor(faults: FileFault[], unit: 'feature' | 'row' = 'feature') {
    const ordered = [...faults].sort((a, b) => (a.number ?? 0) - (b.number ?? 0))
    super(ordered.map(fault => sentence(fault, unit)).join('\n'))
    this.faults = ordered
  }
}

const sentence = ({ number, name, fault }: FileFault, unit: string) =>
  number === null ? `The file: ${fault}.` : `${unit} ${number}${name ? ` «${name}»` : ''}: ${fault}.`
export const ofFile = (fault: string): FileFault => ({ number: null, name: null, fault })

export function read(text: string, wanted: Wanted, { only }: LoadOptions) {
  const { features, faults } = readFeatures(text, wanted)
  if (only === undefined || features.length === 0) return { features, faults }
  const chosen = features.filter(feature => feature.id === only)
  if (chosen.length === 0) return { features: [], faults: [ofFile(`no feature has the code «${only}»`)] }
  return {
    features: chosen,
    faults: faults.filter(({ number }) => chosen.some(feature => feature.number === number)),
  }
}

export const faultOf = ({ number, name, id }: FileFeature, fault: string): FileFault => ({
  number,
  name: name || id || null,
  fault,
})

export function startOf({ from }: LoadOptions, faults: FileFault[]): string | undefined {
  if (from === undefined) faults.push(ofFile('say from which day it is in force, as --from 2026-01-01'))
  else if (!Day.safeParse(from).success) faults.push(ofFile(`--from ${from} is not a day such as 2026-01-01`))
  else return from
  return undefined
}

/** What a demonstration's feature says of itself; the municipality's data takes the day that was asked for. */
export function ownDates({ properties }: FileFeature, { demonstration }: LoadOptions) {
  if (!demonstration) return { demo: false }
  const from = textProperty(properties, ['validFrom'])
  return { demo: properties.isDemo !== false, ...(from ? { from } : {}) }
}

export const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`
