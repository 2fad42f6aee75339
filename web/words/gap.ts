/** The words of *Dove manca?*: four words, what they are made of, what is tried. */
import type { MacroNeed } from '../../api/disclosure/codes.ts'
import type { GapWord, Reason } from '../view/gap.ts'
import type { Language } from './language.ts'

type Unlooked = 'uncensused' | 'unverified'
type Words = {
  word: Record<GapWord, string>
  /** On a map with little room. */
  short: Partial<Record<GapWord, string>>
  /** The two facts that make the word. */
  meaning: Record<GapWord, string>
  reason: Record<Exclude<Reason, Unlooked>, string>
  /** Of a census that cannot be compared with: what it should answer, null for every need. */
  unlooked: Record<Unlooked, (need: string | null) => string>
  /** The same on a map with little room. */
  unlookedShort: Record<Unlooked, string>
  headline: (what: string, period: string, told: readonly string[]) => string
  said: (word: string, areas: string) => string
  allUnclear: string
  areas: (count: number) => string
  /** Per residents, or of nobody knows how many. */
  demandFor: (need: string, rate: boolean) => string
  demandNeed: string
  demandMacro: (macro: string) => string
  supplyCounted: string
  legend: string
  matrix: string
  matrixNote: string
  matrixLarge: string
  list: string
  listNote: string
  resources: (count: number) => string
  services: (count: number, type: string) => string
  toVerify: (count: number) => string
  places: (count: string) => string
  expected: (count: string) => string
  supply: string
  supplyIs: Record<'present' | 'weak', string>
  demand: string
  demandIs: Record<'high' | 'low' | 'unclear', string>
  unmet: string
  unmetOf: (households: string) => string
  unmetMissing: string
  gap: string
  definitions: { demand: string; unmet: string; supply: string; gap: string }
  open: string
  seeResources: string
  outreach: string
  unreached: string
  tryChange: string
  tryNote: string
  type: string
  placesField: string
  ifOpened: string
  ifClosed: string
  closes: (name: string) => string
  opened: (type: string, places: string, area: string) => string
  closed: (name: string) => string
  changed: (area: string, before: string, after: string) => string
  noChange: string
  unknownChange: string
  none: string
  hypothesis: string
  macro: Record<MacroNeed, string>
  column: {
    area: string
    word: string
    rate: string
    households: string
    unmet: string
    resources: string
    places: string
    weight: string
    expected: string
  }
}

