/**
 * Resources from files: read, matched to the fields of the census by name, checked, and put into a queue of their own.
 * Nothing of it is on the map until somebody accepts it; a file can be taken back.
 */
import { z } from 'zod'
import { personalKinds } from '../../guard/contract.ts'
import { type Bilingual, operation } from '../../http/operation.ts'
import { OmissionEntry } from '../../interchange/omission.contract.ts'
import { Slug } from '../../territory/contract.ts'
import {
  changesOf,
  ResourceEntry,
  ResourceGeometry,
  resourceFaults,
  resourceTypes,
  Text,
} from '../contract.ts'
import { importFields, type RowFaultCode, rowFaults, rowFilters, rowStates } from './columns.codes.ts'

export * from './columns.codes.ts'

/** Rows shown as they would be, and examples of each reason. */
export const shown = { sample: 10, examples: 5, page: 100 } as const
export const idExamples = 5

export const rowFaultWords = {
  name_missing: { it: 'Manca il nome', en: 'The name is missing' },
  type_missing: {
    it: 'Manca il tipo, o non è fra quelli del censimento',
    en: 'The type is missing, or not one of the census',
  },
  position_missing: {
    it: 'Senza posizione: va messa sulla mappa',
    en: 'Without a position: it is to be placed on the map',
  },
  null_island: {
    it: 'La posizione è 0, 0: è un campo vuoto e non un luogo',
    en: 'The position is 0, 0: an empty field and not a place',
  },
  swapped_coordinates: {
    it: 'Latitudine e longitudine sembrano scambiate: da confermare',
    en: 'Latitude and longitude seem swapped: to be confirmed',
  },
  coordinates_out_of_range: {
    it: 'Le coordinate non sono su questa terra',
    en: 'The coordinates are not on this earth',
  },
  projected_coordinates: {
    it: 'Le coordinate sono in metri di un altro sistema: servono gradi WGS84',
    en: 'The coordinates are metres of another system: WGS84 degrees are needed',
  },
  invalid_geometry: { it: 'Il disegno non è valido', en: 'The drawing is not valid' },
  outside_municipality: { it: 'Fuori dal territorio comunale', en: 'Outside the municipality' },
  restricted_not_imported: {
    it: 'Un luogo riservato non si importa: lo inserisce il centro che lo segue',
    en: 'A confidential place is not imported: the centre that keeps it enters it',
  },
  changed_meanwhile: {
    it: 'Lo stesso campo è stato modificato nel censimento dopo l’importazione precedente',
    en: 'The same field was edited in the census after the earlier import',
  },
  personal_data: {
    it: 'Conteneva dati di persone: mascherati con ▒▒▒, il resto del testo rimane',
    en: 'It held data of persons: masked with ▒▒▒, the rest of the text stays',
  },
  probable_name: {
    it: 'Il testo sembra nominare qualcuno: da rileggere',
    en: 'The text seems to name somebody: to be read again',
  },
  mobile_moved: {
    it: 'Un cellulare scritto nel testo è passato nel telefono: accetta solo se è del servizio e non di una persona',
    en: 'A mobile number in the text has moved to the phone: accept only if it is the service’s and nobody’s own',
  },
  date_unreadable: {
    it: 'Non è una data che si legge: il campo resta vuoto, scrivila tu se serve',
    en: 'Not a date that can be read: the field stays empty, write it if it is needed',
  },
  phone_without_zero: {
    it: 'Al telefono mancava lo zero iniziale: è stato rimesso, da confermare',
    en: 'The phone had lost its leading zero: put back, to be confirmed',
  },
  postcode_without_zero: {
    it: 'Al CAP mancava lo zero iniziale: è stato rimesso, da confermare',
    en: 'The postcode had lost its leading zero: put back, to be confirmed',
  },
  one_of_several_labels: {
    it: 'La cella ha più etichette e una sola è un tipo del censimento: da confermare',
    en: 'The cell has several labels and one alone is a type of the census: to be confirmed',
  },
  several_types: {
    it: 'La cella nomina più tipi: scegli quello giusto',
    en: 'The cell names several types: choose the right one',
  },
  position_unreadable: {
    it: 'La posizione scritta nel file non si legge: va messa sulla mappa',
    en: 'The position in the file cannot be read: it is to be placed on the map',
  },
  address_not_found: {
    it: 'L’indirizzo non è nello stradario: rimane scritto, la posizione va messa sulla mappa',
    en: 'The address is not in the street table: it stays, the position is to be placed on the map',
  },
  placed_by_part: {
    it: 'Posizione presa dallo stradario solo in parte: il civico manca, o l’indirizzo dice altro. Da confermare',
    en: 'Position taken from the street table in part: the number is missing, or the address says more. To be confirmed',
  },
  placed_by_address: {
    it: 'Posizione presa dall’indirizzo, al civico dello stradario',
    en: 'Position taken from the address, at the number of the street table',
  },
  moved_to_field: {
    it: 'Un recapito del servizio scritto nel testo ora è nel suo campo',
    en: 'A contact of the service written in the text is now in its own field',
  },
  day_assumed: {
    it: 'Il file dice solo il mese o l’anno: vale il primo giorno per l’inizio, l’ultimo per la fine',
    en: 'The file says the month or the year alone: the first day counts for the start, the last for the end',
  },
  owner_kind_unknown: {
    it: 'Il nome dell’ente è tenuto; che tipo di ente sia non si capisce dal nome',
    en: 'The name of the body is kept; its name does not say what kind of body it is',
  },
  another_identity: {
    it: 'Cambia nome e luogo, o nome e tipo: è lo stesso?',
    en: 'It changes name and place, or name and type: is it the same?',
  },
  incomplete_way: {
    it: 'Il file non ha tutti i punti del disegno',
    en: 'The file has not all points of the drawing',
  },
  value_not_understood: { it: 'Valore non capito: lasciato fuori', en: 'Value not understood: left out' },
  text_too_long: { it: 'Testo troppo lungo: lasciato fuori', en: 'Text too long: left out' },
  hours_unreadable: {
    it: 'Orari non capiti: restano come sono scritti, da confermare',
    en: 'Hours not understood: kept as they are written, to be confirmed',
  },
  hours_ambiguous: {
    it: 'Gli orari si possono leggere in più modi: scegline uno',
    en: 'The hours can be read in more than one way: choose one',
  },
  ages_reversed: {
    it: 'L’età minima supera la massima: lasciate fuori',
    en: 'The minimum age exceeds the maximum: left out',
  },
  dates_reversed: {
    it: 'La fine precede l’inizio: lasciate fuori',
    en: 'The end comes before the start: left out',
  },
  part_of_several: { it: 'Una parte di un disegno in più parti', en: 'A part of a drawing of several parts' },
  height_left_out: { it: 'La quota è lasciata fuori', en: 'The height is left out' },
  too_many_cells: {
    it: 'La riga ha più celle delle intestazioni',
    en: 'The row has more cells than there are headers',
  },
  broken_letters: {
    it: 'Lettere rovinate nel testo, come «Ã¨» o «�»: da riscrivere',
    en: 'Broken letters in the text, such as “Ã¨” or “�”: to be written again',
  },
  hidden_row: {
    it: 'La riga è nascosta nel foglio, forse da un filtro: da confermare',
    en: 'The row is hidden in the sheet, perhaps by a filter: to be confirmed',
  },
  drawing_unreadable: {
    it: 'Il disegno nel file non si legge: lasciato fuori',
    en: 'The drawing in the file cannot be read: left out',
  },
  loose_quotes: {
    it: 'Virgolette non raddoppiate: tenute come parte del testo',
    en: 'Quotes that are not doubled: kept as part of the text',
  },
  cell_error: {
    it: 'Una formula del foglio dà errore: cella lasciata fuori',
    en: 'A formula of the sheet comes to an error: cell left out',
  },
  hole_same_way: {
    it: 'Un foro gira come il contorno: letto come foro',
    en: 'A hole turns as its outline does: read as a hole',
  },
  object_list_left_out: {
    it: 'Un elenco dentro la riga non si legge: lasciato fuori',
    en: 'A list within the row is not read: left out',
  },
  nothing_to_keep: {
    it: 'Né nome né luogo: non c’è nulla da tenere',
    en: 'Neither name nor place: nothing to keep',
  },
  repeated_in_file: { it: 'Identica a un’altra riga del file', en: 'The same as another row of the file' },
  unchanged: { it: 'Già importata, e da allora uguale', en: 'Imported already, and the same since' },
} as const satisfies Record<RowFaultCode, Bilingual>

