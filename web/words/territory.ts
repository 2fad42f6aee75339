/** The words of the map and of the screen *Esplora*: headline, layers, areas, time, table. */
import { kept } from './formats.ts'

const numbers = kept(of => new Intl.NumberFormat(of, { maximumFractionDigits: 1, useGrouping: 'always' }))
const rates = kept(of => new Intl.NumberFormat(of, { minimumFractionDigits: 1, maximumFractionDigits: 1 }))
const days = kept(
  of => new Intl.DateTimeFormat(of, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }),
)
const months = {
  long: kept(of => new Intl.DateTimeFormat(of, { month: 'long', year: 'numeric', timeZone: 'UTC' })),
  short: kept(of => new Intl.DateTimeFormat(of, { month: 'short', year: 'numeric', timeZone: 'UTC' })),
}
const lists = kept(of => new Intl.ListFormat(of, { style: 'long', type: 'conjunction' }))

const number = (value: number) => numbers().format(value)
/** Per thousand, always with its one decimal: 2,0 beside 14,1. */
const rate = (value: number) => rates().format(value)
const day = (date: string) => days().format(new Date(`${date}T00:00:00Z`))
const month = (period: string, style: 'long' | 'short') =>
  months[style]().format(new Date(`${period}-01T00:00:00Z`))
/** Of a stretch, `2025-Q4..2026-Q3`, both ends. */
const ofEnds = (name: (period: string) => string) => (period: string) =>
  period.split('..').map(name).join(' – ')
const list = (parts: readonly string[]) => lists().format(parts)
const ordinals = ['first', 'second', 'third', 'fourth']

