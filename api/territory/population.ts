/** Reads the residents of each area from a CSV file and tells every fault with its row. Pure. */
import type { Bilingual } from '../http/operation.ts'
import type { FileFault } from './geojson.ts'
import { registerRows } from './register.ts'

export type Residents = {
  scope: 'area' | 'outside' | 'city'
  area: string | null
  residents: number
  referenceDate: string
  source: string
}

const columns = {
  area: ['area', 'id'],
  residents: ['residents', 'residenti', 'popolazione', 'population'],
  referenceDate: ['reference_date', 'data_riferimento', 'data'],
  source: ['source', 'fonte'],
} as const
type Column = keyof typeof columns

/**
 * @param areas the areas known, by code or by name
 * @param today nothing is counted in the future, YYYY-MM-DD
 */
export function readPopulation(
  text: string,
  areas: readonly { id: string; name: string }[],
  today: string,
): { rows: Residents[]; faults: FileFault[]; notes: Bilingual[] } {
  const register = registerRows(text, Object.values(columns).flat())
  const { faults, notes } = register
  if (faults.length > 0) return { rows: [], faults, notes }
  const [header, ...lines] = register.rows
  const file = (it: string, en: string) => ({
    rows: [],
    faults: [{ number: null, name: null, fault: { it, en } }],
    notes,
  })
  if (!header) return file('è vuoto', 'it is empty')
  const names = header.cells.map(cell => cell.trim().toLowerCase())
  const at = Object.fromEntries(
    Object.entries(columns).map(([column, aliases]) => [
      column,
      names.findIndex(name => (aliases as readonly string[]).includes(name)),
    ]),
  ) as Record<Column, number>
  const missing = Object.entries(at)
    .filter(([, index]) => index < 0)
    .map(([column]) => `«${columns[column as Column][0]}»`)
  if (missing.length > 0)
    return file(
      `la sua prima riga dev’essere area,residents,reference_date,source (o area,residenti,data_riferimento,fonte): manca ${missing.join(', ')}`,
      `its first row must be area,residents,reference_date,source: ${missing.join(', ')} missing`,
    )
  if (lines.length === 0) return file('non ha righe sotto la prima', 'it holds no row under the first')

  const rows: Residents[] = []
  const seen = new Map<string, number>()
  for (const { row: line, cells } of lines) {
    const cell = (column: Column) => (cells[at[column]] ?? '').trim()
    const name = cell('area')
    const say = (it: string, en: string) =>
      faults.push({ number: line, name: name || null, fault: { it, en } })
    const before = faults.length
    if (cells.length !== names.length)
      say(
        `ha ${cells.length} caselle, la prima riga ${names.length}`,
        `it has ${cells.length} cells, the first row ${names.length}`,
      )
    const place = placeNamed(name, areas)
    if (!place && name === '') say('non dice di quale area', 'it names no area')
    else if (!place)
      say(
        `l’area «${name}» non esiste: scrivi il codice o il nome di un’area caricata, «outside» (fuori dalle aree) o «city» (tutto il comune)`,
        `the area «${name}» is not known: use a loaded area’s code or name, «outside» or «city»`,
      )
    const count = cell('residents')
    const residents = wholeNumber(count)
    if (residents === null)
      say(
        `i suoi residenti «${count}» non sono un numero intero`,
        `its residents «${count}» are not a whole number`,
      )
    const date = cell('referenceDate')
    const referenceDate = day(date)
    if (!referenceDate)
      say(
        `la sua data «${date}» non è un giorno (2025-12-31 o 31/12/2025)`,
        `its date «${date}» is not a day (2025-12-31 or 31/12/2025)`,
      )
    else if (referenceDate > today)
      say(`la sua data ${referenceDate} è nel futuro`, `its date ${referenceDate} is in the future`)
    if (cell('source') === '') say('non dice la fonte', 'it names no source')
    if (!place || residents === null || !referenceDate || faults.length > before) continue
    const key = `${place.scope} ${place.area} ${referenceDate}`
    const earlier = seen.get(key)
    if (earlier !== undefined)
      say(
        `ripete la riga ${earlier}: stessa area e stessa data`,
        `it repeats row ${earlier}: same area and date`,
      )
    seen.set(key, line)
    rows.push({ ...place, residents, referenceDate, source: cell('source') })
  }
  return { rows, faults, notes }
}

function placeNamed(
  name: string,
  areas: readonly { id: string; name: string }[],
): Pick<Residents, 'scope' | 'area'> | undefined {
  if (name === 'outside' || name === 'city') return { scope: name, area: null }
  const area =
    areas.find(({ id }) => id === name) ??
    areas.find(area => area.name.toLowerCase() === name.toLowerCase() && name !== '')
  return area && { scope: 'area', area: area.id }
}

/** A thousands point is accepted, as Italian spreadsheets write it. */
function wholeNumber(text: string): number | null {
  if (!/^\d{1,3}(\.\d{3})+$|^\d+$/.test(text)) return null
  const value = Number(text.replaceAll('.', ''))
  return value <= 100_000_000 ? value : null
}

/** A day as YYYY-MM-DD from ISO or from the Italian order; undefined when there is none such. */
function day(text: string): string | undefined {
  const italian = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text)
  const iso = italian
    ? `${italian[3]}-${italian[2]!.padStart(2, '0')}-${italian[1]!.padStart(2, '0')}`
    : /^\d{4}-\d{2}-\d{2}$/.test(text)
      ? text
      : undefined
  if (!iso) return undefined
  const date = new Date(`${iso}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined
}
