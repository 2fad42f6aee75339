/**
 * Accesses from a file: CSV whose columns are those of `columns.codes.ts` and no others. The file is read whole before
 * anything is written; one fault anywhere and nothing is.
 */
import { z } from 'zod'
import { firstNames, type PersonalKind, personalData, probableNames } from '../../guard/contract.ts'
import { type Bilingual, operation } from '../../http/operation.ts'
import { readingFaults } from '../../interchange/file-unreadable.contract.ts'
import { OmissionEntry } from '../../interchange/omission.contract.ts'
import { delimiters } from '../../interchange/table.contract.ts'
import { encodings } from '../../interchange/text.contract.ts'
import { Day } from '../../territory/contract.ts'
import { AccessRecord, accessFaults } from '../contract.ts'
import { columns, type IdentityKind, importLimits } from './columns.codes.ts'
import { looksLikeDay } from './day.codes.ts'

export * from './answers.codes.ts'
export * from './columns.codes.ts'
export * from './day.codes.ts'

/** Why a whole file cannot be imported, each in one sentence. `{…}` stands for what the case tells. */
export const fileFaults = {
  ...readingFaults,
  too_many_bytes: {
    it: `Il file supera ${importLimits.bytes / 1e6} MB: dividilo in più file`,
    en: `The file is over ${importLimits.bytes / 1e6} MB: split it`,
  },
  not_text: {
    it: 'Il file non è né CSV né un foglio di calcolo .xlsx: salvalo in uno dei due formati e riprova',
    en: 'The file is neither CSV nor an .xlsx spreadsheet: save it as one of the two and try again',
  },
  too_many_columns: {
    it: `Una riga ha più di ${importLimits.columns} colonne, o non finisce: non è un file di accessi`,
    en: `A row has more than ${importLimits.columns} columns, or has no end: it is not a file of accesses`,
  },
  too_many_rows: {
    it: 'Le righe sono più di 100.000: dividi il file per anni e importane uno per volta',
    en: 'The rows are more than 100,000: split the file by years and import one at a time',
  },
  no_rows: {
    it: 'Il file ha la riga delle intestazioni ma nessun accesso',
    en: 'The file has its row of headers but no access',
  },
  missing_column: {
    it: 'Manca la colonna «{column}», che è obbligatoria',
    en: 'The column “{column}” is missing, and is required',
  },
  repeated_column: {
    it: 'La colonna {place} dice la stessa cosa di un’altra («{column}»): tienine una',
    en: 'Column {place} says the same as another (“{column}”): keep one',
  },
  unknown_column: {
    it: 'La colonna {place} non è fra quelle previste: toglila o abbinala',
    en: 'Column {place} is not among those provided for: remove it or match it',
  },
  unnamed_column: {
    it: 'La colonna {place} ha dei valori ma nessuna intestazione: dalle un nome o toglila',
    en: 'Column {place} has values but no header: name it or remove it',
  },
  identity_column: {
    it: 'La colonna {place} sembra contenere {kind}: toglila dal file, qui non si conservano identità',
    en: 'Column {place} seems to hold {kind}: take it out of the file, no identity is kept here',
  },
} as const satisfies Record<string, Bilingual>
export type FileFault = keyof typeof fileFaults

export const identityWords = {
  person_name: { it: 'nomi di persone', en: 'names of persons' },
  tax_code: { it: 'codici fiscali', en: 'tax codes' },
  birth_date: { it: 'date o luoghi di nascita', en: 'dates or places of birth' },
  phone: { it: 'numeri di telefono', en: 'phone numbers' },
  email: { it: 'indirizzi e-mail', en: 'e-mail addresses' },
  address: { it: 'indirizzi', en: 'addresses' },
  document: { it: 'documenti di identità', en: 'identity documents' },
  bank_account: { it: 'conti bancari', en: 'bank accounts' },
  plate: { it: 'targhe', en: 'number plates' },
  person_code: {
    it: 'numeri o codici che distinguono le persone',
    en: 'numbers or codes that tell persons apart',
  },
} as const satisfies Record<IdentityKind, Bilingual>

/** What is wrong in one cell, beside the rules of every access. None repeats what the cell says. */
export const cellFaults = {
  ...accessFaults,
  not_an_answer: {
    it: 'Non è fra le risposte di questa colonna',
    en: 'It is not among the answers of this column',
  },
  empty_cell: { it: 'Manca la risposta', en: 'The answer is missing' },
  unreadable_date: {
    it: 'Non è una data: scrivila gg/mm/aaaa, prima il giorno',
    en: 'It is not a date: write dd/mm/yyyy, the day first',
  },
  need_missing: {
    it: 'C’è una risposta su un bisogno, ma il bisogno manca',
    en: 'Something is said of a need, but the need is missing',
  },
  extra_cells: {
    it: 'La riga ha più celle delle intestazioni',
    en: 'The row has more cells than there are headers',
  },
  cell_too_long: {
    it: `La cella supera ${importLimits.cell} caratteri: qui non ci sono testi liberi`,
    en: `The cell is over ${importLimits.cell} characters: there are no free texts here`,
  },
} as const satisfies Record<string, Bilingual>
export type CellFault = keyof typeof cellFaults

const kindOf: Record<PersonalKind, IdentityKind> = {
  tax_code: 'tax_code',
  iban: 'bank_account',
  email: 'email',
  phone: 'phone',
  plate: 'plate',
  street_number: 'address',
}
const nameSet = new Set(firstNames.map(name => name.toLowerCase()))