const RowFault = z.object({
  code: z.enum(rowFaults),
  field: z.string().nullable().meta({ description: 'Field of the census; null for the row as a whole' }),
  at: z.string().optional().meta({ description: 'Longitude and latitude of what is wrong in a drawing' }),
  text: z
    .string()
    .optional()
    .meta({ description: 'As the file writes it, without what identifies somebody' }),
  kinds: z
    .array(z.enum([...personalKinds, 'website']))
    .optional()
    .meta({ description: 'What was masked or moved' }),
})
export type RowFault = z.output<typeof RowFault>
/** An entry on its way: what is missing is missing. */
export const ImportContent = ResourceEntry.partial().meta({ id: 'ImportContent' })
export type ImportContent = z.output<typeof ImportContent>

export const ImportRow = z
  .object({
    id: z.int().meta({ description: 'In the order of the file' }),
    row: z.int().meta({ description: 'As a person counts in the file; the headers of a table are row 1' }),
    state: z.enum(rowStates),
    content: ImportContent,
    faults: z.array(RowFault),
    externalId: z.string().nullable(),
    similar: z
      .object({ id: z.uuid(), name: z.string() })
      .nullable()
      .meta({ description: 'What it probably is, in the census' }),
    sameRow: z.int().nullable().meta({ description: 'The earlier row of the file that it probably repeats' }),
    waitsAs: z.object({ row: z.int(), import: z.uuid(), source: z.string() }).nullable().meta({
      description: 'A row of another file that waits and is probably the same, where the caller reviews it',
    }),
    waitsElsewhere: z.boolean().meta({ description: 'Whether there is such a row, in whosever file' }),
    updates: z
      .object({
        id: z.uuid(),
        name: z.string(),
        type: z.enum(resourceTypes),
        address: z.string().nullable(),
        distance: z.int().nullable().meta({ description: 'Metres from the place of the row' }),
      })
      .nullable()
      .meta({ description: 'What an earlier file of the source brought: accepting changes it' }),
    resource: z.uuid().nullable().meta({ description: 'What it has become' }),
    suggestion: ResourceGeometry.nullable().meta({ description: 'The swapped coordinates, to be confirmed' }),
  })
  .meta({ id: 'ImportRow' })
