/**
 * The twenty-five indicators of the observatory, those that no edition measures too: name, definition, formula in
 * words beside the function that computes it, what it can be split by, how it reads, and its traps. A figure comes
 * from releases and the census, and from nothing else. Pure.
 *
 * `formula` and `absent` with the sentence on the interval are what `?` shows: at most sixty words together.
 */
import { macroNeeds, macroOf, type NeedGroup, needGroups } from '../../api/disclosure/codes.ts'
import type { DimensionName } from '../../api/disclosure/contract.ts'
import { type ResourceGroup, resourceGroupNames } from '../../api/resources/codes.ts'
import type { Resource } from '../../api/resources/contract.ts'
import type { ownerKinds } from '../../api/resources/types.codes.ts'
import { answers, type TableName } from '../view/select.ts'
import type { Language } from '../words/language.ts'
import {
  absence,
  type Census,
  count,
  type Facts,
  type Found,
  find,
  findMonthly,
  metresBetween,
  missing,
  perResidents,
  pointsOf,
  type Reading,
  representative,
  type Source,
  share,
  shareOf,
  together,
} from './measure.ts'

/** What an indicator can be told apart by. */
export const splits = [
  'need',
  'macro',
  'outcome',
  'age',
  'gender',
  'citizenship',
  'household',
  'income',
  'channel',
  'centre',
  'group',
  'owner',
] as const
export type SplitName = (typeof splits)[number]
export type Split = { by: SplitName; value: string }
/** Of an area, or of the whole city, and of one part of it. */
export type Place = { area: string | null; split?: Split }

export const units = [
  'accesses',
  'households',
  'per_thousand',
  'percent',
  'resources',
  'per_ten_thousand',
  'percent_of_resources',
  'percent_of_residents',
  'of_needs',
  'households_per_resource',
] as const
export type Unit = (typeof units)[number]

export type Words = Record<Language, string>
type Told = { code: string; number: number; name: Words }

export type Indicator = Told & {
  definition: Words
  formula: Words
  /** Who or what is not in it. */
  absent: Words
  reading: Words
  traps: Words
  unit: Unit
  /** Which way the interval was made, and whether there is one. */
  interval: 'noise' | 'share' | 'none'
  splits: readonly SplitName[]
  /** It exists only by part, and the parts make 100. */
  byPartOnly?: boolean
  /** Needs the census of today: no past. */
  ofToday?: boolean
  measure: (facts: Facts, place: Place) => Reading
}
export type NotMeasured = Told & { why: Words }

/** Where first visits are counted: by quarter in edition L, by quarter or year in S. */
const householdTables = [
  ['quarter', 'T2'],
  ['quarter', 'S0'],
] as const satisfies readonly (readonly [Source, TableName])[]
const tablesBySplit: Partial<Record<SplitName, readonly (readonly [Source, TableName])[]>> = {
  need: [
    ['quarter', 'T2'],
    ['year', 'S3'],
  ],
  macro: [
    ['quarter', 'T3'],
    ['year', 'S1'],
  ],
  outcome: [['quarter', 'T3']],
  age: [
    ['quarter', 'T4'],
    ['year', 'S3'],
  ],
  gender: [['quarter', 'T5']],
  citizenship: [['quarter', 'T5']],
  household: [['quarter', 'T6']],
  income: [
    ['quarter', 'T6'],
    ['year', 'S2'],
  ],
}

const households = (facts: Facts, { area, split }: Place): Found =>
  split
    ? find(facts, tablesBySplit[split.by] ?? [], area, { [split.by]: split.value })
    : find(facts, householdTables, area)

/** The whole that a part is a share of, from the release that has the part. */
const wholeOf = (facts: Facts, area: string | null): Found => {
  const quarterly = find(facts, householdTables, area)
  return 'part' in quarterly && facts.quarter?.grids.some(({ table }) => table === 'T2')
    ? quarterly
    : find(facts, [['year', 'S1']], area)
}

const accesses = (facts: Facts, { area, split }: Place): Found => {
  if (!split) return findMonthly(facts, 'T0', area === null ? {} : { area })
  if (split.by === 'centre') {
    const own = area === null || facts.centres.find(({ id }) => id === split.value)?.area === area
    return own ? findMonthly(facts, 'T1', { centre: split.value }) : { missing: 'not_recorded' }
  }
  return atDoors(facts, area, split.value)
}

/** Contacts of a channel at the doors of an area, whoever came; in the city, at all doors. */
function atDoors(facts: Facts, area: string | null, channel: string): Found {
  if (area === null) return findMonthly(facts, 'T1', { channel })
  const doors = facts.centres.filter(centre => centre.area === area).map(({ id }) => id)
  const [first, ...others] = doors.map(centre => ({ centre, channel }))
  return first ? findMonthly(facts, 'T1', first, others) : { missing: 'not_covered', why: 'no_centre' }
}

/** Residents of an area, or of the areas together where each has them. */
export function residentsOf(facts: Facts, area: string | null): number | null {
  const areas = area === null ? facts.areas : facts.areas.filter(({ id }) => id === area)
  return areas.length > 0 && areas.every(one => one.residents)
    ? areas.reduce((sum, one) => sum + one.residents!, 0)
    : null
}
/** A rate of the city is of the areas together: who lives outside has no denominator. */
const ofAreas = (facts: Facts, area: string | null, found: (area: string) => Found): Found =>
  area === null ? together(facts.areas.map(({ id }) => found(id))) : found(area)

