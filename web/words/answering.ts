/** The words of the way from a need to the places that answer it. */
import type { Against } from '../../api/resources/answering.contract.ts'
import { type Language, locale } from './language.ts'

/** To fifty metres below a kilometre, to a hundred above. */
const length = (metres: number) =>
  metres < 975
    ? `${Math.max(50, Math.round(metres / 50) * 50)} m`
    : `${new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(metres / 1000)} km`

export const words = {
  it: {
    open: 'Dove mandare',
    openHint: 'le risorse che rispondono a questo bisogno',
    title: (need: string) => `Risorse per ${need}`,
    filters: 'Filtri',
    filter: { open: 'aperte ora', fit: 'adatte a chi chiede', near: (area: string) => `vicine a ${area}` },
    hidden: (count: number) => (count === 1 ? '1 esclusa' : `${count} escluse`),
    found: (count: number, of: number) => (count === of ? `${count} risorse` : `${count} risorse su ${of}`),
    foundOne: (of: number) => (of === 1 ? '1 risorsa' : `1 risorsa su ${of}`),
    chosen: (name: string, count: number) => `Scelta: ${name}. ${count} di 3`,
    unchosen: (name: string, count: number) => `Tolta: ${name}. ${count} di 3`,
    most: 'Se ne scelgono al massimo tre: prima toglierne una',
    picked: 'Scelte',
    remove: (name: string) => `Togli ${name}`,
    inArea: 'nell’area',
    fromArea: (metres: number) => `a ${length(metres)} dall’area`,
    fromCentre: (metres: number) => `a ${length(metres)} dal centro`,
    isOpen: 'aperta ora',
    noHours: 'orario non noto',
    against: {
      age: 'per un’altra età',
      target_group: 'per altre persone',
      far: 'lontana',
      closed: 'chiusa ora',
    } satisfies Record<Against, string>,
    loading: 'Cerco le risorse…',
    failed: 'Le risorse non si sono caricate.',
    retry: 'Riprova',
    offline: 'Senza rete: dal censimento conservato qui.',
    none: 'Nessuna risorsa del censimento risponde a questo bisogno.',
    noneLeft: (filter: string, count: number) =>
      count === 1
        ? `Con questi filtri non resta niente: senza «${filter}» ce n’è 1.`
        : `Con questi filtri non resta niente: senza «${filter}» ce ne sono ${count}.`,
    noneTogether: (count: number) =>
      `Con questi filtri insieme non resta niente: senza filtri ce ne sono ${count}.`,
    widen: (count: number) => (count === 1 ? 'Mostrala' : `Mostra le ${count}`),
    asUnmet: (reason: string) => `Registra come bisogno scoperto: ${reason.toLowerCase()}`,
    print: 'Stampa il foglio',
    done: 'Fatto',
    keyMove: 'scorri',
    keyPick: 'scegli, fino a tre',
    keySpace: 'Spazio',
    keyPrint: 'stampa',
    printTitle: 'In quale lingua?',
    printHint: 'Il foglio dice dove andare. Non dice chi, né perché.',
    confidential: 'Un luogo riservato non si stampa: l’indirizzo si dice a voce.',
    nothingToPrint: 'Prima scegli una risorsa con Spazio.',
    printFailed: 'Il foglio non si è preparato: riprova.',
    languages: { it: 'Italiano', en: 'Inglese', fr: 'Francese', ar: 'Arabo', uk: 'Ucraino' },
  },
  en: {
    open: 'Where to send',
    openHint: 'the resources that answer this need',
    title: (need: string) => `Resources for ${need}`,
    filters: 'Filters',
    filter: { open: 'open now', fit: 'right for who asks', near: (area: string) => `near ${area}` },
    hidden: (count: number) => `${count} left out`,
    found: (count: number, of: number) =>
      count === of ? `${count} resources` : `${count} resources of ${of}`,
    foundOne: (of: number) => (of === 1 ? '1 resource' : `1 resource of ${of}`),
    chosen: (name: string, count: number) => `Chosen: ${name}. ${count} of 3`,
    unchosen: (name: string, count: number) => `Removed: ${name}. ${count} of 3`,
    most: 'Three at most: remove one first',
    picked: 'Chosen',
    remove: (name: string) => `Remove ${name}`,
    inArea: 'in the area',
    fromArea: (metres: number) => `${length(metres)} from the area`,
    fromCentre: (metres: number) => `${length(metres)} from the centre`,
    isOpen: 'open now',
    noHours: 'hours not known',
    against: {
      age: 'for another age',
      target_group: 'for other people',
      far: 'far',
      closed: 'closed now',
    } satisfies Record<Against, string>,
    loading: 'Looking for resources…',
    failed: 'The resources did not load.',
    retry: 'Try again',
    offline: 'No network: from the census kept here.',
    none: 'No resource of the census answers this need.',
    noneLeft: (filter: string, count: number) =>
      `Nothing is left with these filters: without “${filter}” there would be ${count}.`,
    noneTogether: (count: number) =>
      `Nothing is left with these filters together: without filters there would be ${count}.`,
    widen: (count: number) => (count === 1 ? 'Show it' : `Show the ${count}`),
    asUnmet: (reason: string) => `Record as an unmet need: ${reason.toLowerCase()}`,
    print: 'Print the sheet',
    done: 'Done',
    keyMove: 'move',
    keyPick: 'choose, up to three',
    keySpace: 'Space',
    keyPrint: 'print',
    printTitle: 'In which language?',
    printHint: 'The sheet says where to go. It does not say who, nor why.',
    confidential: 'A confidential place is not printed: its address is told aloud.',
    nothingToPrint: 'Choose a resource with Space first.',
    printFailed: 'The sheet could not be prepared: try again.',
    languages: { it: 'Italian', en: 'English', fr: 'French', ar: 'Arabic', uk: 'Ukrainian' },
  },
} satisfies Record<Language, unknown>