export type ImportRow = z.output<typeof ImportRow>

/** A text of hours may be longer than an address: it goes by its digest. */
const HoursKey = z.string().regex(/^[0-9a-f]{12}$/)
const Words = z.object({ it: z.string(), en: z.string() })

const Counts = z.record(z.enum(rowFilters), z.int())
export const ResourceImport = z
  .object({
    id: z.uuid(),
    importedAt: z.iso.datetime(),
    by: z.string().nullable().meta({ description: 'Name of the account' }),
    centre: Slug.nullable(),
    format: z.string(),
    source: z.string(),
    licence: z.string().nullable(),
    undoneAt: z.iso.datetime().nullable(),
    idsLeftOut: z.boolean().meta({ description: 'What the file calls its rows was not taken' }),
    counts: Counts,
  })
  .meta({ id: 'ResourceImport' })
export type ResourceImport = z.output<typeof ResourceImport>

const HoursText = z.object({
  key: HoursKey,
  text: z.string().meta({ description: 'As the file has it' }),
  rows: z.int(),
  openingHours: z
    .string()
    .nullable()
    .meta({ description: 'The reading that rows get; null: the text is kept' }),
  readings: z.array(z.string()).meta({ description: 'What it may mean, where a person is to choose' }),
  question: Words.nullable().meta({ description: 'What is to be chosen' }),
  fault: Words.nullable().meta({ description: 'Why it is not understood' }),
  chosen: z.boolean().meta({ description: 'By a person, in `hours` of the request' }),
})
export type HoursText = z.output<typeof HoursText>

