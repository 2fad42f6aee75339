/** The further layers of the map: its ground, the heat of resources, needs by cell. */
import type { MacroNeed } from '../../api/disclosure/codes.ts'
import type { CellState } from '../view/cells.ts'
import type { Ground, Heat } from '../view/view.ts'
import { kept } from './formats.ts'

const numbers = kept(of => new Intl.NumberFormat(of, { maximumFractionDigits: 1, useGrouping: 'always' }))
const number = (value: number) => numbers().format(value)

export const words = {
  it: {
    number,
    ground: 'Sfondo',
    grounds: {
      schematic: 'Schematico',
      municipal: 'Mappa del Comune',
      none: 'Nessuno',
    } satisfies Record<Ground, string>,
    groundRefused: {
      elsewhere: 'Il file dello sfondo non copre questo territorio: non viene mostrato.',
      unreadable: 'Il file dello sfondo non si può leggere: non viene mostrato.',
    },
    groundAbsent: 'Il Comune non ha ancora dato una sua mappa di sfondo.',
    groundSource: (attribution: string) => `Fonte dello sfondo: ${attribution}`,
    groundLoading: 'Si sta chiedendo se c’è una mappa del Comune…',

    weight: 'Quanto pesa ogni risorsa',
    weights: { count: 'Una ciascuna', places: 'I posti dichiarati' } satisfies Record<Heat['by'], string>,
    radius: 'Fin dove si sente',
    metres: (metres: number) => `${number(metres)} m`,
    heatNone: 'Nessuna risorsa attiva e verificata con questi filtri.',
    heatCount: (count: number) =>
      count === 1 ? '1 risorsa attiva e verificata.' : `${number(count)} risorse attive e verificate.`,
    heatPlaces: (count: number, total: number, unit: string | null) =>
      `${count === 1 ? '1 risorsa' : `${number(count)} risorse`} con ${number(total)} ${unit ?? 'posti'} dichiarati.`,
    heatLeft: (parts: readonly string[]) => `Restano fuori: ${parts.join(', ')}.`,
    leftClosed: (count: number) => `${number(count)} non ${count === 1 ? 'attiva' : 'attive'}`,
    leftStale: (count: number) => `${number(count)} da riverificare`,
    leftUnplaced: (count: number) => `${number(count)} senza posizione`,
    leftUndeclared: (count: number) => `${number(count)} senza posti di questo tipo`,
    heatTiled:
      'Il censimento è grande: il calore conta le risorse attive, anche da riverificare, a gruppi di vicine. Da lontano i gruppi sono più larghi del raggio; la mappa semplice non lo mostra.',
    heatTiledPlaces: 'Con tante risorse i posti non si sommano: stringi i filtri sotto le 5.000.',
    sparse: 'poche, lontane',
    dense: 'molte, vicine',

    macro: {
      material: 'materiali e casa',
      work_education: 'lavoro e istruzione',
      health_relations: 'salute, cura e relazioni',
      rights: 'diritti e documenti',
    } satisfies Record<MacroNeed, string>,
    surfaceOf: (period: string) => `Nuclei alla prima visita del trimestre, tutti i bisogni, ${period}.`,
    surfaceOfYear: (macro: string, period: string) =>
      `Nuclei alla prima visita dell’anno con bisogni di «${macro}», ${period}: per cella i bisogni escono una volta l’anno e in quattro gruppi.`,
    surfaceHow: (metres: number) =>
      `Ogni valore pubblicato è steso sulla sua cella e sfumato entro ${number(metres)} m. Le case delle persone non sono note a nessuno.`,
    surfaceUnit: 'nuclei per km²',
    surfaceNone: 'Nessun numero per cella è stato ancora pubblicato per questa vista.',
    surfaceLoading: 'I numeri per cella si stanno caricando…',
    surfaceElsewhere: (count: number) => `${number(count)} nuclei senza cella indicata non sono sulla mappa.`,
    states: {
      few: 'pochi o nessuno: qui non si legge un numero',
      uncertain: 'incerto: l’intervallo è più di un quarto del valore',
      sound: 'sicuro',
    } satisfies Record<CellState, string>,
    stateCells: (count: number) => (count === 1 ? '1 cella' : `${number(count)} celle`),
    cellsTable: 'Le celle in tabella',
    cellsCaption: (period: string) => `Celle, ${period}`,
    cell: 'Cella',
    area: 'Area',
    value: 'Nuclei',
    intervalName: '9 casi su 10',
    between: (low: string, high: string) => `da ${low} a ${high}`,
    per1000: 'ogni 1.000 residenti',
    few: (threshold: number) => `pochi o nessuno (0–${threshold - 1})`,
    outsideAreas: 'fuori dalle aree',

    reading: 'Si addensano?',
    readingFew: (read: number, left: number) =>
      `Non si può dire: ${number(read)} celle hanno un numero e ${number(left)} «pochi o nessuno».`,
    readingChance: (read: number) =>
      `No: fra le ${number(read)} celle lette le differenze non sono distinguibili dal caso.`,
    readingHigh: (cells: number, areas: string) =>
      `Attorno a ${cells === 1 ? '1 cella' : `${number(cells)} celle`} (${areas}) i nuclei ogni 1.000 residenti sono più di quanti ne darebbe il caso.`,
    readingLow: (cells: number, areas: string) =>
      `Attorno a ${cells === 1 ? '1 cella' : `${number(cells)} celle`} (${areas}) sono meno: può voler dire che la porta lì è meno conosciuta.`,
    readingUnsure: (cells: number) =>
      cells === 1
        ? '1 cella lo sembra, ma il rumore dei numeri protetti basta a spiegarla.'
        : `${number(cells)} celle lo sembrano, ma il rumore dei numeri protetti basta a spiegarle.`,
    readingHow: (read: number, left: number, metres: number) =>
      `Statistica Gi* di Getis e Ord sui tassi pubblicati di ${number(read)} celle, con le vicine entro ${number(metres)} m${left > 0 ? `; ${number(left)} «pochi o nessuno» sono fuori` : ''}. Si dice solo ciò che resta vero contando tutte le celle guardate insieme (Bonferroni, 5 %) e con il rumore contrario. Dice dove si viene alla porta, non com’è un quartiere.`,
  },
  en: {
    number,
    ground: 'Background',
    grounds: {
      schematic: 'Schematic',
      municipal: 'Map of the municipality',
      none: 'None',
    } satisfies Record<Ground, string>,
    groundRefused: {
      elsewhere: 'The file of the background does not cover this territory: it is not shown.',
      unreadable: 'The file of the background cannot be read: it is not shown.',
    },
    groundAbsent: 'The municipality has not given a background map of its own yet.',
    groundSource: (attribution: string) => `Source of the background: ${attribution}`,
    groundLoading: 'Asking whether there is a map of the municipality…',

    weight: 'What each resource weighs',
    weights: { count: 'One each', places: 'Its declared places' } satisfies Record<Heat['by'], string>,
    radius: 'How far it is felt',
    metres: (metres: number) => `${number(metres)} m`,
    heatNone: 'No active and verified resource with these filters.',
    heatCount: (count: number) =>
      count === 1 ? '1 active and verified resource.' : `${number(count)} active and verified resources.`,
    heatPlaces: (count: number, total: number, unit: string | null) =>
      `${count === 1 ? '1 resource' : `${number(count)} resources`} with ${number(total)} declared ${unit ?? 'places'}.`,
    heatLeft: (parts: readonly string[]) => `Left out: ${parts.join(', ')}.`,
    leftClosed: (count: number) => `${number(count)} not active`,
    leftStale: (count: number) => `${number(count)} to be verified`,
    leftUnplaced: (count: number) => `${number(count)} without a position`,
    leftUndeclared: (count: number) => `${number(count)} without places of this kind`,
    heatTiled:
      'The census is large: the heat counts active resources, those to be verified too, in groups of near ones. From afar the groups are wider than the radius; the simple map does not show it.',
    heatTiledPlaces: 'With so many resources places are not added up: narrow the filters below 5,000.',
    sparse: 'few, far apart',
    dense: 'many, close together',

    macro: {
      material: 'material needs and housing',
      work_education: 'work and education',
      health_relations: 'health, care and relations',
      rights: 'rights and documents',
    } satisfies Record<MacroNeed, string>,
    surfaceOf: (period: string) => `Households at their first visit of the quarter, all needs, ${period}.`,
    surfaceOfYear: (macro: string, period: string) =>
      `Households at their first visit of the year with needs of “${macro}”, ${period}: by cell needs are published once a year, in four groups.`,
    surfaceHow: (metres: number) =>
      `Each published value is laid over its cell and softened within ${number(metres)} m. Where people live is known to nobody.`,
    surfaceUnit: 'households per km²',
    surfaceNone: 'No number by cell has been published for this view yet.',
    surfaceLoading: 'Figures by cell are loading…',
    surfaceElsewhere: (count: number) => `${number(count)} households without a cell are not on the map.`,
    states: {
      few: 'few or none: no number can be read here',
      uncertain: 'uncertain: the interval is over a quarter of the value',
      sound: 'sound',
    } satisfies Record<CellState, string>,
    stateCells: (count: number) => (count === 1 ? '1 cell' : `${number(count)} cells`),
    cellsTable: 'The cells as a table',
    cellsCaption: (period: string) => `Cells, ${period}`,
    cell: 'Cell',
    area: 'Area',
    value: 'Households',
    intervalName: '9 cases out of 10',
    between: (low: string, high: string) => `from ${low} to ${high}`,
    per1000: 'per 1,000 residents',
    few: (threshold: number) => `few or none (0–${threshold - 1})`,
    outsideAreas: 'outside the areas',

    reading: 'Do they gather?',
    readingFew: (read: number, left: number) =>
      `It cannot be told: ${number(read)} cells have a number and ${number(left)} “few or none”.`,
    readingChance: (read: number) =>
      `No: among the ${number(read)} cells read the differences cannot be told from chance.`,
    readingHigh: (cells: number, areas: string) =>
      `Around ${cells === 1 ? '1 cell' : `${number(cells)} cells`} (${areas}) households per 1,000 residents are more than chance would give.`,
    readingLow: (cells: number, areas: string) =>
      `Around ${cells === 1 ? '1 cell' : `${number(cells)} cells`} (${areas}) they are fewer: it can mean that the door is less known there.`,
    readingUnsure: (cells: number) =>
      cells === 1
        ? '1 cell looks so, but the noise of protected numbers is enough to explain it.'
        : `${number(cells)} cells look so, but the noise of protected numbers is enough to explain them.`,
    readingHow: (read: number, left: number, metres: number) =>
      `Getis and Ord’s Gi* on the published rates of ${number(read)} cells, with neighbours within ${number(metres)} m${left > 0 ? `; ${number(left)} “few or none” are left out` : ''}. Only what stays true for all the cells looked at together (Bonferroni, 5 %) and with the noise against it is told. It says from where people come to the door, not what a neighbourhood is like.`,
  },
}
