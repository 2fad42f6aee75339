/** What every set of the territory has in common: options, faults, what was loaded, how its file is read. */
import { StartFault } from '../../db/connect.ts'
import type { Bilingual } from '../../http/operation.ts'
import { Day } from '../contract.ts'
import {
  type FileFault,
  type FileFeature,
  partNotes,
  readFeatures,
  textProperty,
  type Wanted,
} from '../geojson.ts'

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
  items: { id: string; name: string; detail: Bilingual }[]
  notes: Bilingual[]
  /** Of cells: the residents that are in none, and how many cells end. */
  short?: { area: string | null; residents: number }[]
  ended?: number
}

/** Every fault of a file, in its order. Its message is English, for a log; a person reads `inLanguage`. */
export class LoadFaults extends StartFault {
  readonly faults: FileFault[]
  readonly #unit: Unit
  constructor(faults: FileFault[], unit: Unit = 'feature') {
    const ordered = [...faults].sort((a, b) => (a.number ?? 0) - (b.number ?? 0))
    super(linesOf(ordered, unit, 'en'))
    this.faults = ordered
    this.#unit = unit
  }

  /** A line for each fault. */
  inLanguage(language: keyof Bilingual): string {
    return linesOf(this.faults, this.#unit, language)
  }
}

type Unit = keyof typeof units
const units = {
  feature: { it: 'elemento', en: 'feature' },
  row: { it: 'riga', en: 'row' },
} satisfies Record<string, Bilingual>

const linesOf = (faults: readonly FileFault[], unit: Unit, language: keyof Bilingual) =>
  faults.map(fault => sentenceOf(fault, unit)[language]).join('\n')

/** A fault with the place it is in. */
export function sentenceOf({ number, name, fault }: FileFault, unit: Unit = 'feature'): Bilingual {
  if (number === null) return { it: `Il file: ${fault.it}.`, en: `The file: ${fault.en}.` }
  const place = `${number}${name ? ` «${name}»` : ''}`
  return { it: `${units[unit].it} ${place}: ${fault.it}.`, en: `${units[unit].en} ${place}: ${fault.en}.` }
}

export const ofFile = (it: string, en: string): FileFault => ({ number: null, name: null, fault: { it, en } })

export function read(text: string, wanted: Wanted, { only }: LoadOptions) {
  const { features, faults } = readFeatures(text, wanted)
  if (only === undefined || features.length === 0) return { features, faults, notes: partNotes(features) }
  const chosen = features.filter(feature => feature.id === only)
  if (chosen.length === 0)
    return {
      features: [],
      faults: [ofFile(`nessun elemento ha il codice «${only}»`, `no feature has the code «${only}»`)],
      notes: [],
    }
  return {
    features: chosen,
    faults: faults.filter(({ number }) =>
      chosen.some(({ parts }) => parts.some(part => part.number === number)),
    ),
    notes: partNotes(chosen),
  }
}

export const faultOf = ({ number, name, id }: FileFeature, it: string, en: string): FileFault => ({
  number,
  name: name || id || null,
  fault: { it, en },
})

export function startOf({ from }: LoadOptions, faults: FileFault[]): string | undefined {
  if (from === undefined)
    faults.push(
      ofFile(
        'di’ da quale giorno vale, come --from 2026-01-01',
        'say from which day it is in force, as --from 2026-01-01',
      ),
    )
  else if (!Day.safeParse(from).success)
    faults.push(
      ofFile(
        `--from ${from} non è un giorno come 2026-01-01`,
        `--from ${from} is not a day such as 2026-01-01`,
      ),
    )
  else return from
  return undefined
}

/** What a demonstration's feature says of itself; the municipality's data takes the day that was asked for. */
export function ownDates({ properties }: FileFeature, { demonstration }: LoadOptions) {
  if (!demonstration) return { demo: false }
  const from = textProperty(properties, ['validFrom'])
  return { demo: properties.isDemo !== false, ...(from ? { from } : {}) }
}

/** What files hold and change, one of it and several. */
const nouns = {
  version: { it: ['versione', 'versioni'], en: ['version', 'versions'] },
  seat: { it: ['sede', 'sedi'], en: ['seat', 'seats'] },
  cell: { it: ['cella', 'celle'], en: ['cell', 'cells'] },
  resource: { it: ['risorsa', 'risorse'], en: ['resource', 'resources'] },
  corner: { it: ['vertice', 'vertici'], en: ['corner', 'corners'] },
  row: { it: ['riga', 'righe'], en: ['row', 'rows'] },
  number: { it: ['numero civico', 'numeri civici'], en: ['number', 'numbers'] },
  estimate: {
    it: ['stima dimostrativa', 'stime dimostrative'],
    en: ['demonstration estimate', 'demonstration estimates'],
  },
} as const
export type Noun = keyof typeof nouns

export const counted = (count: number, noun: Noun): Bilingual => {
  const form = count === 1 ? 0 : 1
  return { it: `${count} ${nouns[noun].it[form]}`, en: `${count} ${nouns[noun].en[form]}` }
}