export const ResourceImportReport = z
  .object({
    format: z.string(),
    rows: z.int().meta({ description: 'Rows of the file, those left behind too' }),
    omissions: z
      .array(OmissionEntry)
      .meta({ description: 'What of the file is not read, or not seen by who looks at it' }),
    columns: z.array(
      z.object({
        column: z.string(),
        field: z.enum(importFields).nullable().meta({ description: 'What it is taken for; null: ignored' }),
        examples: z.array(z.string()),
      }),
    ),
    words: z
      .array(z.object({ word: z.string(), rows: z.int(), type: z.enum(resourceTypes).nullable() }))
      .meta({ description: 'Words of the types: what each was matched with; null: a choice is to be made' }),
    hours: z
      .array(HoursText)
      .meta({ description: 'Distinct texts of opening hours, those that need somebody first; at most 300' }),
    hoursTexts: z.int().meta({ description: 'How many distinct texts of opening hours there are' }),
    ids: z
      .object({
        met: z.int().meta({ description: 'Rows whose id an earlier file of the source brought' }),
        others: z.int().meta({ description: 'Of these, rows that bear another name' }),
        doubtful: z.boolean().meta({ description: 'Most meet other names: they may be numbers of rows' }),
        leftOut: z.boolean(),
        examples: z.array(z.object({ row: z.int(), name: z.string().nullable(), there: z.string() })),
      })
      .meta({ description: 'What the file calls its rows' }),
    untyped: z.int().meta({ description: 'Rows that stay without a type' }),
    sample: z.array(ImportContent).meta({ description: `The first ${shown.sample}, as they would be` }),
    counts: Counts,
    reasons: z.array(
      z.object({
        code: z.enum(rowFaults),
        field: z.string().nullable(),
        rows: z.int(),
        examples: z.array(z.int()),
      }),
    ),
    lines: z
      .array(
        z.object({
          row: z.int(),
          name: z.string(),
          state: z.enum(rowStates),
          sameRow: z.int().nullable(),
          similar: z.string().nullable(),
          faults: z.array(RowFault),
        }),
      )
      .meta({ description: 'Every row with something to say, for the report' }),
    batch: z.uuid().nullable().meta({ description: 'Null for a dry run' }),
  })
  .meta({ id: 'ResourceImportReport' })
export type ResourceImportReport = z.output<typeof ResourceImportReport>

/** Asked for by `Accept`: lines of JSON with how far it is, the last with the report. */
export const progressMedia = 'application/x-ndjson'
export const importSteps = ['reading', 'queueing', 'comparing'] as const
export type ImportProgress = { step: (typeof importSteps)[number]; done: number; rows: number }

export const importFaults = {
  ...resourceFaults,
  id_missing: {
    it: 'Manca l’identificativo dell’importazione, che la riconosce se è inviata due volte',
    en: 'The identity of the import is missing: it tells the same file sent twice',
  },
  source_missing: { it: 'Scrivi da dove viene il file', en: 'Write where the file comes from' },
  hours_not_read: {
    it: 'Gli orari scelti non si leggono',
    en: 'The hours that were chosen cannot be read',
  },
  not_a_mapping: { it: 'L’abbinamento non si legge', en: 'The matching cannot be read' },
} as const satisfies Record<string, Bilingual>

/** A JSON object in an address: a body is the file. */
const inAddress = <T extends z.ZodType>(shape: T) =>
  z
    .string()
    .max(8000)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        context.addIssue({ code: 'custom', params: { fault: 'not_a_mapping' } })
        return z.NEVER
      }
    })
    .pipe(shape)

const reviewers = ['operator', 'coordinator'] as const
const Batch = z.strictObject({ batch: z.uuid() })
const Row = z.strictObject({ batch: z.uuid(), row: z.coerce.number().int().min(1) })

export const importResources = operation({
  id: 'importResources',
  method: 'post',
  path: '/resource-imports',
  summary: 'Read a file of resources into the queue, or only say what would be',
  description:
    'CSV, XLSX, GeoJSON, OpenStreetMap (Overpass JSON, XML or PBF), HSDS (JSON or a zip of tables) and plain JSON records are told apart by what is in them, in UTF-8, UTF-16 or Windows-1252. At most 20 MB and 20,000 rows. The headers and the sheet are looked for; `omissions` names what is above, beside or hidden. Columns are matched by name; `columns` and `types` say otherwise where needed. A dry run does all that the run does, and then takes it back. With `Accept: application/x-ndjson` the answer is lines, `{"progress":{step,done,rows}}` and at last `{"report":…}`.',
  allow: reviewers,
  query: z.strictObject({
    dryRun: z.enum(['true', 'false']).default('false'),
    id: z.uuid().optional().meta({
      description:
        'Identity of the import, made by the client once for a file: sent again with the same file it answers the same. Needed but for a dry run',
    }),
    ids: z.enum(['take', 'ignore']).optional().meta({
      description:
        'Whether what the file calls its rows tells an update. Absent: it does, unless most of it meets other names',
    }),
    source: Text(300).optional().meta({
      description: 'Where the file comes from; recognises its rows the next time. Needed but for a dry run',
    }),
    licence: Text(200).optional(),
    columns: inAddress(z.record(z.string(), z.enum(importFields).nullable()))
      .optional()
      .meta({
        description:
          'JSON object: column → field, or null to ignore it; only those that differ from their names',
      }),
    types: inAddress(z.record(z.string(), z.enum(resourceTypes)))
      .optional()
      .meta({ description: 'JSON object: word → type' }),
    hours: inAddress(z.record(HoursKey, Text(300).nullable()))
      .optional()
      .meta({
        description:
          'JSON object: key of a text of hours in the report → the reading that was chosen, or null to keep the text',
      }),
    otherwise: z.enum(resourceTypes).optional().meta({ description: 'Type of the rows that have none' }),
  }),
  upload: { media: 'application/octet-stream', maxBytes: 20_000_000 },
  response: ResourceImportReport,
  faults: importFaults,
  problems: ['unreadable-file', 'id-reused'],
})