const valuesIn = (facts: Facts, name: DimensionName, sources: readonly Source[]): readonly string[] => {
  for (const source of sources) {
    const values = facts[source]?.dimensions[name]
    if (values) return values
  }
  return []
}
const channelsOf = (facts: Facts): readonly string[] => facts.months?.at(-1)?.dimensions.channel ?? []

/** By income support and whether known, whatever the household: summed where the release has no such margin. */
function byIncome(facts: Facts, area: string | null, income: string, known: 'yes' | 'no'): Found {
  const areas = area === null ? valuesIn(facts, 'area', ['quarter', 'year']) : [area]
  const kinds = facts.quarter?.dimensions.household
  return together(
    areas.flatMap(one =>
      kinds
        ? kinds.map(household => find(facts, [['quarter', 'T6']], one, { household, income, known }))
        : [find(facts, [['year', 'S2']], one, { income, known })],
    ),
  )
}

const knownTables = [
  ['quarter', 'T6'],
  ['year', 'S2'],
] as const satisfies readonly (readonly [Source, TableName])[]

const censusOf = (facts: Facts, of: (census: Census) => Reading): Reading =>
  facts.census ? of(facts.census) : missing('not_recorded', 'census_loading')

const isOf = (area: string | null, place: string | null) => area === null || place === area

/** Classes of who runs a resource: the municipality and other public bodies, the third sector, everybody else. */
const owners: Record<(typeof ownerKinds)[number], 'public' | 'third_sector' | 'other'> = {
  comune: 'public',
  altro_ente_pubblico: 'public',
  azienda_sanitaria: 'public',
  scuola_universita: 'public',
  odv: 'third_sector',
  aps: 'third_sector',
  impresa_cooperativa_sociale: 'third_sector',
  ente_filantropico: 'third_sector',
  rete_associativa: 'third_sector',
  mutuo_soccorso: 'third_sector',
  altro_ets: 'third_sector',
  ente_religioso: 'other',
  profit: 'other',
  gruppo_informale: 'other',
  unknown: 'other',
}
export const ownerClasses = ['public', 'third_sector', 'other', 'unknown'] as const
export type OwnerClass = (typeof ownerClasses)[number]
const ownerOf = ({ properties: { owner } }: Resource) => (owner ? owners[owner.kind] : 'unknown')
const isActive = ({ properties }: Resource) => properties.status === 'active'

function activeCount(census: Census, area: string | null, split?: Split): number | null {
  if (split?.by === 'owner')
    return (
      census.resources?.filter(
        one => isActive(one) && isOf(area, one.properties.area) && ownerOf(one) === split.value,
      ).length ?? null
    )
  return census.counts
    .filter(one => one.status === 'active' && isOf(area, one.area))
    .filter(one => split?.by !== 'group' || one.group === split.value)
    .reduce((sum, one) => sum + one.count, 0)
}

const active = (facts: Facts, { area, split }: Place): Reading =>
  censusOf(facts, census => {
    const found = activeCount(census, area, split)
    return found === null ? missing('not_recorded', 'large_census') : { kind: 'exact', value: found }
  })

/** The values that an indicator can be split into, in their fixed order. */
export function valuesOf(facts: Facts, split: SplitName, area: string | null): readonly string[] {
  if (split === 'group') return resourceGroupNames
  if (split === 'owner') return ownerClasses
  if (split === 'need') return needGroups
  if (split === 'macro') return macroNeeds
  if (split === 'channel') return channelsOf(facts)
  if (split === 'centre') return facts.centres.filter(centre => isOf(area, centre.area)).map(({ id }) => id)
  return valuesIn(facts, split, ['quarter', 'year'])
}

/** Straight line, and the city climbs two hundred metres: said wherever the figure is. */
export const nearMetres = 800

const demographics = ['age', 'gender', 'citizenship', 'household', 'income'] as const