/** @returns which identity a cell seems to hold, for a cell that is no answer; days belong to one column alone */
export function identityOfCell(text: string, dayExpected = false): IdentityKind | undefined {
  const [datum] = personalData(text)
  if (datum) return kindOf[datum.kind]
  if (!dayExpected && looksLikeDay(text)) return 'birth_date'
  const words = text.trim().split(/[\s,]+/)
  const isName =
    words.length <= 4 &&
    words.every(word => /^\p{L}[\p{L}'’.-]*$/u.test(word)) &&
    words.some(word => nameSet.has(word.toLowerCase()))
  return isName || probableNames(text).length > 0 ? 'person_name' : undefined
}

const columnName = z.enum(columns.map(column => column.name) as [string, ...string[]])

export const ImportedAccess = AccessRecord.omit({ id: true }).meta({ id: 'ImportedAccess' })

export const ImportBatch = z
  .object({
    id: z.uuid(),
    importedAt: z.iso
      .datetime({ offset: true })
      .meta({ description: 'Only its month is left once it cannot be undone' }),
    rows: z.int().positive().meta({ description: 'Accesses it recorded' }),
    present: z.int().min(0).meta({ description: 'Of those, how many are still tied to it' }),
    undoable: z.boolean().meta({ description: 'False once one of its months has closed' }),
  })
  .meta({ id: 'ImportBatch' })
export type ImportBatch = z.output<typeof ImportBatch>

const Month = z.string().regex(/^\d{4}-\d{2}$/)
export const ImportReport = z
  .object({
    encoding: z.enum(encodings),
    delimiter: z.enum(delimiters),
    columns: z.array(columnName).meta({ description: 'Columns found, in the order of the file' }),
    assumed: z
      .array(z.object({ column: columnName, value: z.string() }))
      .meta({ description: 'What every access gets for the columns that the file does not have' }),
    rows: z.int().meta({ description: 'Accesses in the file; empty rows and totals are not counted' }),
    omissions: z
      .array(OmissionEntry)
      .meta({ description: 'Rows that are no accesses: titles above the headers, blank ones, totals' }),
    sample: z
      .array(ImportedAccess)
      .meta({ description: `The first ${importLimits.sample} without faults, as they are kept` }),
    months: z.array(
      z.object({
        month: Month,
        rows: z.int(),
        countsIn: Month.meta({ description: 'Another month when its own is closed' }),
      }),
    ),
    lateRows: z.int().meta({ description: 'Accesses of closed months: they count in the open one' }),
    declaredDays: z
      .array(Day)
      .meta({ description: 'Days declared without accesses, whose declaration the import takes away' }),
    repeated: z
      .string()
      .nullable()
      .meta({ description: 'When the same accesses were imported already, the instant of that import' }),
    faultCount: z.int(),
    faults: z
      .array(
        z.object({
          row: z.int().meta({ description: 'As a spreadsheet counts them: the headers are row 1' }),
          column: columnName.nullable(),
          code: z.string(),
          detail: z.string(),
        }),
      )
      .meta({ description: `The first ${importLimits.faults}; none repeats what a cell says` }),
    batch: ImportBatch.nullable().meta({ description: 'What was recorded; null for a dry run' }),
  })
  .meta({ id: 'ImportReport' })
export type ImportReport = z.output<typeof ImportReport>

/** One line of the answer to `Accept: application/x-ndjson`: how far it is, and at the end the report or the problem. */
export type ImportLine = { recorded: number; of: number } | { report: ImportReport } | { problem: unknown }

export const importAccesses = operation({
  id: 'importAccesses',
  method: 'post',
  path: '/imports',
  summary: 'Record all the accesses of a CSV file at the operator’s own centre, or none',
  description: `UTF-8, UTF-16 or Windows-1252; comma, semicolon, tab or bar; the headers are the first row that names columns; days as offices write them, the day before the month; answers as codes or in words. At most ${importLimits.bytes / 1e6} MB, ${importLimits.columns} columns, ${importLimits.rows} rows. A column that is not provided for is refused, not ignored. The same accesses are recorded once. With \`Accept: application/x-ndjson\` the answer tells its progress line by line and ends with the report.`,
  allow: ['operator'],
  query: z.strictObject({
    dryRun: z
      .enum(['true', 'false'])
      .default('false')
      .meta({ description: 'Check and report, record nothing' }),
    acceptLate: z
      .enum(['true', 'false'])
      .default('false')
      .meta({ description: 'Accesses of closed months may count in the open one' }),
  }),
  upload: { media: 'text/csv', maxBytes: importLimits.bytes },
  response: ImportReport,
  problems: ['unreadable-file', 'already-imported', 'late-rows'],
})

export const listAccessImports = operation({
  id: 'listAccessImports',
  method: 'get',
  path: '/imports',
  summary: 'Files imported at the operator’s own centre, newest first',
  allow: ['operator'],
  response: z.object({ imports: z.array(ImportBatch) }),
})

export const undoAccessImport = operation({
  id: 'undoAccessImport',
  method: 'delete',
  path: '/imports/{batch}',
  summary: 'Take back every access of a file while all its months are open',
  allow: ['operator'],
  params: z.strictObject({ batch: z.uuid() }),
  response: z.undefined(),
  status: 204,
  problems: ['period-closed'],
})
