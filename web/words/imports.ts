/** The words of importing accesses from a file. */
import type { Language } from './language.ts'

export const words = {
  it: {
    title: 'Importa accessi da un foglio',
    lead: 'Un foglio di calcolo (.xlsx o CSV) con una riga per accesso. Prima si controlla tutto; poi si registra tutto, o niente.',
    back: 'Torna a Registra',
    link: 'Importa da un foglio',
    noCentre: 'Il tuo account non è di un centro: l’importazione non è possibile.',
    choose: 'Scegli il file',
    drop: 'oppure trascinalo qui. Al massimo 20 MB e 100.000 righe.',
    another: 'Scegli un altro file',
    template: 'Scarica il modello',
    templateName: 'modello-accessi.csv',
    templateText: 'Con le intestazioni e due accessi inventati da sostituire.',
    staysHere:
      'Il file si legge in questo browser: partono solo le risposte delle colonne abbinate. I nomi e i testi liberi restano qui.',
    reading: (percent: string) => `Lettura del file: ${percent}`,
    refusedTitle: 'Il file non si può importare',
    columnsTitle: 'Le colonne del file',
    sheetLead: (rows: string, name: string) => `${rows} righe · foglio «${name}»`,
    textLead: (rows: string, encoding: string, delimiter: string) =>
      `${rows} righe · testo ${encoding} · separate da ${delimiter}`,
    delimiters: { ',': 'virgola', ';': 'punto e virgola', '\t': 'tabulazione', '|': 'barra verticale' },
    inFile: 'Nel file',
    examples: 'Esempi',
    becomes: 'Diventa',
    unnamed: 'senza intestazione',
    chooseColumn: 'Scegli…',
    ignore: 'Non importare',
    unresolved: (count: number) =>
      count === 1
        ? 'Una colonna non è stata riconosciuta: abbinala, o scegli «Non importare».'
        : `${count} colonne non sono state riconosciute: abbinale, o scegli «Non importare».`,
    doubled: (name: string) => `Due colonne diventano «${name}»: tienine una.`,
    missing: (names: string) => `Mancano colonne obbligatorie: ${names}.`,
    toValues: 'Continua',
    valuesTitle: 'I valori del file',
    valuesLead:
      'Ogni testo si abbina una volta sola e vale per tutte le righe. Partono solo le risposte, mai i testi.',
    valuesKept: 'Le scelte restano in questo browser, cifrate, per il prossimo file del centro.',
    valuesNotKept: 'In questo browser le scelte non si possono conservare: valgono per questo file.',
    valuesReady: 'Tutti i valori sono abbinati: guarda le proposte, poi controlla il file.',
    openValues: (count: number) =>
      count === 1 ? 'Un valore è ancora da scegliere.' : `${count} valori sono ancora da scegliere.`,
    allOpen: (count: number) => `Per tutti i ${count} da scegliere:`,
    recognised: (count: number, some: string) =>
      count === 1 ? `Una risposta riconosciuta: ${some}` : `${count} risposte riconosciute: ${some}`,
    days: (first: string, last: string) => (first === last ? first : `dal ${first} al ${last}`),
    rows: 'Righe',
    emptyCell: 'cella vuota',
    emptyReason: 'cella vuota, dove nessuna risorsa è stata trovata',
    hidden: (kind: string, row: string) => `testo non mostrato: sembra contenere ${kind} (riga ${row})`,
    because: {
      answer: 'riconosciuto',
      likely: 'proposta',
      before: 'come l’ultima volta',
      chosen: 'scelto da te',
      open: 'da scegliere',
    },
    leaveEmpty: 'Lascia vuoto',
    leaveNeed: 'Non registrare questo bisogno',
    leaveRows: 'Lascia fuori le righe',
    thisDay: 'Il giorno',
    dayAbove: 'Lo stesso giorno della riga sopra',
    leftTitle: 'Che cosa resta qui',
    leftIdentity: (kind: string) => `lasciata qui: contiene persone (${kind})`,
    leftText: 'lasciata qui, non si importa',
    leftRows: {
      blank: (count: number) => (count === 1 ? '1 riga vuota' : `${count} righe vuote`),
      hidden: (count: number) =>
        count === 1
          ? '1 riga nascosta nel foglio, lasciata fuori: per importarla mostrala e scegli di nuovo il file'
          : `${count} righe nascoste nel foglio, lasciate fuori: per importarle mostrale e scegli di nuovo il file`,
      title: (count: number) =>
        count === 1 ? '1 riga di titolo lasciata fuori' : `${count} righe di titolo lasciate fuori`,
      total: (count: number) =>
        count === 1 ? '1 riga di totale lasciata fuori' : `${count} righe di totale lasciate fuori`,
      needless: (count: number) =>
        count === 1 ? '1 riga senza bisogni lasciata fuori' : `${count} righe senza bisogni lasciate fuori`,
      chosen: (count: number) =>
        count === 1 ? '1 riga lasciata fuori per tua scelta' : `${count} righe lasciate fuori per tua scelta`,
    },
    repeatedNeeds: (count: number) =>
      count === 1
        ? 'Un bisogno è scritto due volte nella stessa riga: vale la prima'
        : `${count} bisogni sono scritti due volte nella stessa riga: vale la prima`,
    reasonsLeft: (count: number) =>
      count === 1
        ? 'Un motivo accanto a un bisogno che ha avuto risposta: non si importa'
        : `${count} motivi accanto a bisogni che hanno avuto risposta: non si importano`,
    leaveFaulty: (count: number) =>
      count === 1 ? 'Continua senza la riga con errori' : `Continua senza le ${count} righe con errori`,
    check: 'Controlla il file',
    checking: 'Controllo in corso',
    cleanTitle: (rows: string) => `Nessun errore in ${rows} accessi`,
    faultsTitle: (count: string) =>
      count === '1' ? 'Un errore da correggere' : `${count} errori da correggere`,
    faultsLead:
      'Continua senza quelle righe, oppure correggi il foglio e scegli di nuovo il file. Finché c’è un errore non si registra niente.',
    faultsShown: (shown: string) => `Sono elencati i primi ${shown}.`,
    row: 'Riga',
    column: 'Colonna',
    written: 'C’è scritto',
    why: 'Perché non va',
    how: 'Che cosa ci va',
    nothing: 'niente',
    faultsList: 'Elenco degli errori',
    downloadFaults: 'Scarica l’elenco',
    faultsName: 'errori-importazione.csv',
    anyDay: 'una data gg/mm/aaaa',
    ownCentre: 'il tuo centro, o niente',
    anyArea: 'il nome di un’area, Altrove o Non noto',
    anyCell: 'il codice di una cella della mappa',
    months: 'In quali mesi contano',
    month: 'Mese',
    accesses: 'Accessi',
    countsIn: 'Contano in',
    assumed: 'Colonne che mancano nel file: ogni accesso avrà',
    late: (count: string, month: string) =>
      `${count} accessi sono di mesi già chiusi: conteranno in ${month}. Controlla che non siano già stati registrati allora.`,
    acceptLate: (month: string) => `Lo so: contino in ${month}`,
    declared: (days: string) =>
      `Di questi giorni era stato dichiarato «nessun accesso», e la dichiarazione cadrà: ${days}.`,
    repeated: (when: string) =>
      `Gli stessi accessi sono stati importati il ${when}. Se non erano giusti annulla quella importazione, qui sotto.`,
    sample: 'Come saranno registrati i primi',
    needs: 'Bisogni',
    importAll: (count: string) => (count === '1' ? 'Importa un accesso' : `Importa ${count} accessi`),
    whyNot: {
      faults: 'Prima vanno corretti gli errori.',
      late: 'Prima conferma in quale mese contano.',
      repeated: 'Questi accessi ci sono già.',
    },
    sending: 'Invio del file',
    recording: (recorded: string, of: string) => `Registrati ${recorded} di ${of}`,
    mayLeave: 'Puoi lasciare la pagina: il lavoro continua e l’importazione comparirà fra quelle fatte.',
    done: (count: string) => (count === '1' ? 'Un accesso importato' : `${count} accessi importati`),
    doneText: 'Si possono annullare tutti insieme finché ogni loro mese è aperto.',
    undo: 'Annulla importazione',
    undoOf: (when: string) => `Annulla importazione del ${when}`,
    undoAsk: (count: string) => `Togliere ${count} accessi?`,
    undoText: 'Spariscono tutti quelli arrivati con questo file, anche se corretti dopo. Gli altri restano.',
    undoYes: 'Sì, toglili',
    keep: 'No, lasciali',
    undone: (count: string) => `${count} accessi tolti`,
    notUndoable: 'Un mese è chiuso: non si annulla più',
    pastTitle: 'Importazioni fatte',
    pastList: 'Elenco delle importazioni',
    pastNone: 'Nessuna importazione finora.',
    pastFailed: 'Le importazioni fatte non si sono caricate.',
    when: 'Quando',
    present: 'Ancora presenti',
    interrupted: {
      title: 'Non si sa com’è finita',
      text: 'La risposta si è interrotta. Guarda fra le importazioni fatte: se non c’è, niente è stato registrato e puoi riprovare.',
    },
    documentTitle: 'Che cosa può contenere il file',
    documentLead:
      'Sono obbligatorie la data, il primo bisogno e il suo esito. Le intestazioni e le risposte si scrivono in italiano, in inglese o con il codice; accenti e maiuscole non contano. Ciò che è scritto in altro modo si abbina qui, una volta sola. Nelle date viene prima il giorno. I bisogni sono al massimo otto: Bisogno 2, Com’è andata 2 e così via.',
    documentWithout:
      'Senza «Ultima visita» gli accessi contano, ma i nuclei non si possono contare. Le risorse collegate non si importano.',
    required: 'obbligatoria',
    ifAbsent: (value: string) => `se manca: ${value}`,
    ifEmpty: (value: string) => `cella vuota: ${value}`,
    answers: 'Risposte',
    code: 'Codice',
  },
  en: {
    title: 'Import accesses from a sheet',
    lead: 'A spreadsheet (.xlsx or CSV) with one row for each access. First everything is checked; then everything is recorded, or nothing.',
    back: 'Back to Record',
    link: 'Import from a sheet',
    noCentre: 'Your account belongs to no centre: importing is not possible.',
    choose: 'Choose the file',
    drop: 'or drop it here. At most 20 MB and 100,000 rows.',
    another: 'Choose another file',
    template: 'Download the template',
    templateName: 'template-accesses.csv',
    templateText: 'With the headers and two invented accesses to overwrite.',
    staysHere:
      'The file is read in this browser: only the answers of the matched columns leave. Names and free texts stay here.',
    reading: (percent: string) => `Reading the file: ${percent}`,
    refusedTitle: 'The file cannot be imported',
    columnsTitle: 'The columns of the file',
    sheetLead: (rows: string, name: string) => `${rows} rows · sheet “${name}”`,
    textLead: (rows: string, encoding: string, delimiter: string) =>
      `${rows} rows · ${encoding} text · separated by ${delimiter}`,
    delimiters: { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' },
    inFile: 'In the file',
    examples: 'Examples',
    becomes: 'Becomes',
    unnamed: 'without a header',
    chooseColumn: 'Choose…',
    ignore: 'Do not import',
    unresolved: (count: number) =>
      count === 1
        ? 'One column was not recognised: match it, or choose “Do not import”.'
        : `${count} columns were not recognised: match them, or choose “Do not import”.`,
    doubled: (name: string) => `Two columns become “${name}”: keep one.`,
    missing: (names: string) => `Required columns are missing: ${names}.`,
    toValues: 'Continue',
    valuesTitle: 'The values of the file',
    valuesLead: 'Each text is matched once and holds for all rows. Only the answers leave, never the texts.',
    valuesKept: 'Your choices stay in this browser, sealed, for the next file of the centre.',
    valuesNotKept: 'This browser cannot keep your choices: they hold for this file.',
    valuesReady: 'All values are matched: look at the suggestions, then check the file.',
    openValues: (count: number) =>
      count === 1 ? 'One value is still to be chosen.' : `${count} values are still to be chosen.`,
    allOpen: (count: number) => `For all ${count} that are open:`,
    recognised: (count: number, some: string) =>
      count === 1 ? `One answer recognised: ${some}` : `${count} answers recognised: ${some}`,
    days: (first: string, last: string) => (first === last ? first : `from ${first} to ${last}`),
    rows: 'Rows',
    emptyCell: 'empty cell',
    emptyReason: 'empty cell, where no resource was found',
    hidden: (kind: string, row: string) => `text not shown: it seems to hold ${kind} (row ${row})`,
    because: {
      answer: 'recognised',
      likely: 'suggested',
      before: 'as the last time',
      chosen: 'chosen by you',
      open: 'to be chosen',
    },
    leaveEmpty: 'Leave empty',
    leaveNeed: 'Do not record this need',
    leaveRows: 'Leave the rows out',
    thisDay: 'The day',
    dayAbove: 'The same day as the row above',
    leftTitle: 'What stays here',
    leftIdentity: (kind: string) => `left here: it holds persons (${kind})`,
    leftText: 'left here, not imported',
    leftRows: {
      blank: (count: number) => (count === 1 ? '1 blank row' : `${count} blank rows`),
      hidden: (count: number) =>
        count === 1
          ? '1 row hidden in the sheet, left out: to import it show it and choose the file again'
          : `${count} rows hidden in the sheet, left out: to import them show them and choose the file again`,
      title: (count: number) => (count === 1 ? '1 title row left out' : `${count} title rows left out`),
      total: (count: number) => (count === 1 ? '1 total row left out' : `${count} total rows left out`),
      needless: (count: number) =>
        count === 1 ? '1 row without needs left out' : `${count} rows without needs left out`,
      chosen: (count: number) =>
        count === 1 ? '1 row left out by your choice' : `${count} rows left out by your choice`,
    },
    repeatedNeeds: (count: number) =>
      count === 1
        ? 'One need is written twice in its row: the first holds'
        : `${count} needs are written twice in their row: the first holds`,
    reasonsLeft: (count: number) =>
      count === 1
        ? 'One reason beside a need that was answered: it is not imported'
        : `${count} reasons beside needs that were answered: they are not imported`,
    leaveFaulty: (count: number) =>
      count === 1 ? 'Go on without the row with faults' : `Go on without the ${count} rows with faults`,
    check: 'Check the file',
    checking: 'Checking',
    cleanTitle: (rows: string) => `No fault in ${rows} accesses`,
    faultsTitle: (count: string) => (count === '1' ? 'One fault to correct' : `${count} faults to correct`),
    faultsLead:
      'Go on without those rows, or correct the sheet and choose the file again. While there is a fault nothing is recorded.',
    faultsShown: (shown: string) => `The first ${shown} are listed.`,
    row: 'Row',
    column: 'Column',
    written: 'It says',
    why: 'Why it is wrong',
    how: 'What belongs there',
    nothing: 'nothing',
    faultsList: 'List of the faults',
    downloadFaults: 'Download the list',
    faultsName: 'import-faults.csv',
    anyDay: 'a date dd/mm/yyyy',
    ownCentre: 'your centre, or nothing',
    anyArea: 'the name of an area, Elsewhere or Unknown',
    anyCell: 'the code of a cell of the map',
    months: 'In which months they count',
    month: 'Month',
    accesses: 'Accesses',
    countsIn: 'Count in',
    assumed: 'Columns that the file does not have: each access gets',
    late: (count: string, month: string) =>
      `${count} accesses are of closed months: they will count in ${month}. Check that they were not recorded back then.`,
    acceptLate: (month: string) => `I know: let them count in ${month}`,
    declared: (days: string) =>
      `These days were declared without accesses, and the declaration will go: ${days}.`,
    repeated: (when: string) =>
      `The same accesses were imported on ${when}. If they were not right undo that import, below.`,
    sample: 'How the first ones will be recorded',
    needs: 'Needs',
    importAll: (count: string) => (count === '1' ? 'Import one access' : `Import ${count} accesses`),
    whyNot: {
      faults: 'The faults are to be corrected first.',
      late: 'First confirm in which month they count.',
      repeated: 'These accesses are there already.',
    },
    sending: 'Sending the file',
    recording: (recorded: string, of: string) => `Recorded ${recorded} of ${of}`,
    mayLeave: 'You may leave the page: the work goes on and the import will be among those done.',
    done: (count: string) => (count === '1' ? 'One access imported' : `${count} accesses imported`),
    doneText: 'They can be undone all together while each of their months is open.',
    undo: 'Undo import',
    undoOf: (when: string) => `Undo the import of ${when}`,
    undoAsk: (count: string) => `Take back ${count} accesses?`,
    undoText: 'All that came with this file go, also if corrected since. The others stay.',
    undoYes: 'Yes, take them back',
    keep: 'No, keep them',
    undone: (count: string) => `${count} accesses taken back`,
    notUndoable: 'A month is closed: it can no longer be undone',
    pastTitle: 'Imports done',
    pastList: 'List of the imports',
    pastNone: 'No import so far.',
    pastFailed: 'The imports done did not load.',
    when: 'When',
    present: 'Still present',
    interrupted: {
      title: 'How it ended is not known',
      text: 'The answer broke off. Look among the imports done: if it is not there nothing was recorded, and you can try again.',
    },
    documentTitle: 'What the file may contain',
    documentLead:
      'The date, the first need and its outcome are required. Headers and answers are written in Italian, in English or as codes; accents and capitals do not matter. What is written in another way is matched here, once. In dates the day comes first. Needs are eight at most: Need 2, How it went 2 and so on.',
    documentWithout:
      'Without “Last visit” the accesses count, but households cannot be counted. Linked resources are not imported.',
    required: 'required',
    ifAbsent: (value: string) => `if absent: ${value}`,
    ifEmpty: (value: string) => `empty cell: ${value}`,
    answers: 'Answers',
    code: 'Code',
  },
} satisfies Record<Language, unknown>