export const indicators: readonly Indicator[] = [
  {
    code: 'acc_count',
    number: 1,
    name: { it: 'Accessi', en: 'Accesses' },
    definition: {
      it: 'Contatti registrati alle porte sociali da chi abita nell’area, al più tre per nucleo e trimestre.',
      en: 'Contacts recorded at the social doors by who lives in the area, at most three per household and quarter.',
    },
    formula: {
      it: 'Somma degli accessi dei mesi del periodo (tabella area × mese; per porta e canale, porta × canale × mese).',
      en: 'Sum of the accesses of the months of the period (table area × month; by door and channel, door × channel × month).',
    },
    absent: {
      it: 'Manca chi non è venuto, e dal quarto accesso chi torna nel trimestre.',
      en: 'Who did not come is missing, and from the fourth access on who comes back in the quarter.',
    },
    reading: {
      it: 'Un numero alto dice che le porte lavorano, non che lì il bisogno è maggiore.',
      en: 'A high number says that the doors are at work, not that need is greater there.',
    },
    traps: {
      it: 'Gli accessi non sono persone. Un’area con una porta molto frequentata non è un’area con più bisogno: leggilo con «Accessi da fuori area».',
      en: 'Accesses are not persons. An area with a busy door is not an area with more need: read it with “Accesses from outside”.',
    },
    unit: 'accesses',
    interval: 'noise',
    splits: ['channel', 'centre'],
    measure: (facts, place) => count(accesses(facts, place)),
  },
  {
    code: 'acc_rate',
    number: 2,
    name: { it: 'Accessi ogni 1.000 residenti', en: 'Accesses per 1,000 residents' },
    definition: {
      it: 'Accessi di chi abita nell’area, ogni mille residenti, nel periodo e non su base annua.',
      en: 'Accesses of who lives in the area per thousand residents, in the period and not annualised.',
    },
    formula: {
      it: 'Accessi del periodo ÷ residenti dell’area alla data indicata × 1.000. Città: le aree insieme, senza fuori area.',
      en: 'Accesses of the period ÷ residents of the area on the date given × 1,000. City: the areas together, without outside.',
    },
    absent: { it: 'Manca chi non è venuto a una porta.', en: 'Who did not come to a door is missing.' },
    reading: {
      it: 'Confronta aree di popolazione diversa sulla stessa scala.',
      en: 'It compares areas of different population on one scale.',
    },
    traps: {
      it: 'Senza una popolazione datata di questo stesso perimetro il tasso non esiste; non si divide mai per la superficie.',
      en: 'Without a dated population of this very boundary there is no rate; it is never divided by surface.',
    },
    unit: 'per_thousand',
    interval: 'noise',
    splits: [],
    measure: (facts, { area }) =>
      perResidents(
        ofAreas(facts, area, one => accesses(facts, { area: one })),
        residentsOf(facts, area),
        1000,
      ),
  },
  {
    code: 'first_share',
    number: 3,
    name: { it: 'Prime visite sugli accessi', en: 'First visits among accesses' },
    definition: {
      it: 'Quanti degli accessi del trimestre sono la prima visita del trimestre di un nucleo, con un bisogno registrato.',
      en: 'How many accesses of the quarter are a household’s first visit of the quarter, with a need recorded.',
    },
    formula: {
      it: 'Nuclei alla prima visita del trimestre ÷ accessi degli stessi mesi × 100; solo con almeno 30 accessi.',
      en: 'Households at their first visit of the quarter ÷ accesses of the same months × 100; only with at least 30 accesses.',
    },
    absent: {
      it: 'Chi non ricorda l’ultima visita conta solo tra gli accessi.',
      en: 'Who does not remember the last visit counts among accesses alone.',
    },
    reading: {
      it: 'Bassa: le porte seguono nel tempo chi conoscono. Alta: molti passano una volta sola.',
      en: 'Low: the doors go on with those they know. High: many come once.',
    },
    traps: {
      it: 'Le due tabelle sono misurate a parte: la quota eredita l’errore di entrambe. «Prima» è del trimestre, non della vita.',
      en: 'The two tables are measured apart: the share inherits the error of both. “First” is of the quarter, not of a life.',
    },
    unit: 'percent',
    interval: 'share',
    splits: [],
    measure: (facts, { area }) => {
      const first = find(facts, [['quarter', 'T2']], area)
      const all = accesses(facts, { area })
      return shareOf(first, all)
    },
  },
  {
    code: 'persons_est',
    number: 4,
    name: { it: 'Nuclei entrati in contatto', en: 'Households met' },
    definition: {
      it: 'Nuclei alla prima visita del trimestre a una porta sociale, ciascuno contato una volta: la stima più vicina alle persone che un’osservazione senza nomi permette.',
      en: 'Households at their first visit of the quarter to a social door, each counted once: the nearest to persons that an observation without names allows.',
    },
    formula: {
      it: 'Prime visite del trimestre con un bisogno principale. In più trimestri: la somma, e chi torna in un altro trimestre conta di nuovo.',
      en: 'First visits of the quarter with a main need. Over several quarters: the sum, and who returns in another quarter counts again.',
    },
    absent: { it: 'Manca chi non è venuto.', en: 'Who did not come is missing.' },
    reading: {
      it: 'Dice quanti nuclei le porte hanno incontrato, non quanti hanno bisogno.',
      en: 'It says how many households the doors met, not how many are in need.',
    },
    traps: {
      it: 'Pochi nuclei possono voler dire non raggiunti. «Ultima visita» è ricordata da chi risponde.',
      en: 'Few households may mean not reached. The “last visit” is what who answers remembers.',
    },
    unit: 'households',
    interval: 'noise',
    splits: ['need', 'macro', ...demographics],
    measure: (facts, place) => count(households(facts, place)),
  },
  {
    code: 'unknown_share',
    number: 5,
    name: { it: 'Non conosciuti dal servizio sociale', en: 'Not known to the social service' },
    definition: {
      it: 'Tra i nuclei alla prima visita, quanti il servizio sociale non conosceva ancora.',
      en: 'Among households at their first visit, how many the social service did not know yet.',
    },
    formula: {
      it: '«No» ÷ («sì» + «no») × 100, alla domanda se il servizio li conosceva; solo con almeno 30 risposte.',
      en: '“No” ÷ (“yes” + “no”) × 100, to the question whether the service knew them; only with at least 30 answers.',
    },
    absent: {
      it: 'Mancano i «non so» e chi non è venuto.',
      en: '“Don’t know” and who did not come are missing.',
    },
    reading: {
      it: 'È la domanda per cui l’osservatorio esiste: quanti la porta ha raggiunto e il servizio no.',
      en: 'The question this observatory exists for: how many the door reached and the service had not.',
    },
    traps: {
      it: 'Con molti «non so» la quota dice poco. Una quota alta è un risultato della porta, non una colpa dell’area.',
      en: 'With many “don’t know” the share says little. A high share is the door’s achievement, not a fault of the area.',
    },
    unit: 'percent',
    interval: 'share',
    splits: ['income'],
    measure: (facts, { area, split }) =>
      split
        ? share(byIncome(facts, area, split.value, 'no'), byIncome(facts, area, split.value, 'yes'))
        : share(
            find(facts, knownTables, area, { known: 'no' }),
            find(facts, knownTables, area, { known: 'yes' }),
          ),
  },
  {
    code: 'inc_unknown',
    number: 6,
    name: {
      it: 'Con sostegno al reddito e non conosciuti',
      en: 'With income support and not known',
    },
    definition: {
      it: 'Tra i nuclei con un sostegno al reddito, quanti il servizio sociale non conosceva ancora.',
      en: 'Among households with income support, how many the social service did not know yet.',
    },
    formula: {
      it: '«No» ÷ («sì» + «no») × 100 tra chi ha un sostegno (fino al 2023 RdC, poi AdI, SFL o altro); somma delle celle per tipo di famiglia.',
      en: '“No” ÷ (“yes” + “no”) × 100 among who has support (RdC until 2023, then AdI, SFL or other); sum of the cells by household type.',
    },
    absent: { it: 'Mancano i «non so».', en: '“Don’t know” is missing.' },
    reading: {
      it: 'Chi riceve un sostegno dovrebbe avere un percorso: chi non è conosciuto non ce l’ha.',
      en: 'Who receives support should be followed: who is not known is not.',
    },
    traps: {
      it: 'Il passaggio da RdC ad AdI nel 2024 spezza la serie. Per area i numeri sono spesso troppo piccoli.',
      en: 'The change from RdC to AdI in 2024 breaks the series. By area the numbers are often too small.',
    },
    unit: 'percent',
    interval: 'share',
    splits: [],
    measure: (facts, { area }) =>
      share(byIncome(facts, area, 'supported', 'no'), byIncome(facts, area, 'supported', 'yes')),
  },
  {
    code: 'mode_share',
    number: 9,
    name: { it: 'Modalità di contatto', en: 'How contact was made' },
    definition: {
      it: 'Come si è entrati in contatto: alla porta, al telefono, sul territorio, per iscritto.',
      en: 'How contact was made: at the door, by phone, out in the territory, in writing.',
    },
    formula: {
      it: 'Accessi di una modalità ÷ accessi di tutte × 100, alle porte dell’area; solo con almeno 30 accessi.',
      en: 'Accesses of one way ÷ accesses of all × 100, at the doors of the area; only with at least 30 accesses.',
    },
    absent: {
      it: 'Manca chi abita qui e va a un’altra porta; c’è chi viene da fuori.',
      en: 'Who lives here and goes to another door is missing; who comes from elsewhere is in.',
    },
    reading: {
      it: 'Se la porta aspetta o esce: «sul territorio» è il lavoro di chi va incontro.',
      en: 'Whether the door waits or goes out: “out in the territory” is the work of reaching out.',
    },
    traps: {
      it: 'È della porta e non di chi abita nell’area.',
      en: 'It is of the door and not of who lives in the area.',
    },
    unit: 'percent',
    interval: 'share',
    splits: ['channel'],
    byPartOnly: true,
    measure: (facts, { area, split }) => {
      if (!split) return missing('not_recorded')
      const others = channelsOf(facts).filter(channel => channel !== split.value)
      return share(
        atDoors(facts, area, split.value),
        together(others.map(channel => atDoors(facts, area, channel))),
      )
    },
  },
  {
    code: 'need_prev',
    number: 10,
    name: { it: 'Diffusione del bisogno', en: 'Spread of a need' },
    definition: {
      it: 'Quanti nuclei hanno come bisogno principale ciascuno degli undici gruppi.',
      en: 'How many households have each of the eleven groups as their main need.',
    },
    formula: {
      it: 'Nuclei con quel bisogno principale ÷ nuclei con un bisogno × 100; solo con almeno 30 nuclei.',
      en: 'Households with that main need ÷ households with a need × 100; only with at least 30 households.',
    },
    absent: {
      it: 'Mancano i bisogni dopo il primo e chi non è venuto.',
      en: 'Needs after the first and who did not come are missing.',
    },
    reading: {
      it: 'Di che cosa si parla alle porte; le quote fanno 100, perché conta solo il primo bisogno.',
      en: 'What is talked about at the doors; shares make 100, because only the first need counts.',
    },
    traps: {
      it: '«Bisogni tutelati» riunisce violenza, dipendenze, giustizia e salute mentale. Un’area non è il suo bisogno più frequente.',
      en: '“Protected needs” joins violence, addiction, justice and mental health. An area is not its most frequent need.',
    },
    unit: 'percent',
    interval: 'share',
    splits: ['need', 'macro'],
    byPartOnly: true,
    measure: (facts, { area, split }) => {
      if (!split) return missing('not_recorded')
      return shareOf(households(facts, { area, split }), wholeOf(facts, area))
    },
  },
  {
    code: 'outcome_share',
    number: 14,
    name: { it: 'Esito', en: 'Outcome' },
    definition: {
      it: 'Che cosa è seguito al bisogno principale: risposta alla porta, invio, proposta di presa in carico, nessuna risorsa.',
      en: 'What followed the main need: answered at the door, referred, intake proposed, no resource.',
    },
    formula: {
      it: 'Nuclei con quell’esito del bisogno principale ÷ nuclei × 100; solo con almeno 30 nuclei.',
      en: 'Households with that outcome of the main need ÷ households × 100; only with at least 30 households.',
    },
    absent: {
      it: 'Manca che cosa accadde dopo l’invio: nessuno lo registra.',
      en: 'What happened after a referral is missing: nobody records it.',
    },
    reading: {
      it: 'Quanto una porta risolve da sé e quanto conta sulle altre risorse.',
      en: 'How much a door solves by itself and how much it relies on other resources.',
    },
    traps: {
      it: 'È l’esito alla prima visita del trimestre e del solo bisogno principale.',
      en: 'It is the outcome at the first visit of the quarter, of the main need alone.',
    },
    unit: 'percent',
    interval: 'share',
    splits: ['outcome'],
    byPartOnly: true,
    measure: (facts, { area, split }) =>
      split
        ? shareOf(households(facts, { area, split }), find(facts, [['quarter', 'T2']], area))
        : missing('not_recorded'),
  },
  {
    code: 'intake_rate',
    number: 15,
    name: { it: 'Proposte di presa in carico', en: 'Intakes proposed' },
    definition: {
      it: 'Nuclei per i quali alla prima visita è stata proposta la presa in carico.',
      en: 'Households for which an intake was proposed at the first visit.',
    },
    formula: {
      it: 'Nuclei con esito «proposta di presa in carico» ÷ nuclei × 100; solo con almeno 30 nuclei.',
      en: 'Households with outcome “intake proposed” ÷ households × 100; only with at least 30 households.',
    },
    absent: {
      it: 'Manca se la proposta fu accettata.',
      en: 'Whether the proposal was accepted is missing.',
    },
    reading: {
      it: 'Il ponte tra la porta e il servizio sociale.',
      en: 'The bridge between the door and the social service.',
    },
    traps: {
      it: 'Bassa può voler dire che molti sono già seguiti.',
      en: 'Low may mean that many are followed already.',
    },
    unit: 'percent',
    interval: 'share',
    splits: [],
    measure: (facts, { area }) =>
      shareOf(
        households(facts, { area, split: { by: 'outcome', value: 'intake_proposed' } }),
        find(facts, [['quarter', 'T2']], area),
      ),
  },
  {
    code: 'unmet_share',
    number: 17,
    name: { it: 'Senza risposta', en: 'Unmet' },
    definition: {
      it: 'Nuclei il cui bisogno principale, alla prima visita, non ha trovato alcuna risorsa.',
      en: 'Households whose main need, at the first visit, found no resource.',
    },
    formula: {
      it: 'Nuclei con esito «nessuna risorsa trovata» ÷ nuclei × 100; solo con almeno 30 nuclei. Per ambito: entro l’ambito.',
      en: 'Households with outcome “no resource found” ÷ households × 100; only with at least 30 households. By kind of need: within it.',
    },
    absent: {
      it: 'Manca chi ha trovato risposta altrove o più tardi.',
      en: 'Who found an answer elsewhere or later is missing.',
    },
    reading: {
      it: 'Dove la rete non ha risposto: da leggere con le risorse che ci sono.',
      en: 'Where the network had no answer: to be read with the resources that are there.',
    },
    traps: {
      it: 'Conta i nuclei e non le singole richieste. Zero e pochi non si distinguono.',
      en: 'It counts households and not single requests. Zero and few are not told apart.',
    },
    unit: 'percent',
    interval: 'share',
    splits: ['macro'],
    measure: (facts, { area, split }) => {
      const unmet = { outcome: 'unmet' }
      return split
        ? shareOf(
            find(facts, [['quarter', 'T3']], area, { ...unmet, macro: split.value }),
            find(facts, [['quarter', 'T3']], area, { macro: split.value }),
          )
        : shareOf(find(facts, [['quarter', 'T3']], area, unmet), find(facts, [['quarter', 'T2']], area))
    },
  },
  {
    code: 'out_of_area',
    number: 18,
    name: { it: 'Accessi da fuori area', en: 'Accesses from outside' },
    definition: {
      it: 'Quanti accessi della città sono di chi abita fuori da ogni area, o di cui l’area non è nota.',
      en: 'How many accesses of the city are of who lives outside every area, or whose area is not known.',
    },
    formula: {
      it: 'Accessi «fuori area o non noto» ÷ accessi × 100, in tutta la città; solo con almeno 30 accessi.',
      en: 'Accesses “outside or unknown” ÷ accesses × 100, in the whole city; only with at least 30 accesses.',
    },
    absent: {
      it: 'Manca chi, da un’area, va alla porta di un’altra: nessuna tabella incrocia porta e area.',
      en: 'Who goes from one area to the door of another is missing: no table crosses door and area.',
    },
    reading: {
      it: 'Quanto le porte servono anche il resto della città.',
      en: 'How much the doors serve the rest of the city too.',
    },
    traps: {
      it: '«Non noto» sta insieme a «fuori»: dove si chiede poco, cresce.',
      en: '“Unknown” is counted with “outside”: where little is asked, it grows.',
    },
    unit: 'percent',
    interval: 'share',
    splits: [],
    measure: (facts, { area }) =>
      area !== null
        ? missing('not_recorded', 'not_by_area')
        : shareOf(findMonthly(facts, 'T0', { area: 'outside_or_unknown' }), accesses(facts, { area: null })),
  },
  {
    code: 'res_count',
    number: 19,
    name: { it: 'Risorse attive', en: 'Active resources' },
    definition: {
      it: 'Luoghi e servizi del censimento che oggi sono attivi nell’area.',
      en: 'Places and services of the census that are active in the area today.',
    },
    formula: {
      it: 'Conteggio delle risorse in stato «attiva» dentro il perimetro dell’area.',
      en: 'Count of the resources in state “active” inside the boundary of the area.',
    },
    absent: {
      it: 'Mancano le riservate, quelle non ancora censite, e chi serve l’area da fuori.',
      en: 'Confidential ones are missing, those not in the census yet, and who serves the area from outside.',
    },
    reading: {
      it: 'Che cosa c’è già; va letto con quanto del censimento è verificato.',
      en: 'What is there already; to be read with how much of the census is verified.',
    },
    traps: {
      it: 'Una risorsa piccola e una grande contano uguale. «Nessuna» vuol dire nessuna censita.',
      en: 'A small resource counts like a large one. “None” means none in the census.',
    },
    unit: 'resources',
    interval: 'none',
    splits: ['group', 'owner'],
    ofToday: true,
    measure: active,
  },
  {
    code: 'res_rate',
    number: 20,
    name: { it: 'Risorse ogni 10.000 residenti', en: 'Resources per 10,000 residents' },
    definition: {
      it: 'Risorse attive dell’area, ogni diecimila residenti.',
      en: 'Active resources of the area per ten thousand residents.',
    },
    formula: {
      it: 'Risorse attive ÷ residenti alla data indicata × 10.000. Città: le aree insieme.',
      en: 'Active resources ÷ residents on the date given × 10,000. City: the areas together.',
    },
    absent: {
      it: 'Mancano le riservate e chi serve l’area da fuori.',
      en: 'Confidential ones and who serves the area from outside are missing.',
    },
    reading: {
      it: 'Confronta la dotazione di aree di popolazione diversa.',
      en: 'It compares what areas of different population have.',
    },
    traps: {
      it: 'Una risorsa che serve tutta la città conta solo dove ha sede.',
      en: 'A resource that serves the whole city counts only where its seat is.',
    },
    unit: 'per_ten_thousand',
    interval: 'none',
    splits: ['group'],
    ofToday: true,
    measure: (facts, { area, split }) =>
      censusOf(facts, census => {
        const residents = residentsOf(facts, area)
        if (!residents) return missing('not_recorded', 'no_population')
        const within = area === null ? facts.areas.map(({ id }) => id) : [area]
        const value = within.reduce((sum, one) => sum + (activeCount(census, one, split) ?? 0), 0)
        return { kind: 'exact', value: (value * 10_000) / residents, count: value }
      }),
  },
  {
    code: 'res_mix',
    number: 21,
    name: { it: 'Pubblico, terzo settore, altro', en: 'Public, third sector, other' },
    definition: {
      it: 'Chi gestisce le risorse attive dell’area.',
      en: 'Who runs the active resources of the area.',
    },
    formula: {
      it: 'Risorse attive di una classe di ente ÷ risorse attive × 100.',
      en: 'Active resources of a class of body ÷ active resources × 100.',
    },
    absent: {
      it: 'Dove l’ente non è detto, sta in «non detto».',
      en: 'Where the body is not told it is in “not told”.',
    },
    reading: {
      it: 'Su chi poggia la rete dell’area.',
      en: 'Whom the network of the area rests on.',
    },
    traps: {
      it: 'Conta le risorse e non il loro peso. Enti religiosi, imprese e gruppi informali sono «altro».',
      en: 'It counts resources and not their weight. Religious bodies, firms and informal groups are “other”.',
    },
    unit: 'percent_of_resources',
    interval: 'none',
    splits: ['owner'],
    byPartOnly: true,
    ofToday: true,
    measure: (facts, { area, split }) =>
      censusOf(facts, census => {
        if (!split) return missing('not_recorded')
        const of = activeCount(census, area) ?? 0
        const found = activeCount(census, area, split)
        if (found === null) return missing('not_recorded', 'large_census')
        return of === 0
          ? { kind: 'exact', value: 0, count: 0, of }
          : { kind: 'exact', value: (100 * found) / of, count: found, of }
      }),
  },
  {
    code: 'coverage',
    number: 22,
    name: { it: 'Bisogni con almeno una risorsa', en: 'Needs with at least one resource' },
    definition: {
      it: 'Tra i bisogni che nell’area superano la soglia di pubblicazione, quanti hanno almeno una risorsa attiva nell’area.',
      en: 'Among the needs that in the area are above the publication threshold, how many have at least one active resource in the area.',
    },
    formula: {
      it: 'Bisogni con un numero servito e una risorsa attiva che vi risponde, su bisogni con un numero servito.',
      en: 'Needs with a served number and an active resource that answers, out of needs with a served number.',
    },
    absent: {
      it: 'Mancano i bisogni «pochi o nessuno» e le risorse fuori dal perimetro.',
      en: 'Needs that are “few or none” and resources outside the boundary are missing.',
    },
    reading: {
      it: 'Un bisogno senza risorse nell’area può averne a due passi: aprilo in Esplora.',
      en: 'A need without resources in the area may have them around the corner: open it in the explorer.',
    },
    traps: {
      it: 'Una risorsa basta, anche piccola o piena. Il numero dei bisogni dipende dalla soglia.',
      en: 'One resource is enough, however small or full. How many needs there are depends on the threshold.',
    },
    unit: 'of_needs',
    interval: 'none',
    splits: [],
    ofToday: true,
    measure: (facts, { area }) =>
      censusOf(facts, census => {
        if (!census.resources) return missing('not_recorded', 'large_census')
        const here = census.resources.filter(one => isActive(one) && isOf(area, one.properties.area))
        const byNeed = needGroups.map(need => ({
          found: find(facts, [['quarter', 'T2'], ...(area === null ? [['year', 'S3'] as const] : [])], area, {
            need,
          }),
          answered: here.some(one => answers(one, need)),
        }))
        const served = byNeed.some(({ found }) => 'part' in found)
          ? byNeed
          : valuesIn(facts, 'macro', ['year']).map(macro => ({
              found: find(facts, [['year', 'S1']], area, { macro }),
              answered: here.some(one =>
                needGroups.some(need => macroOf[need] === macro && answers(one, need)),
              ),
            }))
        const absent = (served.length > 0 ? served : byNeed).find(({ found }) => !('part' in found))
        if (absent && !('part' in absent.found)) return absence(absent.found)
        const above = served.filter(({ found }) => 'part' in found && found.part.value !== null)
        if (above.length === 0) return missing('few', 'small_base')
        return {
          kind: 'exact',
          value: above.filter(({ answered }) => answered).length,
          count: above.filter(({ answered }) => answered).length,
          of: above.length,
        }
      }),
  },
  {
    code: 'gap',
    number: 23,
    name: { it: 'Nuclei per risorsa', en: 'Households per resource' },
    definition: {
      it: 'Nuclei con un bisogno negli ultimi dodici mesi, per ogni risorsa attiva dell’area che vi risponde.',
      en: 'Households with a need in the last twelve months, for each active resource of the area that answers it.',
    },
    formula: {
      it: 'Somma dei nuclei di quattro trimestri ÷ risorse attive nell’area per quel bisogno. Senza risorse: «nessuna risorsa».',
      en: 'Sum of the households of four quarters ÷ active resources in the area for that need. Without resources: “no resource”.',
    },
    absent: {
      it: 'Chi torna in un altro trimestre conta di nuovo; mancano i posti, e le risorse vicine fuori area.',
      en: 'Who returns in another quarter counts again; places, and resources just outside, are missing.',
    },
    reading: {
      it: 'Un rapporto, non un voto: il divario con tutti i suoi ingredienti è in Esplora.',
      en: 'A ratio, not a mark: the gap with all its ingredients is in the explorer.',
    },
    traps: {
      it: 'Risorse di capienza diversa contano uguale. Domanda bassa può voler dire persone non raggiunte.',
      en: 'Resources of different size count alike. Low demand may mean people not reached.',
    },
    unit: 'households_per_resource',
    interval: 'noise',
    splits: ['need'],
    ofToday: true,
    measure: (facts, { area, split }) =>
      censusOf(facts, census => {
        const need = split?.value as NeedGroup | undefined
        if (need && !census.resources) return missing('not_recorded', 'large_census')
        const supply = need
          ? census.resources!.filter(
              one => isActive(one) && isOf(area, one.properties.area) && answers(one, need),
            ).length
          : activeCount(census, area)!
        const found = need
          ? find(facts, [['twelveMonths', 'T2']], area, { need })
          : find(
              facts,
              [
                ['twelveMonths', 'T2'],
                ['twelveMonths', 'S0'],
              ],
              area,
            )
        const demand = count(found)
        if (demand.kind !== 'measured') return demand
        if (supply === 0) return { kind: 'no_resource', households: demand.value, period: demand.period }
        return {
          ...demand,
          value: demand.value / supply,
          low: demand.low / supply,
          high: demand.high / supply,
        }
      }),
  },
  {
    code: 'res_fresh',
    number: 24,
    name: { it: 'Censimento verificato', en: 'Census verified' },
    definition: {
      it: 'Risorse attive verificate da meno del tempo di dimezzamento del loro gruppo, da 4 a 12 mesi.',
      en: 'Active resources verified more recently than the half-life of their group, 4 to 12 months.',
    },
    formula: {
      it: 'Risorse attive verificate entro il tempo del loro gruppo ÷ risorse attive × 100.',
      en: 'Active resources verified within the time of their group ÷ active resources × 100.',
    },
    absent: {
      it: 'Mancano le risorse che il tuo ruolo non vede.',
      en: 'Resources that your role does not see are missing.',
    },
    reading: {
      it: 'Quanto ci si può fidare di ciò che il censimento dice dell’area.',
      en: 'How far what the census says of the area can be trusted.',
    },
    traps: {
      it: 'Una risorsa verificata può essere cambiata ieri; una da riverificare può essere esatta.',
      en: 'A verified resource may have changed yesterday; one to be verified may be right.',
    },
    unit: 'percent_of_resources',
    interval: 'none',
    splits: [],
    ofToday: true,
    measure: (facts, { area }) =>
      censusOf(facts, ({ verified }) => {
        if (!verified) return missing('not_recorded', 'census_loading')
        const mine = verified.filter(one => isOf(area, one.area))
        const of = mine.reduce((sum, one) => sum + one.active, 0)
        const found = mine.reduce((sum, one) => sum + one.verified, 0)
        return { kind: 'exact', value: of === 0 ? 0 : (100 * found) / of, count: found, of }
      }),
  },
  {
    code: 'near_share',
    number: 25,
    name: { it: 'Residenti vicini a una risorsa', en: 'Residents near a resource' },
    definition: {
      it: 'Residenti delle celle statistiche il cui punto centrale è entro 800 m in linea d’aria da una risorsa attiva.',
      en: 'Residents of the map cells whose central point is within 800 m, as the crow flies, of an active resource.',
    },
    formula: {
      it: 'Residenti delle celle dell’area entro 800 m in linea d’aria ÷ residenti delle sue celle × 100.',
      en: 'Residents of the cells of the area within 800 m as the crow flies ÷ residents of its cells × 100.',
    },
    absent: {
      it: 'Manca la salita: 800 m qui possono scavalcare 200 m di dislivello.',
      en: 'The climb is missing: 800 m here may cross 200 m of height.',
    },
    reading: {
      it: 'Una prima misura di prossimità, per gruppo di risorse.',
      en: 'A first measure of proximity, by group of resources.',
    },
    traps: {
      it: 'Una cella conta tutta o niente. Per il cammino vero apri «Cosa c’è vicino a …?».',
      en: 'A cell counts wholly or not at all. For real walking open “What is near …?”.',
    },
    unit: 'percent_of_residents',
    interval: 'none',
    splits: ['group'],
    ofToday: true,
    measure: (facts, { area, split }) =>
      censusOf(facts, census => {
        if (!census.resources) return missing('not_recorded', 'large_census')
        const within = new Set(area === null ? facts.areas.map(({ id }) => id) : [area])
        const cells = facts.cells?.filter(({ properties }) => within.has(properties.area ?? '')) ?? []
        const of = cells.reduce((sum, { properties }) => sum + properties.residents, 0)
        if (of === 0) return missing('not_recorded', 'no_population')
        const places = census.resources
          .filter(
            one =>
              isActive(one) &&
              (split?.by !== 'group' || one.properties.group === (split.value as ResourceGroup)),
          )
          .flatMap(({ geometry }) => (geometry ? pointsOf(geometry.coordinates) : []))
        const near = cells
          .filter(({ geometry }) => {
            const at = representative(geometry)
            return places.some(place => metresBetween(at, place) <= nearMetres)
          })
          .reduce((sum, { properties }) => sum + properties.residents, 0)
        return { kind: 'exact', value: (100 * near) / of, count: near, of }
      }),
  },
]

