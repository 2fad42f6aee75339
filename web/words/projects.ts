/** The words of projects, of the bodies that host trainees, and of what ends soon. */
import type { EndCause } from '../../api/resources/expiring/coverage.contract.ts'
import type { ProjectAction, ProjectField, ProjectState } from '../../api/resources/projects/codes.ts'
import type { ProjectPart } from '../view/view.ts'
import { locale } from './language.ts'

const day = (date: string) =>
  new Intl.DateTimeFormat(locale(), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00Z`))
/** The one unit that most of the census uses has an English name; the others stay as they were typed. */
const unitName = (unit: string) => (unit === 'posti' ? 'places' : unit)
const percent = (share: number) =>
  new Intl.NumberFormat(locale(), { style: 'percent', maximumFractionDigits: 0 }).format(share)
const parts = <T extends Record<ProjectPart, string>>(names: T) => names
const states = <T extends Record<ProjectState, string>>(names: T) => names
const fields = <T extends Record<ProjectField | 'resources', string>>(names: T) => names

export const words = {
  it: {
    day,
    percent,
    title: 'Progetti e scadenze',
    lead: 'Le progettazioni in corso, chi ospita tirocini, e che cosa resta quando un finanziamento o un progetto finisce.',
    parts: parts({ projects: 'Progetti', hosts: 'Tirocini', expiring: 'In scadenza' }),
    partsLabel: 'Che cosa guardare',
    area: 'Area',
    anyArea: 'Tutte',
    any: 'Tutti',
    anyAction: 'Tutte',
    outside: 'Fuori dalle aree',
    action: (action: ProjectAction) => `Azione ${action}`,
    states: states({
      planned: 'Previsto',
      in_progress: 'In corso',
      suspended: 'Sospeso',
      ended: 'Concluso',
    }),
    fields: fields({
      name: 'Nome',
      action: 'Azione',
      state: 'Stato',
      from: 'Primo giorno',
      until: 'Ultimo giorno',
      lead: 'Ente capofila',
      partners: 'Partner',
      areas: 'Aree',
      wholeCity: 'Tutta la città',
      places: 'Posti',
      funding: 'Finanziamento',
      description: 'Che cosa fa',
      website: 'Sito',
      source: 'Fonte',
      resources: 'Tiene in vita',
    }),
    failed: 'I progetti non si sono caricati.',
    retry: 'Riprova',
    count: (shown: number, all: number) =>
      shown === all
        ? `${all} ${all === 1 ? 'progetto' : 'progetti'}`
        : `${shown} di ${all} progetti, secondo i filtri`,
    none: 'Nessun progetto ancora.',
    noneWrites: 'Aggiungi il primo: bastano il nome e il giorno in cui comincia.',
    noneReads: 'Qui compariranno quando il coordinamento o una porta sociale li aggiungerà.',
    noneFiltered: 'Nessun progetto con questi filtri.',
    clear: 'Togli i filtri',
    listLabel: 'Progetti, il primo a finire per primo',
    today: 'oggi',
    period: (from: string, until: string | undefined) =>
      until ? `dal ${day(from)} al ${day(until)}` : `dal ${day(from)}, senza una fine stabilita`,
    overdue: 'la data è passata: concludilo o prolungalo',
    keeps: (count: number) =>
      count === 0 ? '' : count === 1 ? 'tiene in vita 1 risorsa' : `tiene in vita ${count} risorse`,
    places: (total: number, unit: string) => `${total} ${unit}`,
    demo: 'dato dimostrativo',
    close: 'Chiudi la scheda',
    edit: 'Modifica',
    history: 'Storia',
    remove: 'Togli',
    removeHelp: 'Aggiunto oggi: se è un errore si può togliere. Da domani si conclude.',
    removed: (name: string) => `«${name}» non c’è più.`,
    notFound: 'Questo progetto non c’è, o non c’è più.',
    add: 'Aggiungi un progetto',
    addTitle: 'Aggiungi un progetto',
    editTitle: (name: string) => `Modifica «${name}»`,
    addHelp: 'Bastano il nome e il primo giorno; il resto si può aggiungere poi.',
    optional: 'facoltativo',
    none_: 'Non indicata',
    kind: 'Tipo di ente',
    addPartner: 'Aggiungi un partner',
    removePartner: (name: string) => `Togli ${name || 'il partner'}`,
    unit: 'Che cosa è un posto',
    unitExample: 'tirocini, famiglie, posti',
    fundingHelp: 'Una riga per ogni linea: fondo, bando, ore di volontariato.',
    resourcesHelp: 'Le risorse che finirebbero con il progetto.',
    findResource: 'Cerca una risorsa da collegare',
    unlink: (name: string) => `Scollega ${name}`,
    noResource: 'Nessuna risorsa con questo nome',
    save: 'Salva',
    saving: 'Salvataggio…',
    cancel: 'Annulla',
    saved: (name: string) => `«${name}» è salvato.`,
    missingName: 'Scrivi il nome',
    missingFrom: 'Scrivi il primo giorno',
    missingUnit: 'Scrivi che cosa è un posto, e quanti sono',
    missingKind: 'Scegli che tipo di ente è',
    otherFaults: 'Da correggere',
    conflict: 'Qualcuno l’ha modificato intanto. Niente è stato salvato.',
    mine: 'Tieni quello che ho scritto',
    theirs: 'Prendi quello in vigore',
    inForce: (value: string) => `In vigore: ${value || '(vuoto)'}`,
    changed: (list: string) => `Cambia: ${list}`,
    firstState: 'Aggiunto',
    firstLoad: 'Primo caricamento',

    keptAlive: 'Tenuta in vita da',
    keptBy: (name: string, until: string | undefined) =>
      until ? `${name} fino al ${day(until)}` : `${name}, senza una fine stabilita`,

    hostsTitle: 'Chi ospita tirocini di inclusione',
    hostsFailed: 'Gli ospitanti non si sono caricati.',
    hostsLead: (free: number, total: number, hosts: number) =>
      `${free} ${free === 1 ? 'posto libero' : 'posti liberi'} su ${total}, in ${hosts} ${hosts === 1 ? 'ente' : 'enti'}.`,
    hostsUnknown: (count: number) =>
      count === 1
        ? 'Di 1 ente non si sa quanti siano liberi.'
        : `Di ${count} enti non si sa quanti siano liberi.`,
    noHosts: 'Nessun ospitante in questa vista.',
    noHostsWrites:
      'Un ospitante è una risorsa di tipo «tirocini di inclusione»: aggiungilo sulla mappa, con i suoi posti.',
    addHost: 'Aggiungi un ospitante',
    host: 'Ospitante',
    offers: 'Che cosa offre',
    freePlaces: 'Posti liberi',
    free: (free: number, total: number) => `${free} su ${total}`,
    freeUnknown: (total: number) => `non detto, su ${total}`,
    placesUnknown: 'non detto',
    on: (date: string) => `al ${day(date)}`,
    until: 'Fino al',
    noEnd: 'senza fine nota',
    update: 'Aggiorna posti',
    updateFor: (name: string) => `Aggiorna i posti di ${name}`,
    freeNow: 'Liberi oggi',
    total: 'In tutto',
    wrongPlaces: 'Due numeri interi; i liberi non sono più di tutti',
    placesSaved: (name: string) => `Posti di «${name}» aggiornati a oggi.`,

    months: (count: number) => `${count} mesi`,
    within: 'Finisce entro',
    need: 'Bisogno',
    anyNeed: 'Tutti',
    expiringFailed: 'Le scadenze non si sono caricate.',
    nothingEnds: (until: string) => `Nessuna copertura nota finisce entro il ${day(until)}.`,
    nothingEndsHelp:
      'Si vede finire ciò che ha una data: aggiungi alle schede fino a quando è finanziata ogni risorsa, e collega i progetti a ciò che tengono in vita.',
    toCensus: 'Apri il censimento',
    summary: (count: number, until: string) =>
      `${count === 1 ? '1 risorsa perde' : `${count} risorse perdono`} la copertura entro il ${day(until)}.`,
    leftTitle: 'Che cosa resta',
    left: (need: string, remaining: number, now: number, after: string) =>
      remaining === 0
        ? `Per ${need} non resta nessuna risorsa delle ${now} di oggi, dopo il ${day(after)}`
        : `Per ${need} ${remaining === 1 ? 'resta 1 risorsa' : `restano ${remaining} risorse`} su ${now}, dopo il ${day(after)}`,
    leftOnly: (need: string, after: string) =>
      `Per ${need} non resta l’unica risorsa di oggi, dopo il ${day(after)}`,
    leftPlaces: (remaining: number, now: number, unit: string) =>
      `${unit}: ${remaining} su ${now}, dove sono dichiarati`,
    leftNote: 'Bisogni a cui le risorse del censimento rispondono: non dice quante persone li hanno.',
    matrixTitle: 'Risorse che restano, per area e bisogno',
    matrixCell: (remaining: number, now: number) => `${remaining} su ${now}`,
    matrixSays: (need: string, area: string, remaining: number, now: number) =>
      `${need}, ${area}: ne restano ${remaining} su ${now}`,
    matrixKey: 'Ambra: non resta nessuna risorsa. Vuoto: non finisce niente.',
    endsTitle: 'Che cosa finisce, e quando',
    byProjects: (names: string) => `con il progetto ${names}`,
    lapsed: 'già finita: da aggiornare',
    causes: {
      funding: 'finanziamento',
      projects: 'progetto',
      validity: 'periodo di attività',
    } satisfies Record<EndCause, string>,
    more: (count: number) => `E altre ${count}: scegli un’area o un bisogno.`,

    share: 'Quota verificata',
    shareTold: (verified: number, active: number) =>
      `${percent(verified / active)} (${verified.toLocaleString('it-IT')} su ${active.toLocaleString('it-IT')})`,
    shareHelp:
      'Risorse attive verificate di recente: entro 4–12 mesi, secondo il tipo. Le altre sono «da riverificare».',
  },
  en: {
    day,
    percent,
    title: 'Projects and ends',
    lead: 'Projects in progress, who hosts trainees, and what is left when a funding or a project ends.',
    parts: parts({ projects: 'Projects', hosts: 'Traineeships', expiring: 'Ending soon' }),
    partsLabel: 'What to look at',
    area: 'Area',
    anyArea: 'All',
    any: 'All',
    anyAction: 'All',
    outside: 'Outside the areas',
    action: (action: ProjectAction) => `Action ${action}`,
    states: states({
      planned: 'Planned',
      in_progress: 'In progress',
      suspended: 'Suspended',
      ended: 'Ended',
    }),
    fields: fields({
      name: 'Name',
      action: 'Action',
      state: 'State',
      from: 'First day',
      until: 'Last day',
      lead: 'Lead body',
      partners: 'Partners',
      areas: 'Areas',
      wholeCity: 'The whole city',
      places: 'Places',
      funding: 'Funding',
      description: 'What it does',
      website: 'Website',
      source: 'Source',
      resources: 'Keeps alive',
    }),
    failed: 'The projects did not load.',
    retry: 'Try again',
    count: (shown: number, all: number) =>
      shown === all
        ? `${all} ${all === 1 ? 'project' : 'projects'}`
        : `${shown} of ${all} projects, by the filters`,
    none: 'No project yet.',
    noneWrites: 'Add the first one: a name and the day it starts are enough.',
    noneReads: 'They will be here when the coordination or a social door adds them.',
    noneFiltered: 'No project with these filters.',
    clear: 'Clear the filters',
    listLabel: 'Projects, the first to end first',
    today: 'today',
    period: (from: string, until: string | undefined) =>
      until ? `from ${day(from)} to ${day(until)}` : `from ${day(from)}, with no end set`,
    overdue: 'the date is past: end it or extend it',
    keeps: (count: number) =>
      count === 0 ? '' : count === 1 ? 'keeps 1 resource alive' : `keeps ${count} resources alive`,
    places: (total: number, unit: string) => `${total} ${unitName(unit)}`,
    demo: 'demonstration data',
    close: 'Close the card',
    edit: 'Edit',
    history: 'History',
    remove: 'Take out',
    removeHelp: 'Added today: if it is a mistake it can be taken out. From tomorrow it is ended.',
    removed: (name: string) => `“${name}” is gone.`,
    notFound: 'This project is not here, or no longer.',
    add: 'Add a project',
    addTitle: 'Add a project',
    editTitle: (name: string) => `Edit “${name}”`,
    addHelp: 'A name and the first day are enough; the rest can be added later.',
    optional: 'optional',
    none_: 'Not given',
    kind: 'Kind of body',
    addPartner: 'Add a partner',
    removePartner: (name: string) => `Take out ${name || 'the partner'}`,
    unit: 'What a place is',
    unitExample: 'traineeships, families, places',
    fundingHelp: 'A line for each: fund, call, hours of volunteers.',
    resourcesHelp: 'The resources that would end with the project.',
    findResource: 'Find a resource to link',
    unlink: (name: string) => `Unlink ${name}`,
    noResource: 'No resource of this name',
    save: 'Save',
    saving: 'Saving…',
    cancel: 'Cancel',
    saved: (name: string) => `“${name}” is saved.`,
    missingName: 'Type the name',
    missingFrom: 'Give the first day',
    missingUnit: 'Say what a place is, and how many there are',
    missingKind: 'Pick what kind of body it is',
    otherFaults: 'To be corrected',
    conflict: 'Somebody has changed it meanwhile. Nothing was saved.',
    mine: 'Keep what I typed',
    theirs: 'Take what is in force',
    inForce: (value: string) => `In force: ${value || '(empty)'}`,
    changed: (list: string) => `Changes: ${list}`,
    firstState: 'Added',
    firstLoad: 'First loading',

    keptAlive: 'Kept alive by',
    keptBy: (name: string, until: string | undefined) =>
      until ? `${name} until ${day(until)}` : `${name}, with no end set`,

    hostsTitle: 'Who hosts inclusion traineeships',
    hostsFailed: 'The hosts did not load.',
    hostsLead: (free: number, total: number, hosts: number) =>
      `${free} free ${free === 1 ? 'place' : 'places'} of ${total}, at ${hosts} ${hosts === 1 ? 'body' : 'bodies'}.`,
    hostsUnknown: (count: number) =>
      count === 1
        ? 'Of 1 body it is not known how many are free.'
        : `Of ${count} bodies it is not known how many are free.`,
    noHosts: 'No host in this view.',
    noHostsWrites:
      'A host is a resource of the type “inclusion traineeships”: add it on the map, with its places.',
    addHost: 'Add a host',
    host: 'Host',
    offers: 'What it offers',
    freePlaces: 'Free places',
    free: (free: number, total: number) => `${free} of ${total}`,
    freeUnknown: (total: number) => `not said, of ${total}`,
    placesUnknown: 'not said',
    on: (date: string) => `on ${day(date)}`,
    until: 'Until',
    noEnd: 'no known end',
    update: 'Update places',
    updateFor: (name: string) => `Update the places of ${name}`,
    freeNow: 'Free today',
    total: 'In all',
    wrongPlaces: 'Two whole numbers; the free ones are no more than all',
    placesSaved: (name: string) => `Places of “${name}” are up to date.`,

    months: (count: number) => `${count} months`,
    within: 'Ends within',
    need: 'Need',
    anyNeed: 'All',
    expiringFailed: 'What ends soon did not load.',
    nothingEnds: (until: string) => `No known cover ends by ${day(until)}.`,
    nothingEndsHelp:
      'What has a date is seen to end: say on each card until when it is funded, and link projects to what they keep alive.',
    toCensus: 'Open the census',
    summary: (count: number, until: string) =>
      `${count === 1 ? '1 resource loses its' : `${count} resources lose their`} cover by ${day(until)}.`,
    leftTitle: 'What is left',
    left: (need: string, remaining: number, now: number, after: string) =>
      remaining === 0
        ? `For ${need} none of the ${now} resources of today is left, after ${day(after)}`
        : `For ${need} ${remaining} of ${now} resources ${remaining === 1 ? 'is' : 'are'} left, after ${day(after)}`,
    leftOnly: (need: string, after: string) =>
      `For ${need} the only resource of today is not left, after ${day(after)}`,
    leftPlaces: (remaining: number, now: number, unit: string) =>
      `${unitName(unit)}: ${remaining} of ${now}, where they are declared`,
    leftNote: 'Needs that the resources of the census answer: it does not say how many people have them.',
    matrixTitle: 'Resources that are left, by area and need',
    matrixCell: (remaining: number, now: number) => `${remaining} of ${now}`,
    matrixSays: (need: string, area: string, remaining: number, now: number) =>
      `${need}, ${area}: ${remaining} of ${now} are left`,
    matrixKey: 'Amber: no resource is left. Empty: nothing ends.',
    endsTitle: 'What ends, and when',
    byProjects: (names: string) => `with the project ${names}`,
    lapsed: 'ended already: to be updated',
    causes: {
      funding: 'funding',
      projects: 'project',
      validity: 'period of activity',
    } satisfies Record<EndCause, string>,
    more: (count: number) => `And ${count} more: pick an area or a need.`,

    share: 'Verified share',
    shareTold: (verified: number, active: number) =>
      `${percent(verified / active)} (${verified.toLocaleString('en')} of ${active.toLocaleString('en')})`,
    shareHelp:
      'Active resources verified lately: within 4 to 12 months, by their kind. The others are “to be verified”.',
  },
}