export const words: Record<Language, Words> = {
  it: {
    word: {
      gap: 'divario',
      pressure: 'pressione',
      untapped: 'capacità da attivare',
      silent: 'zona silenziosa',
      unclear: 'non distinguibile dal caso',
    },
    short: { untapped: 'da attivare', silent: 'silenziosa', unclear: 'indistinguibile' },
    meaning: {
      gap: 'domanda alta, offerta debole',
      pressure: 'domanda alta, offerta presente',
      untapped: 'domanda bassa, offerta presente',
      silent: 'pochi accessi, poche risorse: può essere chi non arriva, non l’assenza di bisogno',
      unclear: 'la domanda non si distingue dalla linea della città',
    },
    reason: {
      no_population: 'la popolazione non è nota: nessun tasso, nessun confronto',
      one_area: 'con una sola area non c’è con che confrontarla',
      no_census: 'le risorse non sono caricate: si vede solo la domanda',
      edition: 'questa edizione non pubblica il bisogno per area',
    },
    unlooked: {
      uncensused: need => `nessuno ha ancora censito risorse${need ? ` per «${need}»` : ''}`,
      unverified: need => `le risorse censite${need ? ` per «${need}»` : ''} sono tutte da riverificare`,
    },
    unlookedShort: { uncensused: 'risorse non censite', unverified: 'da riverificare' },
    headline: (what, period, told) => [what, period, ...told].join(' · '),
    said: (word, areas) => `${word}: ${areas}`,
    allUnclear: 'la domanda delle aree non è distinguibile dal caso',
    areas: count => (count === 1 ? '1 area' : `${count} aree`),
    demandFor: (need, rate) => `Domanda: ${need}, nuclei${rate ? ' ogni 1.000 residenti' : ''}`,
    demandNeed: 'del solo servizio la domanda non è rilevata',
    demandMacro: macro => `in questa edizione la domanda è del gruppo «${macro}», per anno`,
    supplyCounted: 'risorse contate una per una, senza freschezza né posti: sono troppe per questa pagina',
    legend: 'Bisogni e risorse',
    matrix: 'Tutti i bisogni',
    matrixNote: 'Le frecce muovono tra le celle; Invio sceglie area e bisogno.',
    matrixLarge: 'Con un censimento così grande la tabella dice solo il bisogno scelto.',
    list: 'Area per area',
    listNote: 'Per parola, poi come sulla mappa: non è una classifica.',
    resources: count => (count === 1 ? '1 risorsa attiva' : `${count} risorse attive`),
    services: (count, type) => `${type}: ${count === 1 ? '1 attivo' : `${count} attivi`}`,
    toVerify: count => `${count} da riverificare`,
    places: count => `${count} posti`,
    expected: count => `alla pari con la città sarebbero ${count}`,
    supply: 'Offerta',
    supplyIs: { present: 'presente', weak: 'debole' },
    demand: 'Domanda',
    demandIs: { high: 'alta', low: 'bassa', unclear: 'non distinguibile dalla città' },
    unmet: 'Senza risposta',
    unmetOf: households => `senza risposta, su ${households} nuclei dello stesso gruppo di bisogni`,
    unmetMissing: 'senza risposta: percentuale solo da 30 nuclei in su',
    gap: 'Dove manca',
    definitions: {
      demand:
        'Nuclei con questo bisogno principale alla prima visita del periodo, ogni 1.000 residenti. È alta o bassa solo se la differenza dalle aree insieme esclude lo zero in 9 casi su 10. Manca chi non è mai venuto e chi non ha detto dove vive.',
      unmet:
        'Nuclei usciti senza risposta, su quelli con bisogni dello stesso gruppo, se sono almeno 30. Oltre la città, più di quanto spieghi il caso, rende alta la domanda. Manca chi ha rinunciato a chiedere.',
      supply:
        'Risorse attive nell’area o che la servono. Da riverificare vale mezza, non verificata da molto un quarto; contano i posti, rispetto al solito, e l’età ammessa. È debole se manca più di mezza risorsa rispetto alla città, a parità di residenti.',
      gap: 'Divario: domanda alta, offerta debole. Pressione: alta, presente. Capacità da attivare: bassa, presente. Zona silenziosa: bassa, debole; può voler dire che non arriviamo. Non è un punteggio né una classifica. Mancano i bisogni di chi non viene.',
    },
    open: 'Apri l’area',
    seeResources: 'Vedi le risorse',
    outreach: 'Registra un’uscita',
    unreached: 'Chi non raggiungiamo?',
    tryChange: 'Prova un cambiamento',
    tryNote: 'È un’ipotesi: resta in questo indirizzo, non cambia il censimento e non si invia.',
    type: 'Se qui aprisse',
    placesField: 'Posti',
    ifOpened: 'Prova',
    ifClosed: 'Se chiudesse',
    closes: name => `Se chiudesse ${name}`,
    opened: (type, places, area) => `se a ${area} aprisse: ${type}, ${places} posti`,
    closed: name => `se chiudesse «${name}»`,
    changed: (area, before, after) => `${area}: da ${before} a ${after}`,
    noChange: 'nessuna parola cambia',
    unknownChange: 'un cambiamento dell’indirizzo non si trova, o il tuo ruolo non lo vede',
    none: 'senza parola',
    hypothesis: 'Ipotesi',
    macro: {
      material: 'beni materiali e casa',
      work_education: 'lavoro e istruzione',
      health_relations: 'salute e relazioni',
      rights: 'diritti e documenti',
    },
    column: {
      area: 'Area',
      word: 'Dove manca',
      rate: 'Nuclei ‰',
      households: 'Nuclei',
      unmet: 'Senza risposta %',
      resources: 'Risorse attive',
      places: 'Posti dichiarati',
      weight: 'Offerta pesata',
      expected: 'Alla pari con la città',
    },
  },
  en: {
    word: {
      gap: 'gap',
      pressure: 'pressure',
      untapped: 'capacity to activate',
      silent: 'silent zone',
      unclear: 'not told from chance',
    },
    short: { untapped: 'to activate', silent: 'silent', unclear: 'not told apart' },
    meaning: {
      gap: 'high demand, weak supply',
      pressure: 'high demand, supply present',
      untapped: 'low demand, supply present',
      silent: 'few accesses, few resources: it may be who does not come, not the absence of need',
      unclear: 'demand cannot be told from the city line',
    },
    reason: {
      no_population: 'the population is not known: no rate, no comparison',
      one_area: 'with one area there is nothing to compare it with',
      no_census: 'the resources are not loaded: demand alone is shown',
      edition: 'this edition does not publish the need by area',
    },
    unlooked: {
      uncensused: need => `nobody has recorded resources${need ? ` for “${need}”` : ''} yet`,
      unverified: need =>
        `the resources recorded${need ? ` for “${need}”` : ''} are all to be verified again`,
    },
    unlookedShort: { uncensused: 'no census yet', unverified: 'to be verified' },
    headline: (what, period, told) => [what, period, ...told].join(' · '),
    said: (word, areas) => `${word}: ${areas}`,
    allUnclear: 'demand of the areas cannot be told from chance',
    areas: count => (count === 1 ? '1 area' : `${count} areas`),
    demandFor: (need, rate) => `Demand: ${need}, households${rate ? ' per 1,000 residents' : ''}`,
    demandNeed: 'demand for the service alone is not recorded',
    demandMacro: macro => `in this edition demand is that of the group “${macro}”, by year`,
    supplyCounted:
      'resources counted one by one, without freshness and places: they are too many for this page',
    legend: 'Needs and resources',
    matrix: 'All needs',
    matrixNote: 'Arrows move between cells; Enter picks area and need.',
    matrixLarge: 'With a census this large the table tells the chosen need alone.',
    list: 'Area by area',
    listNote: 'By word, then as on the map: it is no ranking.',
    resources: count => (count === 1 ? '1 active resource' : `${count} active resources`),
    services: (count, type) => `${type}: ${count} active`,
    toVerify: count => `${count} to be verified`,
    places: count => `${count} places`,
    expected: count => `on a par with the city there would be ${count}`,
    supply: 'Supply',
    supplyIs: { present: 'present', weak: 'weak' },
    demand: 'Demand',
    demandIs: { high: 'high', low: 'low', unclear: 'not told from the city' },
    unmet: 'Unanswered',
    unmetOf: households => `unanswered, of ${households} households in the same group of needs`,
    unmetMissing: 'unanswered: a percentage from 30 households on',
    gap: 'What is missing',
    definitions: {
      demand:
        'Households with this main need at their first visit of the period, per 1,000 residents. High or low only if the difference from the areas together excludes zero in 9 cases out of 10. Missing: who never came, and who did not say where they live.',
      unmet:
        'Households that left without an answer, of those in the same group of needs, if at least 30. Beyond the city’s by more than chance explains, it makes demand high. Missing: who gave up asking.',
      supply:
        'Active resources in the area or serving it. One to be verified counts half, one long unverified a quarter; places count beside the usual, and so do the ages admitted. Weak if over half a resource short of the city, for the same residents.',
      gap: 'Gap: high demand, weak supply. Pressure: high, present. Capacity to activate: low, present. Silent zone: low, weak; it may mean that we do not reach people. No score and no ranking. Missing: the needs of who does not come.',
    },
    open: 'Open the area',
    seeResources: 'See the resources',
    outreach: 'Record an outing',
    unreached: 'Whom do we not reach?',
    tryChange: 'Try a change',
    tryNote: 'It is a hypothesis: it stays in this address, changes no census and is not sent.',
    type: 'If one opened here',
    placesField: 'Places',
    ifOpened: 'Try',
    ifClosed: 'If it closed',
    closes: name => `If ${name} closed`,
    opened: (type, places, area) => `if one opened in ${area}: ${type}, ${places} places`,
    closed: name => `if “${name}” closed`,
    changed: (area, before, after) => `${area}: from ${before} to ${after}`,
    noChange: 'no word changes',
    unknownChange: 'a change in the address is not found, or your role does not see it',
    none: 'no word',
    hypothesis: 'Hypothesis',
    macro: {
      material: 'goods and housing',
      work_education: 'work and education',
      health_relations: 'health and relations',
      rights: 'rights and papers',
    },
    column: {
      area: 'Area',
      word: 'What is missing',
      rate: 'Households ‰',
      households: 'Households',
      unmet: 'Unanswered %',
      resources: 'Active resources',
      places: 'Declared places',
      weight: 'Weighted supply',
      expected: 'On a par with the city',
    },
  },
}