/** Those that no edition allows, with the reason: no number stands in for them. */
export const notMeasured: readonly NotMeasured[] = [
  {
    code: 'spont_share',
    number: 7,
    name: { it: 'Accessi spontanei', en: 'Spontaneous accesses' },
    why: {
      it: 'l’origine dell’accesso è registrata, ma nessuna tabella delle edizioni la pubblica.',
      en: 'the origin of an access is recorded, but no table of the editions publishes it.',
    },
  },
  {
    code: 'ref_source',
    number: 8,
    name: { it: 'Canale di invio', en: 'Who referred' },
    why: {
      it: 'chi ha inviato non si chiede allo sportello e nessuna tabella lo pubblica.',
      en: 'who referred is not asked at the desk and no table publishes it.',
    },
  },
  {
    code: 'multi_need',
    number: 11,
    name: { it: 'Bisogni multipli', en: 'Several needs' },
    why: {
      it: 'le edizioni pubblicano solo il bisogno principale, perché un nucleo pesi una volta.',
      en: 'the editions publish the main need alone, so that a household weighs once.',
    },
  },
  {
    code: 'need_mean',
    number: 12,
    name: { it: 'Bisogni per accesso', en: 'Needs per access' },
    why: {
      it: 'le edizioni pubblicano solo il bisogno principale.',
      en: 'the editions publish the main need alone.',
    },
  },
  {
    code: 'req_share',
    number: 13,
    name: { it: 'Domande per tipo', en: 'Requests by type' },
    why: {
      it: 'la richiesta è registrata, ma nessuna tabella delle edizioni la pubblica.',
      en: 'the request is recorded, but no table of the editions publishes it.',
    },
  },
  {
    code: 'referral_done',
    number: 16,
    name: { it: 'Invii andati a buon fine', en: 'Referrals that succeeded' },
    why: {
      it: 'che cosa accade dopo un invio non si registra: servirebbe riconoscere la persona.',
      en: 'what happens after a referral is not recorded: it would take recognising the person.',
    },
  },
]

export const indicatorOf = (code: string | null): Indicator | undefined =>
  indicators.find(one => one.code === code)

const intervals: Record<Indicator['interval'], Words> = {
  noise: {
    it: 'Intervallo: il valore vero è lì in almeno 9 casi su 10.',
    en: 'Interval: the true value is there in at least 9 cases out of 10.',
  },
  share: {
    it: 'Intervallo: parte e resto agli estremi opposti dei loro.',
    en: 'Interval: part and rest at opposite ends of theirs.',
  },
  none: { it: 'Dal censimento, senza intervallo.', en: 'From the census, without interval.' },
}

/** What `?` shows: formula, interval, who is missing. */
export const inShort = (
  indicator: Pick<Indicator, 'formula' | 'interval' | 'absent'>,
  language: Language,
): string =>
  [indicator.formula[language], intervals[indicator.interval][language], indicator.absent[language]].join(' ')

export const intervalOf = (indicator: Indicator, language: Language): string =>
  intervals[indicator.interval][language]
