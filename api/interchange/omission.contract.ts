/** What a reader leaves out of a file, counted and named, so that nothing stays behind in silence. */
import { z } from 'zod'

export const omissionCodes = [
  /** `sep=;` above the table, for Excel alone. */
  'separator_line',
  /** Rows above the headers, such as a title; named by their numbers. */
  'title_rows',
  'blank_rows',
  'total_rows',
  /** The headers again, as at the head of each printed page. */
  'repeated_headers',
  /** Sheets that have rows and are not read, by name. */
  'other_sheets',
  /** Rows that a filter hides: they are read, and each is a doubt. */
  'hidden_rows',
  /** Columns that the sheet hides, by their letters: they are read. */
  'hidden_columns',
  /** Cells far from the table, by their addresses. */
  'far_cells',
  /** Elements of OpenStreetMap whose tags say no kind of place. */
  'other_elements',
  /** Columns beyond those that are read, rarest first. */
  'other_columns',
  /** Lists of objects in JSON, by the names of their members. */
  'object_lists',
  /** Drawings that cannot be read, each with its line and why; the texts beside them are kept. */
  'drawings',
] as const
export type OmissionCode = (typeof omissionCodes)[number]

export const OmissionEntry = z
  .object({
    code: z.enum(omissionCodes),
    count: z.int(),
    names: z.array(z.string()).meta({ description: 'The first of them by number, name or address' }),
  })
  .meta({ id: 'OmissionEntry' })
export type OmissionEntry = z.output<typeof OmissionEntry>

/** Names of one kind that are told: enough to find them, few enough to be read. */
const shownNames = 20

/** Both languages where a name is a sentence. */
export type OmissionName = string | { it: string; en: string }

export class Omissions {
  readonly #entries = new Map<OmissionCode, { count: number; names: OmissionName[] }>()

  add(code: OmissionCode, name?: OmissionName): void {
    const entry = this.#entries.get(code) ?? { count: 0, names: [] }
    entry.count += 1
    if (name !== undefined && entry.names.length < shownNames) entry.names.push(name)
    this.#entries.set(code, entry)
  }

  /** In the order of the codes. */
  entries(language: 'it' | 'en'): OmissionEntry[] {
    return omissionCodes.flatMap(code => {
      const entry = this.#entries.get(code)
      if (!entry) return []
      const names = entry.names.map(name => (typeof name === 'string' ? name : name[language]))
      return [{ code, count: entry.count, names }]
    })
  }
}
