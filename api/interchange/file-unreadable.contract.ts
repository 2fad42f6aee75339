/** Why a file cannot be read, where the browser finds it out as well as the server. `{…}` stands for what the case tells. */
import type { Bilingual } from '../http/operation.ts'

/** What an archive may unfold to, bytes. */
export const mostUnfolded = 200_000_000

export const readingFaults = {
  empty_file: { it: 'Il file è vuoto', en: 'The file is empty' },
  row_without_end: {
    it: 'La riga {row} non finisce: forse delle virgolette aperte non sono chiuse',
    en: 'Row {row} has no end: perhaps a quote is opened and never closed',
  },
  cell_outside_sheet: {
    it: 'La cella {cell} non può stare in un foglio di calcolo: il file è rovinato, salvalo di nuovo',
    en: 'The cell {cell} cannot be in a spreadsheet: the file is damaged, save it again',
  },
  broken_xml: {
    it: 'Il file XML è rovinato o non finisce: salvalo di nuovo',
    en: 'The XML file is damaged or has no end: save it again',
  },
  unfolds_too_large: {
    it: `L’archivio si apre in più di ${mostUnfolded / 1e6} MB: non viene letto`,
    en: `The archive unfolds to more than ${mostUnfolded / 1e6} MB: it is not read`,
  },
  broken_archive: {
    it: 'L’archivio è rovinato o non finisce: salvalo di nuovo',
    en: 'The archive is damaged or has no end: save it again',
  },
  locked_sheet: {
    it: 'Il foglio di calcolo non si legge: salvalo senza password, come .xlsx o CSV',
    en: 'The spreadsheet cannot be read: save it without a password, as .xlsx or CSV',
  },
} as const satisfies Record<string, Bilingual>

/** Those above, and the two whose sentence names a limit of the import that reads. */
export type ReadingFault = keyof typeof readingFaults | 'too_many_rows' | 'too_many_columns'

export class FileUnreadable extends Error {
  readonly code: ReadingFault
  readonly words: Readonly<Record<string, string | number>>
  constructor(code: ReadingFault, words: Readonly<Record<string, string | number>> = {}) {
    super(code)
    this.code = code
    this.words = words
  }
}
