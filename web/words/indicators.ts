/** The words of *Indicatori*: figures, definitions of at most sixty words, and what a change means. */

import type { Language } from './language.ts'
import { englishPeriod, italianWith } from './periods.ts'

export const words = {
  it: {
    title: 'Indicatori',
    lead: 'Che cosa si sa di un’area, dai rilasci pubblicati.',
    area: 'Area',
    city: 'Tutta la città',
    period: 'Trimestre',
    newest: (period: string) => `${period} (ultimo)`,
    residents: (count: string, on: string, source: string) => `${count} residenti al ${on} · ${source}`,
    noResidents: 'Residenti non noti: per quest’area non si calcola alcun tasso.',
    demoBoundary: 'perimetro dimostrativo',

    accesses: 'Accessi',
    accessesUnit: 'accessi',
    accessesIn: (month: string) => `a ${month}`,
    accessesDefinition:
      'Contatti registrati alle porte sociali nel mese da chi abita nell’area, contati al più tre volte per nucleo e trimestre. Un numero alto dice che la porta lavora, non che lì il bisogno è maggiore; pochi accessi possono voler dire persone non ancora raggiunte.',
    notPersons: 'Gli accessi non sono persone: chi torna conta di nuovo, fino a tre volte per trimestre.',
    trend: 'Accessi mese per mese',
    trendLabel: (area: string) => `Accessi mese per mese, ${area}`,
    change: {
      indistinct: (before: string) =>
        `Rispetto ${italianWith('a', before)}: differenza non distinguibile dal caso.`,
      natural: {
        more: (before: string) =>
          `Più che ${italianWith('in', before)}, ma con numeri di questa grandezza una differenza così può essere naturale.`,
        fewer: (before: string) =>
          `Meno che ${italianWith('in', before)}, ma con numeri di questa grandezza una differenza così può essere naturale.`,
      },
      clear: {
        more: (before: string) =>
          `↑ Più che ${italianWith('in', before)}, oltre il caso e la variazione naturale.`,
        fewer: (before: string) =>
          `↓ Meno che ${italianWith('in', before)}, oltre il caso e la variazione naturale.`,
      },
      unknown: (before: string) =>
        `Il confronto con ${before} non è possibile: uno dei due numeri è «pochi o nessuno».`,
      first: 'È il primo mese pubblicato: non c’è ancora un confronto.',
    },

    needs: 'Nuclei per bisogno principale',
    needsUnit: 'nuclei',
    needsDefinition:
      'Nuclei alla prima visita del trimestre, ciascuno contato una volta, sotto il primo bisogno registrato. Chi ha più bisogni compare solo nel principale. Mancano i nuclei che non sono venuti a una porta sociale. «Bisogni tutelati» riunisce violenza, dipendenze, giustizia e salute mentale.',
    allNeeds: 'Tutti i bisogni',
    total: 'Tutti i nuclei',
    need: 'Bisogno',
    households: 'Nuclei',
    interval: 'Intervallo',
    select: (need: string) => `Confronta le aree per: ${need}`,
    needOrder: 'Nell’ordine del vocabolario, non di grandezza.',

    rate: 'Nuclei ogni 1.000 residenti',
    rateUnit: 'ogni 1.000 residenti',
    rateDefinition:
      'Nuclei alla prima visita del trimestre diviso i residenti dell’area alla data indicata, per mille. L’intervallo è quello della protezione dei numeri. Dice quanti nuclei la porta ha incontrato, non quanti hanno bisogno. Senza una popolazione datata il tasso non esiste.',

    compare: 'Le aree a confronto',
    compareOf: (need: string) => `${need} · nuclei`,
    compareRates: (need: string) => `${need} · nuclei ogni 1.000 residenti`,
    compareNote:
      'In ordine geografico. Dove gli intervalli si toccano la differenza può essere dovuta al caso.',
    tiedAll: 'Nessuna differenza tra le aree è distinguibile dal caso.',
    together: 'aree insieme',
    cityTotal: 'Aree e fuori area insieme',
    outside: 'Fuori area o non noto',

    resources: 'Che cosa c’è già',
    resourcesText: 'Un bisogno si legge insieme alle risorse che gli rispondono.',
    seeResources: (area: string) => `Vedi le risorse · ${area}`,
    seeMap: 'Vedi sulla mappa',

    notPublishedTitle: 'Non ancora pubblicato',
    notPublished: (period: string) =>
      `${period} non è ancora pubblicato. Un trimestre si chiude con il suo ultimo mese, dal giorno 10 del successivo.`,
    nothingPublished:
      'Nessun trimestre è stato ancora pubblicato: i numeri compaiono qui alla prima chiusura.',
    nothingMonthly: 'Nessun mese è stato ancora pubblicato.',
    showNewest: 'Mostra l’ultimo pubblicato',
    failed: 'I rilasci non si sono caricati. Le altre schermate funzionano.',
    chartFailed: 'Il grafico non si è caricato: i numeri sono nelle tabelle.',
    retry: 'Riprova',
    unknownArea: (area: string) => `L’area «${area}» non è tra quelle in vigore.`,
    print: 'Stampa',
    missingLegend: 'Come si legge un numero che manca',
    missingMeaning: {
      few: 'meno della soglia: anche zero',
      not_recorded: 'nessuna tabella lo misura',
      not_covered: 'l’area non era nel rilascio',
      not_published: 'il periodo non è chiuso',
    },
  },
  en: {
    title: 'Indicators',
    lead: 'What is known of an area, from the published releases.',
    area: 'Area',
    city: 'The whole city',
    period: 'Quarter',
    newest: (period: string) => `${period} (newest)`,
    residents: (count: string, on: string, source: string) => `${count} residents on ${on} · ${source}`,
    noResidents: 'Residents unknown: no rate is computed for this area.',
    demoBoundary: 'demonstration boundary',

    accesses: 'Accesses',
    accessesUnit: 'accesses',
    accessesIn: (month: string) => `in ${month}`,
    accessesDefinition:
      'Contacts recorded at the porte sociali in the month by who lives in the area, counted at most three times per household and quarter. A high number says the door is busy, not that need is greater there; few accesses may mean people not reached yet.',
    notPersons: 'Accesses are not persons: who comes back counts again, up to three times a quarter.',
    trend: 'Accesses by month',
    trendLabel: (area: string) => `Accesses by month, ${area}`,
    change: {
      indistinct: (before: string) => `Against ${before}: a difference that cannot be told from chance.`,
      natural: {
        more: (before: string) =>
          `More than in ${englishPeriod(before)}, though with numbers of this size such a difference can be natural.`,
        fewer: (before: string) =>
          `Fewer than in ${englishPeriod(before)}, though with numbers of this size such a difference can be natural.`,
      },
      clear: {
        more: (before: string) =>
          `↑ More than in ${englishPeriod(before)}, beyond chance and natural variation.`,
        fewer: (before: string) =>
          `↓ Fewer than in ${englishPeriod(before)}, beyond chance and natural variation.`,
      },
      unknown: (before: string) =>
        `No comparison with ${before} is possible: one of the two is “few or none”.`,
      first: 'This is the first month published: there is nothing to compare with yet.',
    },

    needs: 'Households by main need',
    needsUnit: 'households',
    needsDefinition:
      'Households at their first visit of the quarter, each counted once, under the first need recorded. Who has several needs appears in the main one alone. Households that did not come to a porta sociale are missing. “Protected needs” joins violence, addiction, justice and mental health.',
    allNeeds: 'All needs',
    total: 'All households',
    need: 'Need',
    households: 'Households',
    interval: 'Interval',
    select: (need: string) => `Compare the areas for: ${need}`,
    needOrder: 'In the order of the vocabulary, not of size.',

    rate: 'Households per 1,000 residents',
    rateUnit: 'per 1,000 residents',
    rateDefinition:
      'Households at their first visit of the quarter divided by the residents of the area on the date given, per thousand. The interval is that of the protection of numbers. It says how many households the door met, not how many are in need. Without a dated population there is no rate.',

    compare: 'The areas compared',
    compareOf: (need: string) => `${need} · households`,
    compareRates: (need: string) => `${need} · households per 1,000 residents`,
    compareNote: 'In geographic order. Where intervals touch, the difference may be due to chance.',
    tiedAll: 'No difference between the areas can be told from chance.',
    together: 'areas together',
    cityTotal: 'Areas and outside together',
    outside: 'Outside the areas or unknown',

    resources: 'What is there already',
    resourcesText: 'A need is read together with the resources that answer it.',
    seeResources: (area: string) => `See the resources · ${area}`,
    seeMap: 'See on the map',

    notPublishedTitle: 'Not yet published',
    notPublished: (period: string) =>
      `${period} is not published yet. A quarter closes with its last month, from the 10th of the next.`,
    nothingPublished: 'No quarter has been published yet: the numbers appear here at the first closing.',
    nothingMonthly: 'No month has been published yet.',
    showNewest: 'Show the newest published',
    failed: 'The releases did not load. The other screens work.',
    chartFailed: 'The chart did not load: the numbers are in the tables.',
    retry: 'Try again',
    unknownArea: (area: string) => `The area “${area}” is not among those in force.`,
    print: 'Print',
    missingLegend: 'How to read a missing number',
    missingMeaning: {
      few: 'under the threshold: zero as well',
      not_recorded: 'no table measures it',
      not_covered: 'the area was not in the release',
      not_published: 'the period is not closed',
    },
  },
} satisfies Record<Language, unknown>