export const listResourceImports = operation({
  id: 'listResourceImports',
  method: 'get',
  path: '/resource-imports',
  summary: 'Files of resources that the caller reviews, newest first: an operator those of the own centre',
  allow: reviewers,
  response: z.object({ imports: z.array(ResourceImport) }),
})

export const listImportRows = operation({
  id: 'listImportRows',
  method: 'get',
  path: '/resource-imports/{batch}/rows',
  summary: 'Rows of a file, in its order',
  allow: reviewers,
  params: Batch,
  query: z.strictObject({
    filter: z.enum(rowFilters).optional(),
    after: z.coerce.number().int().min(0).optional().meta({ description: 'Id of the last row seen' }),
    limit: z.coerce.number().int().min(1).max(20_000).default(shown.page),
  }),
  response: z.object({ import: ResourceImport, rows: z.array(ImportRow) }),
})

/** A confidential place is not imported, and where a file comes from is said once for all of it. */
const ofTheImport = { visibility: true, area: true, source: true, licence: true } as const
export const correctImportRow = operation({
  id: 'correctImportRow',
  method: 'patch',
  path: '/resource-imports/{batch}/rows/{row}',
  summary: 'Complete or correct any field of a waiting row; null takes a field away',
  description:
    'By the rules of `updateResource`; a row whose name or place changes is compared with the census again.',
  allow: reviewers,
  params: Row,
  body: z.strictObject(changesOf(ResourceEntry.omit(ofTheImport).shape)).meta({ id: 'ImportRowChange' }),
  response: ImportRow,
  faults: importFaults,
})

export const decideImportRow = operation({
  id: 'decideImportRow',
  method: 'post',
  path: '/resource-imports/{batch}/rows/{row}/decision',
  summary: 'Accept a row into the census, refuse it, put it back, or say which resource it is',
  description:
    'Accepting adds a resource as `addResource` does, or changes the one that an earlier file of the same source brought. «apart» says of an update that it is another resource. «same» adds to a resource of the census what it has not, as an edit. A row with faults in the way is refused with them. A row is compared again as it is accepted: where something like it has come since, it is not, and its state says `duplicate`; accepting it then says that it is another one.',
  allow: reviewers,
  params: Row,
  body: z.discriminatedUnion('decision', [
    z.strictObject({ decision: z.enum(['accept', 'refuse', 'wait', 'apart']) }),
    z.strictObject({ decision: z.literal('same'), resource: z.uuid() }),
  ]),
  response: ImportRow,
  faults: importFaults,
  problems: ['changed-meanwhile'],
})

export const acceptImportRows = operation({
  id: 'acceptImportRows',
  method: 'post',
  path: '/resource-imports/{batch}/acceptance',
  summary: 'Accept all waiting rows without doubts that are still no duplicates, in one act',
  allow: reviewers,
  params: Batch,
  response: z.object({
    accepted: z.int(),
    returned: z
      .int()
      .meta({ description: 'Rows that something like them has come for since: now duplicates' }),
  }),
})

const Left = z.object({ id: z.uuid(), name: z.string() })
export const undoImport = operation({
  id: 'undoImport',
  method: 'delete',
  path: '/resource-imports/{batch}',
  summary: 'Take a file back: what nobody has touched since goes away, what was edited stays and is listed',
  description:
    'A resource that something else refers to is closed instead of removed. A resource that the file changed goes back to what it was, unless it was edited later. Rows that wait go away.',
  allow: reviewers,
  params: Batch,
  response: z.object({
    removed: z.int(),
    reverted: z.int(),
    closed: z.array(Left),
    kept: z.array(Left),
  }),
})
