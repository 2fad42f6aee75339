/** The words of importing resources: the file, its columns, what would be, the queue, the way back. */
import type { ImportField, RowFilter } from '../../api/resources/import/columns.codes.ts'
import type { ImportProgress, RowFault } from '../../api/resources/import/contract.ts'
import type { Language } from './language.ts'

const plural = (count: number, one: string, many: string) =>
  `${count.toLocaleString('it-IT')} ${count === 1 ? one : many}`
const english = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`

type Words = Record<
  | 'title'
  | 'lead'
  | 'choose'
  | 'another'
  | 'drop'
  | 'offline'
  | 'source'
  | 'sourceHint'
  | 'licence'
  | 'licenceHint'
  | 'reading'
  | 'refusedTitle'
  | 'previewTitle'
  | 'columns'
  | 'inFile'
  | 'examples'
  | 'becomes'
  | 'ignored'
  | 'types'
  | 'hoursTitle'
  | 'hoursText'
  | 'hoursReading'
  | 'hoursUnread'
  | 'hoursRight'
  | 'hoursUse'
  | 'hoursKeep'
  | 'hoursKept'
  | 'hoursWrong'
  | 'hoursAgain'
  | 'typesLead'
  | 'word'
  | 'rows'
  | 'type'
  | 'chooseType'
  | 'otherwise'
  | 'sample'
  | 'sampleNone'
  | 'outcome'
  | 'reasons'
  | 'why'
  | 'examplesRows'
  | 'download'
  | 'reportName'
  | 'tryAgain'
  | 'load'
  | 'loading'
  | 'needSource'
  | 'past'
  | 'pastNone'
  | 'pastFailed'
  | 'when'
  | 'by'
  | 'open'
  | 'undo'
  | 'undoYes'
  | 'keep'
  | 'undoText'
  | 'stayed'
  | 'closedOnes'
  | 'undoneAt'
  | 'back'
  | 'queueNone'
  | 'more'
  | 'accept'
  | 'refuse'
  | 'same'
  | 'sameAs'
  | 'sameAsLabel'
  | 'sameAsHint'
  | 'sameAsNone'
  | 'sameAsFailed'
  | 'sameAsBack'
  | 'swap'
  | 'place'
  | 'placed'
  | 'confirm'
  | 'placeHint'
  | 'name'
  | 'saveName'
  | 'noName'
  | 'noType'
  | 'next'
  | 'previous'
  | 'onMap'
  | 'blocked'
  | 'row'
  | 'list'
  | 'filters'
  | 'state'
  | 'field'
  | 'undoOne'
  | 'mayLeave'
  | 'externalId'
  | 'mapLabel'
  | 'sameFile'
  | 'keys'
  | 'edit'
  | 'saveRow'
  | 'leaveRow'
  | 'notCorrected'
  | 'corrected'
  | 'apart'
  | 'nowAlike'
  | 'waitsElsewhere'
  | 'idsTitle'
  | 'idsIgnore'
  | 'idsTake'
  | 'idsLeftOut'
  | 'inFileNow'
  | 'inCensusNow'
  | 'arrivedBefore'
  | 'licenceNone',
  string
> & {
  filter: Record<RowFilter, string>
  fields: Record<ImportField, string>
  formats: Record<string, string>
  /** What was masked or moved. */
  kinds: Record<NonNullable<RowFault['kinds']>[number], string>
  /** As the file writes it. */
  written: (text: string) => string
  found: (format: string, rows: number) => string
  loaded: (rows: number) => string
  acceptAll: (count: number) => string
  accepted: (count: number) => string
  acceptedOne: (name: string) => string
  refusedOne: (name: string) => string
  sameOne: (name: string) => string
  progress: (progress: ImportProgress) => string
  similar: (name: string) => string
  sameRow: (row: number) => string
  waitsAs: (row: number, source: string) => string
  returned: (count: number) => string
  idsDoubt: (others: number, met: number) => string
  idExample: (row: number, name: string, there: string) => string
  metres: (metres: number) => string
  setApart: (name: string) => string
  updates: (name: string) => string
  undoAsk: (source: string) => string
  undone: (removed: number, reverted: number) => string
  untyped: (count: number) => string
  typesShown: (shown: number, all: number) => string
  hoursLead: (texts: number, unsettled: number) => string
  hoursShown: (shown: number, all: number) => string
  openOne: (source: string) => string
  undoOf: (source: string) => string
}

export const words: Record<Language, Words> = {
  it: {
    title: 'Importa risorse',
    lead: 'Un file diventa una coda da rivedere: niente va sulla mappa finché qualcuno non lo accetta, e tutto si può annullare.',
    choose: 'Scegli il file',
    another: 'Scegli un altro file',
    drop: 'oppure trascinalo qui: CSV, XLSX, GeoJSON, OpenStreetMap (Overpass, .osm o PBF), HSDS. Al massimo 20 MB e 20.000 righe.',
    offline: 'Per importare serve la rete: quando torna, questa pagina funziona di nuovo.',
    source: 'Da dove viene',
    sourceHint: 'Le stesse parole fanno riconoscere le sue righe la prossima volta.',
    licence: 'Licenza',
    licenceHint: 'Facoltativa: per esempio CC BY 4.0.',
    licenceNone: 'senza licenza dichiarata',
    reading: 'Lettura e controllo del file',
    refusedTitle: 'Il file non si può importare',
    previewTitle: 'Che cosa c’è nel file',
    columns: 'Colonne',
    inFile: 'Nel file',
    examples: 'Esempi',
    becomes: 'Diventa',
    ignored: 'Non importare',
    types: 'Parole dei tipi',
    typesLead: 'Ogni parola diventa un tipo del censimento. Quelle in cima aspettano una scelta.',
    word: 'Parola',
    rows: 'Righe',
    type: 'Tipo',
    chooseType: 'Scegli…',
    otherwise: 'Righe senza tipo',
    sample: 'Come sarebbero le prime',
    sampleNone: 'Nessuna riga da mostrare: abbina almeno il nome o la posizione.',
    outcome: 'Che cosa succederebbe',
    reasons: 'Dubbi e rinunce',
    why: 'Perché',
    examplesRows: 'Per esempio alle righe',
    download: 'Scarica l’elenco completo',
    reportName: 'importazione-risorse.csv',
    tryAgain: 'Controlla di nuovo',
    load: 'Metti in coda',
    loading: 'Le righe vanno in coda',
    mayLeave: 'Puoi lasciare la pagina: il file comparirà fra quelli importati.',
    needSource: 'Prima scrivi da dove viene il file.',
    past: 'File importati',
    pastNone: 'Nessun file finora.',
    pastFailed: 'I file importati non si sono caricati.',
    when: 'Quando',
    by: 'Chi',
    open: 'Rivedi',
    openOne: source => `Rivedi ${source}`,
    undo: 'Annulla',
    undoOf: source => `Annulla ${source}`,
    undoAsk: source => `Annullare tutto ciò che è arrivato con «${source}»?`,
    undoText:
      'Ciò che nessuno ha toccato sparisce dal censimento, ciò che altri dati richiamano viene chiuso, ciò che è stato modificato o verificato resta ed è elencato. Le righe in coda spariscono.',
    undoYes: 'Sì, annulla',
    keep: 'No, lascia',
    stayed: 'Restano, perché modificate o verificate dopo',
    closedOnes: 'Chiuse, perché altri dati le richiamano',
    undoneAt: 'annullato',
    back: 'Torna ai file',
    queueNone: 'Niente da vedere con questo filtro.',
    more: 'Mostra altre righe',
    accept: 'Accetta',
    refuse: 'Rifiuta',
    same: 'È la stessa',
    sameAs: 'È la stessa di…',
    sameAsLabel: 'Quale risorsa del censimento è',
    sameAsHint: 'Ciò che le manca viene aggiunto; ciò che ha resta.',
    sameAsNone: 'Nessuna con queste lettere: prova con altre.',
    sameAsFailed: 'La ricerca non risponde.',
    sameAsBack: 'Lascia stare',
    swap: 'Scambia le coordinate',
    place: 'Metti sulla mappa',
    placeHint: 'Sposta il mirino con le frecce o tocca la mappa, poi conferma.',
    confirm: 'Conferma posizione',
    placed: 'Posizione confermata',
    name: 'Nome',
    saveName: 'Salva il nome',
    noName: 'senza nome',
    noType: 'senza tipo',
    next: 'Riga successiva',
    previous: 'Riga precedente',
    onMap: 'Sulla mappa',
    mapLabel: 'Mappa della riga scelta',
    blocked: 'Prima va completata',
    row: 'Riga',
    list: 'Righe del file',
    filters: 'Che cosa vedere',
    state: 'Stato',
    field: 'Campo',
    undoOne: 'Annulla',
    externalId: 'Codice della fonte',
    sameFile: 'Doppia nel file',
    keys: 'Tasti: A accetta, X rifiuta, S è la stessa, C la stessa di un’altra, E corregge, J e K scorrono.',
    edit: 'Correggi i campi',
    saveRow: 'Salva la riga',
    leaveRow: 'Lascia com’era',
    notCorrected: 'La riga non è stata salvata: guarda i campi segnati.',
    corrected: 'Riga corretta',
    apart: 'È un’altra',
    setApart: name => `È un’altra, e non aggiorna più: ${name}`,
    nowAlike: 'Nel frattempo è comparsa una risorsa simile: guarda se è la stessa, poi decidi',
    waitsElsewhere: 'Forse è in attesa anche in un’altra importazione',
    waitsAs: (row, source) => `Forse è in attesa anche nell’importazione «${source}», riga ${row}`,
    returned: count =>
      count === 1
        ? 'Una riga è tornata fra le «forse doppie»: nel frattempo è comparsa una risorsa simile'
        : `${count.toLocaleString('it-IT')} righe sono tornate fra le «forse doppie»: nel frattempo sono comparse risorse simili`,
    idsTitle: 'I codici di questo file sembrano numeri di riga',
    idsDoubt: (others, met) =>
      `${others.toLocaleString('it-IT')} righe su ${met.toLocaleString('it-IT')} con un codice già arrivato da questa fonte hanno un altro nome. Se il codice è il numero della riga, aggiornare metterebbe un luogo al posto di un altro.`,
    idExample: (row, name, there) => `Riga ${row}: «${name}», ma quel codice era di «${there}»`,
    idsIgnore: 'I codici sono numeri di riga: ignorali',
    idsTake: 'I luoghi sono gli stessi con un nome nuovo: usa i codici',
    idsLeftOut:
      'I codici del file sono stati ignorati: nessuna riga aggiorna ciò che la fonte aveva portato.',
    inFileNow: 'Nella riga',
    inCensusNow: 'Nel censimento',
    metres: metres => `a ${metres.toLocaleString('it-IT')} m`,
    arrivedBefore:
      'Il file era già arrivato, con le scelte di prima. Per rifarlo annulla questa importazione.',
    filter: {
      ready: 'Pronte',
      doubts: 'Con dubbi',
      duplicates: 'Forse doppie',
      outside: 'Fuori dal comune',
      unplaced: 'Senza posizione',
      accepted: 'Accettate',
      refused: 'Rifiutate',
      skipped: 'Saltate',
    },
    fields: {
      name: 'Nome',
      type: 'Tipo',
      address: 'Indirizzo',
      latitude: 'Latitudine',
      longitude: 'Longitudine',
      position: 'Posizione (lat, lon)',
      owner: 'Ente',
      description: 'Descrizione',
      services: 'Servizi offerti',
      needs: 'Bisogni a cui risponde',
      targetGroups: 'A chi è rivolta',
      eligibility: 'Requisiti',
      minAge: 'Età minima',
      maxAge: 'Età massima',
      costNote: 'Costo',
      accessMode: 'Modalità di accesso',
      openingHours: 'Orari',
      phone: 'Telefono',
      email: 'E-mail',
      website: 'Sito',
      languages: 'Lingue',
      wheelchair: 'Carrozzina',
      accessibilityNote: 'Accessibilità',
      status: 'Stato',
      validFrom: 'Attiva dal',
      validTo: 'Attiva al',
      externalId: 'Codice della fonte',
    },
    kinds: {
      tax_code: 'codice fiscale',
      iban: 'IBAN',
      email: 'e-mail',
      phone: 'telefono',
      plate: 'targa',
      street_number: 'numero civico',
      website: 'sito',
    },
    written: text => `«${text}»`,
    formats: {
      csv: 'tabella CSV',
      xlsx: 'foglio XLSX',
      geojson: 'GeoJSON',
      osm: 'OpenStreetMap',
      hsds: 'HSDS',
      json: 'elenco JSON',
    },
    found: (format, rows) => `${format} · ${plural(rows, 'riga', 'righe')}`,
    loaded: rows => `${plural(rows, 'riga', 'righe')} in coda`,
    acceptAll: count =>
      `Accetta ${count === 1 ? 'quella pronta' : `le ${count.toLocaleString('it-IT')} pronte`}`,
    accepted: count => `${plural(count, 'riga accettata', 'righe accettate')}`,
    acceptedOne: name => `Accettata: ${name}`,
    refusedOne: name => `Rifiutata: ${name}`,
    sameOne: name => `Aggiunto ciò che mancava: ${name}`,
    progress: ({ step, done, rows }) =>
      ({
        reading: `Lette ${done.toLocaleString('it-IT')} righe su ${rows.toLocaleString('it-IT')}`,
        queueing: `In coda ${done.toLocaleString('it-IT')} righe su ${rows.toLocaleString('it-IT')}`,
        comparing: `${rows.toLocaleString('it-IT')} righe in coda: confronto con il censimento`,
      })[step],
    similar: name => `Forse è già nel censimento: ${name}`,
    sameRow: row => `Forse è la stessa della riga ${row} del file`,
    updates: name => `Aggiorna ciò che la stessa fonte aveva portato: ${name}`,
    undone: (removed, reverted) =>
      `Annullata: ${plural(removed, 'risorsa tolta', 'risorse tolte')}${reverted > 0 ? `, ${plural(reverted, 'tornata', 'tornate')} com’era prima` : ''}`,
    untyped: count => `${plural(count, 'riga resta', 'righe restano')} senza tipo`,
    typesShown: (shown, all) => `Sono elencate le prime ${shown} di ${all}.`,
    hoursTitle: 'Orari: come sono scritti e come si leggono',
    hoursText: 'Nel file',
    hoursReading: 'Si legge',
    hoursUnread: 'Non si capisce.',
    hoursRight: 'Scrivi quelli giusti, per tutte le righe con questo testo',
    hoursUse: 'Usa questi',
    hoursKeep: 'Tieni il testo, da confermare',
    hoursKept: 'Resta come è scritto, da confermare.',
    hoursWrong: 'Non è giusto',
    hoursAgain: 'Annulla la scelta',
    hoursLead: (texts, unsettled) =>
      `${plural(texts, 'testo diverso', 'testi diversi')}${unsettled > 0 ? `: ${plural(unsettled, 'da guardare, è in cima', 'da guardare, sono in cima')}. Finché non si legge, un orario resta come è scritto e la risorsa non risulta né aperta né chiusa.` : ', tutti letti. Controlla che sia giusto.'}`,
    hoursShown: (shown, all) => `Sono elencati i primi ${shown} di ${all}.`,
  },
  en: {
    title: 'Import resources',
    lead: 'A file becomes a queue to be reviewed: nothing is on the map until somebody accepts it, and all of it can be undone.',
    choose: 'Choose the file',
    another: 'Choose another file',
    drop: 'or drop it here: CSV, XLSX, GeoJSON, OpenStreetMap (Overpass, .osm or PBF), HSDS. At most 20 MB and 20,000 rows.',
    offline: 'Importing needs the network: when it is back, this page works again.',
    source: 'Where it comes from',
    sourceHint: 'The same words make its rows known the next time.',
    licence: 'Licence',
    licenceHint: 'Optional: for instance CC BY 4.0.',
    licenceNone: 'without a declared licence',
    reading: 'Reading and checking the file',
    refusedTitle: 'The file cannot be imported',
    previewTitle: 'What is in the file',
    columns: 'Columns',
    inFile: 'In the file',
    examples: 'Examples',
    becomes: 'Becomes',
    ignored: 'Do not import',
    types: 'Words of the types',
    typesLead: 'Each word becomes a type of the census. Those at the top wait for a choice.',
    word: 'Word',
    rows: 'Rows',
    type: 'Type',
    chooseType: 'Choose…',
    otherwise: 'Rows without a type',
    sample: 'How the first would be',
    sampleNone: 'No row to show: match at least the name or the position.',
    outcome: 'What would happen',
    reasons: 'Doubts and what is left out',
    why: 'Why',
    examplesRows: 'For instance in rows',
    download: 'Download the whole list',
    reportName: 'resource-import.csv',
    tryAgain: 'Check again',
    load: 'Put into the queue',
    loading: 'The rows go into the queue',
    mayLeave: 'You can leave the page: the file will be among those imported.',
    needSource: 'First write where the file comes from.',
    past: 'Imported files',
    pastNone: 'No file so far.',
    pastFailed: 'The imported files did not load.',
    when: 'When',
    by: 'Who',
    open: 'Review',
    openOne: source => `Review ${source}`,
    undo: 'Undo',
    undoOf: source => `Undo ${source}`,
    undoAsk: source => `Undo all that came with “${source}”?`,
    undoText:
      'What nobody has touched goes out of the census, what other data refer to is closed, what was edited or verified stays and is listed. Rows in the queue go away.',
    undoYes: 'Yes, undo',
    keep: 'No, leave it',
    stayed: 'Left, because edited or verified since',
    closedOnes: 'Closed, because other data refer to them',
    undoneAt: 'undone',
    back: 'Back to the files',
    queueNone: 'Nothing to see with this filter.',
    more: 'Show more rows',
    accept: 'Accept',
    refuse: 'Refuse',
    same: 'It is the same',
    sameAs: 'It is the same as…',
    sameAsLabel: 'Which resource of the census it is',
    sameAsHint: 'What it lacks is added; what it has stays.',
    sameAsNone: 'None with these letters: try others.',
    sameAsFailed: 'The search does not answer.',
    sameAsBack: 'Never mind',
    swap: 'Swap the coordinates',
    place: 'Place on the map',
    placeHint: 'Move the crosshair with the arrows or tap the map, then confirm.',
    confirm: 'Confirm position',
    placed: 'Position confirmed',
    name: 'Name',
    saveName: 'Save the name',
    noName: 'without a name',
    noType: 'without a type',
    next: 'Next row',
    previous: 'Previous row',
    onMap: 'On the map',
    mapLabel: 'Map of the chosen row',
    blocked: 'To be completed first',
    row: 'Row',
    list: 'Rows of the file',
    filters: 'What to see',
    state: 'State',
    field: 'Field',
    undoOne: 'Undo',
    externalId: 'Code of the source',
    sameFile: 'Twice in the file',
    keys: 'Keys: A accept, X refuse, S it is the same, C the same as another, E corrects, J and K move.',
    edit: 'Correct the fields',
    saveRow: 'Save the row',
    leaveRow: 'Leave as it was',
    notCorrected: 'The row was not saved: look at the marked fields.',
    corrected: 'Row corrected',
    apart: 'It is another one',
    setApart: name => `Another one, which no longer updates: ${name}`,
    nowAlike: 'Something like it has come in the meantime: see whether it is the same, then decide',
    waitsElsewhere: 'It may be waiting in another import too',
    waitsAs: (row, source) => `It may be waiting in the import “${source}” too, row ${row}`,
    returned: count =>
      count === 1
        ? 'One row is back among the possible duplicates: something like it has come in the meantime'
        : `${count.toLocaleString('en-GB')} rows are back among the possible duplicates: something like them has come in the meantime`,
    idsTitle: 'The codes of this file look like row numbers',
    idsDoubt: (others, met) =>
      `${others.toLocaleString('en-GB')} of ${met.toLocaleString('en-GB')} rows whose code has come from this source before bear another name. If the code is the number of the row, updating would put one place where another was.`,
    idExample: (row, name, there) => `Row ${row}: “${name}”, but that code was of “${there}”`,
    idsIgnore: 'The codes are row numbers: ignore them',
    idsTake: 'The places are the same with a new name: use the codes',
    idsLeftOut: 'The codes of the file were ignored: no row updates what the source had brought.',
    inFileNow: 'In the row',
    inCensusNow: 'In the census',
    metres: metres => `${metres.toLocaleString('en-GB')} m away`,
    arrivedBefore:
      'The file had arrived already, with the choices of before. To do it again, undo this import.',
    filter: {
      ready: 'Ready',
      doubts: 'With doubts',
      duplicates: 'Perhaps duplicates',
      outside: 'Outside the municipality',
      unplaced: 'Without a position',
      accepted: 'Accepted',
      refused: 'Refused',
      skipped: 'Skipped',
    },
    fields: {
      name: 'Name',
      type: 'Type',
      address: 'Address',
      latitude: 'Latitude',
      longitude: 'Longitude',
      position: 'Position (lat, lon)',
      owner: 'Body',
      description: 'Description',
      services: 'Services offered',
      needs: 'Needs it answers',
      targetGroups: 'Whom it is for',
      eligibility: 'Eligibility',
      minAge: 'Minimum age',
      maxAge: 'Maximum age',
      costNote: 'Cost',
      accessMode: 'Access',
      openingHours: 'Opening hours',
      phone: 'Phone',
      email: 'E-mail',
      website: 'Site',
      languages: 'Languages',
      wheelchair: 'Wheelchair',
      accessibilityNote: 'Accessibility',
      status: 'State',
      validFrom: 'Active from',
      validTo: 'Active until',
      externalId: 'Code of the source',
    },
    kinds: {
      tax_code: 'tax code',
      iban: 'IBAN',
      email: 'e-mail',
      phone: 'phone',
      plate: 'number plate',
      street_number: 'street number',
      website: 'website',
    },
    written: text => `“${text}”`,
    formats: {
      csv: 'CSV table',
      xlsx: 'XLSX sheet',
      geojson: 'GeoJSON',
      osm: 'OpenStreetMap',
      hsds: 'HSDS',
      json: 'JSON list',
    },
    found: (format, rows) => `${format} · ${english(rows, 'row', 'rows')}`,
    loaded: rows => `${english(rows, 'row', 'rows')} in the queue`,
    acceptAll: count =>
      `Accept ${count === 1 ? 'the one that is ready' : `the ${count.toLocaleString('en-GB')} that are ready`}`,
    accepted: count => `${english(count, 'row accepted', 'rows accepted')}`,
    acceptedOne: name => `Accepted: ${name}`,
    refusedOne: name => `Refused: ${name}`,
    sameOne: name => `Added what was missing: ${name}`,
    progress: ({ step, done, rows }) =>
      ({
        reading: `${done.toLocaleString('en')} rows of ${rows.toLocaleString('en')} read`,
        queueing: `${done.toLocaleString('en')} rows of ${rows.toLocaleString('en')} in the queue`,
        comparing: `${rows.toLocaleString('en')} rows in the queue: comparing with the census`,
      })[step],
    similar: name => `Perhaps it is in the census already: ${name}`,
    sameRow: row => `Perhaps it is the same as row ${row} of the file`,
    updates: name => `Updates what the same source had brought: ${name}`,
    undone: (removed, reverted) =>
      `Undone: ${english(removed, 'resource removed', 'resources removed')}${reverted > 0 ? `, ${english(reverted, 'one', 'ones')} back as before` : ''}`,
    untyped: count => `${english(count, 'row stays', 'rows stay')} without a type`,
    typesShown: (shown, all) => `The first ${shown} of ${all} are listed.`,
    hoursTitle: 'Opening hours: as written and as read',
    hoursText: 'In the file',
    hoursReading: 'Reads as',
    hoursUnread: 'Not understood.',
    hoursRight: 'Write the right ones, for all rows with this text',
    hoursUse: 'Use these',
    hoursKeep: 'Keep the text, to be confirmed',
    hoursKept: 'It stays as written, to be confirmed.',
    hoursWrong: 'Not right',
    hoursAgain: 'Take the choice back',
    hoursLead: (texts, unsettled) =>
      `${english(texts, 'different text', 'different texts')}${unsettled > 0 ? `: ${english(unsettled, 'needs you, on top', 'need you, on top')}. Until hours are read they stay as written, and the resource counts as neither open nor closed.` : ', all read. Check that it is right.'}`,
    hoursShown: (shown, all) => `The first ${shown} of ${all} are listed.`,
  },
}
