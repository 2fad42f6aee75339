/** The words for what a reader left out of a file. */
import type { OmissionCode, OmissionEntry } from '../../api/interchange/omission.contract.ts'
import type { Language } from './language.ts'

type Sentences = Record<OmissionCode, (count: number, names: string) => string>

/** The first names, and whether there are more. */
const namesOf = ({ count, names }: OmissionEntry) =>
  names.length === 0 ? '' : names.join(', ') + (names.length < count ? '…' : '')

const it: Sentences = {
  separator_line: () => 'La riga «sep=» sopra la tabella dice il separatore: saltata.',
  title_rows: (count, names) =>
    count === 1 ? `Saltata una riga di titolo (${names}).` : `Saltate ${count} righe di titolo (${names}).`,
  blank_rows: count => (count === 1 ? 'Saltata una riga vuota.' : `Saltate ${count} righe vuote.`),
  total_rows: (count, names) =>
    count === 1 ? `Saltata una riga di totale (${names}).` : `Saltate ${count} righe di totale (${names}).`,
  repeated_headers: (count, names) =>
    count === 1
      ? `Saltate le intestazioni ripetute alla riga ${names}.`
      : `Saltate le intestazioni ripetute alle righe ${names}.`,
  other_sheets: (count, names) =>
    count === 1 ? `Foglio non letto: ${names}.` : `Fogli non letti: ${names}.`,
  hidden_rows: (count, names) =>
    count === 1
      ? `Una riga è nascosta nel foglio (${names}): è letta, ma va confermata.`
      : `${count} righe sono nascoste nel foglio (${names}): sono lette, ma vanno confermate una per una.`,
  hidden_columns: (count, names) =>
    count === 1
      ? `La colonna ${names} è nascosta nel foglio: è letta come le altre.`
      : `Colonne nascoste nel foglio: ${names}. Sono lette come le altre.`,
  far_cells: (count, names) =>
    count === 1
      ? `Una cella lontana dalla tabella non è letta: ${names}.`
      : `${count} celle lontane dalla tabella non sono lette: ${names}.`,
  other_elements: count =>
    count === 1
      ? 'Un elemento con un nome non dice che luogo è: lasciato fuori.'
      : `${count} elementi con un nome non dicono che luogo sono, per esempio strade: lasciati fuori.`,
  other_columns: (count, names) =>
    `Le colonne sono troppe: ${count} fra le più rare non sono lette (${names}).`,
  object_lists: (_count, names) => `Elenchi dentro le righe non letti: ${names}.`,
  drawings: (count, names) =>
    count === 1 ? `Un disegno non si legge. ${names}.` : `${count} disegni non si leggono. ${names}.`,
}

const en: Sentences = {
  separator_line: () => 'The line “sep=” above the table tells the separator: skipped.',
  title_rows: (count, names) =>
    count === 1 ? `One title row skipped (${names}).` : `${count} title rows skipped (${names}).`,
  blank_rows: count => (count === 1 ? 'One blank row skipped.' : `${count} blank rows skipped.`),
  total_rows: (count, names) =>
    count === 1 ? `One row of totals skipped (${names}).` : `${count} rows of totals skipped (${names}).`,
  repeated_headers: (count, names) =>
    count === 1
      ? `Headers met again in row ${names}: skipped.`
      : `Headers met again in rows ${names}: skipped.`,
  other_sheets: (count, names) => (count === 1 ? `Sheet not read: ${names}.` : `Sheets not read: ${names}.`),
  hidden_rows: (count, names) =>
    count === 1
      ? `One row is hidden in the sheet (${names}): it is read, and is to be confirmed.`
      : `${count} rows are hidden in the sheet (${names}): they are read, and each is to be confirmed.`,
  hidden_columns: (count, names) =>
    count === 1
      ? `Column ${names} is hidden in the sheet: it is read like the others.`
      : `Columns hidden in the sheet: ${names}. They are read like the others.`,
  far_cells: (count, names) =>
    count === 1
      ? `One cell far from the table is not read: ${names}.`
      : `${count} cells far from the table are not read: ${names}.`,
  other_elements: count =>
    count === 1
      ? 'One element with a name does not say what place it is: left out.'
      : `${count} elements with a name do not say what place they are, such as streets: left out.`,
  other_columns: (count, names) =>
    `There are too many columns: ${count} of the rarest are not read (${names}).`,
  object_lists: (_count, names) => `Lists within the rows are not read: ${names}.`,
  drawings: (count, names) =>
    count === 1 ? `One drawing cannot be read. ${names}.` : `${count} drawings cannot be read. ${names}.`,
}

const wordsOf = (title: string, sentences: Sentences) => ({
  title,
  sentence: (entry: OmissionEntry) => sentences[entry.code](entry.count, namesOf(entry)),
})

export const words: Record<Language, ReturnType<typeof wordsOf>> = {
  it: wordsOf('Che cosa del file non è letto, o non si vede', it),
  en: wordsOf('What of the file is not read, or not seen', en),
}