export const words = {
  it: {
    number,
    rate,
    day,
    list,
    /** 2026-Q3 → 3° trimestre 2026; 2026-09 → settembre 2026 */
    periodName: ofEnds(period =>
      period.length === 4
        ? `anno ${period}`
        : period.includes('Q')
          ? `${period.slice(6)}° trimestre ${period.slice(0, 4)}`
          : month(period, 'long'),
    ),
    periodShort: ofEnds(period =>
      period.length === 4
        ? period
        : period.includes('Q')
          ? `T${period.slice(6)} ${period.slice(0, 4)}`
          : month(period, 'short'),
    ),
    monthShort: (period: string) => month(period, 'short'),
    area: 'Area',
    areas: 'Aree',
    period: 'Periodo',
    need: 'Bisogno',
    interval90: 'Intervallo (9 casi su 10)',
    between: (low: string, high: string) => `da ${low} a ${high}`,
    few: 'pochi o nessuno (0–7)',
    fewShort: 'pochi o nessuno',
    households: 'nuclei',
    householdsUnit: 'nuclei alla prima visita del periodo',
    accesses: 'accessi',
    perThousand: 'nuclei ogni 1.000 residenti',
    allNeeds: 'Tutti i bisogni',
    needsMap: 'Bisogni per area',
    headline: (need: string, period: string, values: readonly string[]) =>
      `${need} · ${period} · nuclei per area${values.length > 0 ? `: ${values.join(', ')}` : ''}`,
    headlineMissing: (need: string, period: string, missing: string) => `${need} · ${period} · ${missing}`,
    noReleaseYet: 'Nessun trimestre è stato ancora pubblicato: la mappa mostra aree e risorse.',
    noSuchRelease: (period: string) => `${period} non è ancora pubblicato.`,
    noAreas:
      'Non c’è ancora nessuna area bersaglio: senza aree non si confrontano luoghi. I perimetri li carica chi tiene il server.',
    showNewest: 'Mostra l’ultimo pubblicato',
    colourByRate: 'Il colore dice i nuclei ogni 1.000 residenti',
    colourByCount: 'Il colore dice il numero di nuclei: manca la popolazione di un’area',
    tiedAll: 'le differenze fra le aree non sono distinguibili dal caso',
    tied: (pairs: readonly (readonly [string, string])[]) =>
      `non distinguibili dal caso: ${pairs
        .slice(0, 3)
        .map(([a, b]) => `${a} e ${b}`)
        .join('; ')}${pairs.length > 3 ? '; …' : ''}`,
    tiedNone: 'tutte le differenze superano il caso',
    loadingFigures: 'I numeri si stanno caricando…',
    figuresFailed: 'I numeri non si sono caricati. Mappa e risorse restano.',
    retry: 'Riprova',
    notLoaded: 'Non caricato',
    admin:
      'I numeri e le risorse non fanno parte del ruolo di amministratore: qui restano i perimetri delle aree e i centri.',

    rail: 'Filtri e livelli',
    layers: 'Livelli',
    layerNames: {
      needs: 'Bisogni per area',
      needsHeat: 'Bisogni per cella',
      heat: 'Densità delle risorse',
      cells: 'Celle statistiche',
      resources: 'Risorse',
      centres: 'Porte sociali',
    },
    layerNotes: {
      needs: 'nuclei con il bisogno, alla prima visita del trimestre',
      cells: 'i contorni; i numeri sono nel livello «Bisogni per cella»',
      resources: 'la forma è la famiglia; grigia e tratteggiata: da riverificare; barrata: chiusa',
      centres: 'sede del centro di prossimità',
    },
    classRange: (from: string, to: string) => `${from}–${to}`,
    classAreas: (count: number) => (count === 1 ? '1 area' : `${count} aree`),
    isolate: (group: string) => `Mostra solo: ${group}`,
    showAll: 'Mostra tutte',
    hiddenByFilter: (count: number) =>
      count === 1 ? '1 nascosta dal filtro' : `${count} nascoste dal filtro`,
    shown: (count: number) => (count === 1 ? '1 risorsa' : `${count} risorse`),

    matrix: 'Bisogni per area, la mappa come tabella',
    matrixShort: 'Tutti i bisogni',
    matrixHelp: 'Le frecce muovono tra le celle; Invio sceglie area e bisogno.',
    matrixNumbers: 'Ogni numero: nuclei alla prima visita del trimestre.',
    matrixCell: (need: string, area: string, value: string) => `${need}, ${area}: ${value}`,
    total: 'Tutti',

    table: 'Tabella',
    openTable: 'Apri la tabella',
    closeTable: 'Chiudi la tabella',
    tableCaption: (need: string, period: string) => `${need} · ${period}`,
    residents: 'Residenti',
    city: 'città',
    cityRow: 'Aree e fuori area insieme',
    outside: 'Fuori area o non noto',
    quality: 'Qualità',
    resourcesHere: 'Risorse',

    time: 'Trimestre pubblicato',
    publishedOn: (date: string) => `chiuso il ${date}`,
    onePeriod: 'un solo trimestre pubblicato',
    earlier: 'Trimestre precedente',
    later: 'Trimestre successivo',

    panel: 'Dettaglio',
    targetArea: 'Area bersaglio',
    demoBoundary: 'perimetro dimostrativo',
    demoBoundaries: 'Perimetri dimostrativi',
    schematic: 'Sfondo schematico',
    pickArea: 'Scegli un’area',
    pickAreaText:
      'Un clic sulla mappa, o una cella della tabella dei bisogni: qui compaiono i suoi numeri, i suoi bisogni e le sue risorse.',
    closePanel: 'Chiudi il dettaglio',
    figureAll: 'nuclei venuti per la prima volta nel trimestre',
    figureNeed: (need: string) => `nuclei con bisogno principale: ${need.toLowerCase()}`,
    rateOf: 'ogni 1.000 residenti',
    rateMeaning:
      'Nuclei divisi per i residenti dell’area alla data nota, per mille. Senza popolazione non c’è tasso.',
    rateMissing: 'La popolazione dell’area non è nota: il tasso non esiste.',
    residentsNote: (residents: string, on: string, source: string) =>
      `${residents} residenti al ${on}, ${source}`,
    activeResources: (need: string | null) =>
      need ? `risorse attive per ${need.toLowerCase()}` : 'risorse attive',
    toVerify: (count: number) => (count === 1 ? '1 da riverificare' : `${count} da riverificare`),
    places: (count: string) => `${count} posti dichiarati`,
    accessesLast: (period: string) => `accessi a ${period}`,
    accessesNote: 'Gli accessi non sono persone: un nucleo ne conta al più tre per trimestre.',
    accessesTrend: (area: string) => `Accessi per mese, ${area}`,
    compare: 'Le aree a confronto',
    needsHere: 'I bisogni dell’area',
    allMainNeeds: 'bisogno principale, per nuclei',
    whatIsThere: 'Che cosa c’è già',
    nothingThere: 'Nessuna risorsa censita con questi filtri. Non vuol dire che non ce ne siano.',
    moreResources: (count: number) => `Tutte le ${count} risorse dell’area`,
    openResources: 'Apri nel censimento',
    receipt: (release: string, edition: string, hidden: number) =>
      `Numeri protetti: il valore vero sta nell’intervallo in almeno 9 casi su 10. Rilascio ${release} · edizione ${edition} · ${hidden} ${hidden === 1 ? 'cella' : 'celle'} «pochi o nessuno».`,
    centre: 'Porta sociale',
    managedBy: 'Gestione',
    address: 'Indirizzo',
    openedOn: 'Aperta dal',
    hours: 'Orari',
    serves: 'Area servita',
    position: 'Posizione',
    notFound: 'La scelta indicata nell’indirizzo non si trova, o il tuo ruolo non la vede.',

    map: 'Mappa',
    mapLabel: (headline: string) => `Mappa. ${headline}`,
    mapHelp:
      'Frecce: sposta. Più e meno: ingrandisci e riduci. Da 1 a 9: scegli il punto più vicino al centro. Alt con freccia su o giù: scorri i punti in vista, Invio sceglie. Esc: torna dove eri.',
    sketchHelp:
      'Frecce: sposta il mirino, con Maiusc di più. Invio o Spazio: un vertice qui. Backspace: annulla l’ultimo atto. Esc: torna dove eri.',
    pinHelp: 'Frecce: sposta il mirino, con Maiusc di più. Un clic lo porta lì. Esc: torna dove eri.',
    zoomIn: 'Ingrandisci',
    zoomOut: 'Riduci',
    wholeCity: 'Mostra tutte le aree',
    simpleMap: 'Mappa semplice: questo browser non ha la grafica WebGL. Si può fare tutto lo stesso.',
    mapFailed: 'La mappa completa non si è caricata: questa è quella semplice, e funziona.',
    cluster: (count: number) => `${count} risorse vicine, ingrandisci`,
    inView: (index: number, total: number, name: string) => `${index} di ${total}: ${name}`,
    nothingInView: 'Nessun punto in vista.',
    areaLabel: (name: string, value: string) => `${name}: ${value}`,
    toTable: 'Salta alla tabella',
    sheet: 'Scheda',
    sheetStops: { low: 'chiusa', middle: 'a metà', high: 'aperta' },
    sheetHandle: (stop: string, next: string) => `Scheda ${stop}: portala ${next}`,
  },
  en: {
    number,
    rate,
    day,
    list,
    periodName: ofEnds(period =>
      period.length === 4
        ? `year ${period}`
        : period.includes('Q')
          ? `${ordinals[Number(period.slice(6)) - 1]} quarter of ${period.slice(0, 4)}`
          : month(period, 'long'),
    ),
    periodShort: ofEnds(period =>
      period.length === 4
        ? period
        : period.includes('Q')
          ? `Q${period.slice(6)} ${period.slice(0, 4)}`
          : month(period, 'short'),
    ),
    monthShort: (period: string) => month(period, 'short'),
    area: 'Area',
    areas: 'Areas',
    period: 'Period',
    need: 'Need',
    interval90: 'Interval (9 cases out of 10)',
    between: (low: string, high: string) => `from ${low} to ${high}`,
    few: 'few or none (0–7)',
    fewShort: 'few or none',
    households: 'households',
    householdsUnit: 'households at their first visit of the period',
    accesses: 'accesses',
    perThousand: 'households per 1,000 residents',
    allNeeds: 'All needs',
    needsMap: 'Needs by area',
    headline: (need: string, period: string, values: readonly string[]) =>
      `${need} · ${period} · households by area${values.length > 0 ? `: ${values.join(', ')}` : ''}`,
    headlineMissing: (need: string, period: string, missing: string) => `${need} · ${period} · ${missing}`,
    noReleaseYet: 'No quarter has been published yet: the map shows areas and resources.',
    noSuchRelease: (period: string) => `${period} is not yet published.`,
    noAreas:
      'There is no target area yet: without areas no places are compared. Whoever runs the server loads their boundaries.',
    showNewest: 'Show the newest',
    colourByRate: 'Colour tells households per 1,000 residents',
    colourByCount: 'Colour tells the number of households: the population of an area is missing',
    tiedAll: 'differences between the areas cannot be told from chance',
    tied: (pairs: readonly (readonly [string, string])[]) =>
      `cannot be told from chance: ${pairs
        .slice(0, 3)
        .map(([a, b]) => `${a} and ${b}`)
        .join('; ')}${pairs.length > 3 ? '; …' : ''}`,
    tiedNone: 'every difference exceeds chance',
    loadingFigures: 'Figures are loading…',
    figuresFailed: 'The figures did not load. Map and resources are still here.',
    retry: 'Try again',
    notLoaded: 'Not loaded',
    admin:
      'Figures and resources are not part of the administrator’s role: areas and centres are shown here.',

    rail: 'Filters and layers',
    layers: 'Layers',
    layerNames: {
      needs: 'Needs by area',
      needsHeat: 'Needs by cell',
      heat: 'Density of resources',
      cells: 'Statistical cells',
      resources: 'Resources',
      centres: 'Social doors',
    },
    layerNotes: {
      needs: 'households with the need, at their first visit of the quarter',
      cells: 'outlines; the figures are in the layer “Needs by cell”',
      resources: 'shape is the family; grey and dashed: to be verified; struck through: closed',
      centres: 'seat of the proximity centre',
    },
    classRange: (from: string, to: string) => `${from}–${to}`,
    classAreas: (count: number) => (count === 1 ? '1 area' : `${count} areas`),
    isolate: (group: string) => `Show only: ${group}`,
    showAll: 'Show all',
    hiddenByFilter: (count: number) => `${count} hidden by the filter`,
    shown: (count: number) => (count === 1 ? '1 resource' : `${count} resources`),

    matrix: 'Needs by area, the map as a table',
    matrixShort: 'All needs',
    matrixHelp: 'Arrows move between cells; Enter picks area and need.',
    matrixNumbers: 'Each number: households at their first visit of the quarter.',
    matrixCell: (need: string, area: string, value: string) => `${need}, ${area}: ${value}`,
    total: 'All',

    table: 'Table',
    openTable: 'Open the table',
    closeTable: 'Close the table',
    tableCaption: (need: string, period: string) => `${need} · ${period}`,
    residents: 'Residents',
    city: 'city',
    cityRow: 'Areas and outside together',
    outside: 'Outside or unknown',
    quality: 'Quality',
    resourcesHere: 'Resources',

    time: 'Published quarter',
    publishedOn: (date: string) => `closed on ${date}`,
    onePeriod: 'one quarter published',
    earlier: 'Earlier quarter',
    later: 'Later quarter',

    panel: 'Detail',
    targetArea: 'Target area',
    demoBoundary: 'demonstration boundary',
    demoBoundaries: 'Demonstration boundaries',
    schematic: 'Schematic background',
    pickArea: 'Pick an area',
    pickAreaText:
      'A click on the map, or a cell of the table of needs: its figures, needs and resources appear here.',
    closePanel: 'Close the detail',
    figureAll: 'households at their first visit of the quarter',
    figureNeed: (need: string) => `households with main need: ${need.toLowerCase()}`,
    rateOf: 'per 1,000 residents',
    rateMeaning:
      'Households divided by the residents of the area on the known day, times a thousand. Without a population there is no rate.',
    rateMissing: 'The population of the area is not known: no rate exists.',
    residentsNote: (residents: string, on: string, source: string) =>
      `${residents} residents on ${on}, ${source}`,
    activeResources: (need: string | null) =>
      need ? `active resources for ${need.toLowerCase()}` : 'active resources',
    toVerify: (count: number) => `${count} to be verified`,
    places: (count: string) => `${count} declared places`,
    accessesLast: (period: string) => `accesses in ${period}`,
    accessesNote: 'Accesses are not persons: a household counts at most three per quarter.',
    accessesTrend: (area: string) => `Accesses by month, ${area}`,
    compare: 'Areas compared',
    needsHere: 'Needs of the area',
    allMainNeeds: 'main need, by households',
    whatIsThere: 'What is there already',
    nothingThere: 'No resource in the census with these filters. It does not mean there is none.',
    moreResources: (count: number) => `All ${count} resources of the area`,
    openResources: 'Open in the census',
    receipt: (release: string, edition: string, hidden: number) =>
      `Protected numbers: the true value lies in the interval in at least 9 cases out of 10. Release ${release} · edition ${edition} · ${hidden} ${hidden === 1 ? 'cell' : 'cells'} “few or none”.`,
    centre: 'Social door',
    managedBy: 'Managed by',
    address: 'Address',
    openedOn: 'Open since',
    hours: 'Hours',
    serves: 'Area served',
    position: 'Position',
    notFound: 'What the address selects is not found, or your role does not see it.',

    map: 'Map',
    mapLabel: (headline: string) => `Map. ${headline}`,
    mapHelp:
      'Arrows: move. Plus and minus: zoom. 1 to 9: pick the point nearest to the middle. Alt with arrow up or down: go through the points in view, Enter picks. Esc: back to where you were.',
    sketchHelp:
      'Arrows: move the crosshair, with Shift further. Enter or Space: a vertex here. Backspace: undo the last act. Esc: back to where you were.',
    pinHelp:
      'Arrows: move the crosshair, with Shift further. A click takes it there. Esc: back to where you were.',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    wholeCity: 'Show all areas',
    simpleMap: 'Simple map: this browser has no WebGL graphics. Everything can be done all the same.',
    mapFailed: 'The full map did not load: this is the simple one, and it works.',
    cluster: (count: number) => `${count} resources close together, zoom in`,
    inView: (index: number, total: number, name: string) => `${index} of ${total}: ${name}`,
    nothingInView: 'No point in view.',
    areaLabel: (name: string, value: string) => `${name}: ${value}`,
    toTable: 'Skip to the table',
    sheet: 'Sheet',
    sheetStops: { low: 'closed', middle: 'half open', high: 'open' },
    sheetHandle: (stop: string, next: string) => `Sheet ${stop}: make it ${next}`,
  },
}
