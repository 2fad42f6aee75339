/** The words of building map cells again from census sections. */
import type { Language } from './language.ts'
import { locale } from './language.ts'

const number = (value: number) => new Intl.NumberFormat(locale()).format(value)

type Words = typeof it
const it = {
  title: 'Celle della mappa',
  open: 'Rifai le celle…',
  help: 'Le celle dividono le aree in parti di almeno 500 residenti. Si rifanno da un file di sezioni di censimento, per un trimestre che non è cominciato; fino ad allora restano quelle di adesso.',
  quarter: 'Dal trimestre che comincia il',
  file: 'File GeoJSON delle sezioni',
  choose: 'Scegli il file',
  another: 'Scegline un altro',
  fileHelp: 'Poligoni con un codice e i residenti (residents, popolazione, P1, POP21).',
  source: 'Da dove viene',
  sourceHelp: 'Per esempio: ISTAT, basi territoriali e variabili censuarie.',
  preview: 'Mostra l’anteprima',
  reading: 'Leggo le sezioni e compongo le celle…',
  missingFile: 'Scegli il file delle sezioni',
  missingSource: 'Scrivi da dove viene il file',
  result: (cells: number, residents: number) =>
    `${number(cells)} ${cells === 1 ? 'cella' : 'celle'}, ${number(residents)} residenti.`,
  ended: (cells: number) =>
    cells === 1
      ? '1 cella di adesso finisce con il trimestre.'
      : `${number(cells)} celle di adesso finiscono con il trimestre.`,
  cell: 'Cella',
  area: 'Area',
  residents: 'Residenti',
  allAssigned: 'Tutti i residenti del file sono in una cella.',
  short: (residents: number, area: string) =>
    `${number(residents)} residenti di ${area} non sono in nessuna cella: con i vicini non arrivano a 500.`,
  none: 'Nessuna cella: ovunque i residenti sono meno di 500.',
  back: 'Cambia file o trimestre',
  cancel: 'Annulla',
  saved: (cells: number, day: string) => `${number(cells)} celle nuove dal ${day}.`,
  format: (value: number) => number(value),
}
const en: Words = {
  title: 'Map cells',
  open: 'Rebuild the cells…',
  help: 'Cells divide the areas into parts of at least 500 residents. They are rebuilt from a file of census sections, for a quarter that has not begun; until then those of now stay.',
  quarter: 'From the quarter that begins on',
  file: 'GeoJSON file of the sections',
  choose: 'Choose the file',
  another: 'Choose another',
  fileHelp: 'Polygons with a code and their residents (residents, population, P1, POP21).',
  source: 'Where it comes from',
  sourceHelp: 'For example: ISTAT, territorial bases and census variables.',
  preview: 'Show the preview',
  reading: 'Reading the sections and putting the cells together…',
  missingFile: 'Choose the file of the sections',
  missingSource: 'Write where the file comes from',
  result: (cells, residents) =>
    `${number(cells)} ${cells === 1 ? 'cell' : 'cells'}, ${number(residents)} residents.`,
  ended: cells =>
    cells === 1
      ? '1 cell of now ends with the quarter.'
      : `${number(cells)} cells of now end with the quarter.`,
  cell: 'Cell',
  area: 'Area',
  residents: 'Residents',
  allAssigned: 'All residents of the file are in a cell.',
  short: (residents, area) =>
    `${number(residents)} residents of ${area} are in no cell: with their neighbours they do not reach 500.`,
  none: 'No cell: everywhere there are fewer than 500 residents.',
  back: 'Change the file or the quarter',
  cancel: 'Cancel',
  saved: (cells, day) => `${number(cells)} new cells from ${day}.`,
  format: value => number(value),
}
export const words: Record<Language, Words> = { it, en }
