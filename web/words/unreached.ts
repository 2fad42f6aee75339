/** The words of «Chi non raggiungiamo?»: never a fault of a place, always somewhere to go. */

import { locale } from './language.ts'
import { capital, englishPeriod, italianWith } from './periods.ts'

const percent = (value: number) =>
  `${new Intl.NumberFormat(locale(), { maximumFractionDigits: 0 }).format(value)} %`
const minus = (number: string) => number.replace('-', '−')
const list = (parts: readonly string[]) =>
  new Intl.ListFormat(locale(), { style: 'long', type: 'conjunction' }).format(parts)

export const words = {
  it: {
    percent,
    list,
    underFive: 'meno del 5 %',
    overNinetyFive: 'oltre il 95 %',
    subject: 'Prime visite e residenti',
    verdicts: {
      under: 'sotto l’atteso',
      as_expected: 'come atteso',
      over: 'sopra l’atteso',
      indistinct: 'non distinguibile dal caso',
    },
    inHeadline: {
      under: 'sotto l’atteso',
      as_expected: 'come atteso',
      over: 'sopra l’atteso',
      indistinct: 'non distinguibili dal caso',
    },
    headline: (period: string, parts: readonly string[]) =>
      `Chi non raggiungiamo · ${period}${parts.length > 0 ? ` · ${parts.join('; ')}` : ''}`,
    headlinePart: (word: string, names: readonly string[]) => `${word}: ${list(names)}`,
    cityShare: (share: string, low: string, high: string) =>
      `Non conosciuti dal servizio sociale: ${share} dei nuclei (da ${low} a ${high})`,
    cityShareMissing: 'Quota di non conosciuti dal servizio: non si può dire',
    notPersons: 'Si contano nuclei alla prima visita del trimestre: gli accessi non sono persone.',
    loading: 'I numeri si stanno caricando…',
    failed: 'I numeri non si sono caricati. Mappa e risorse restano.',
    none: 'Nessun trimestre è stato ancora pubblicato: non si può dire chi non si raggiunge.',
    noSuch: (period: string) => `${period} non è ancora pubblicato.`,
    why: {
      no_population: 'Senza un conto datato dei residenti di questo confine non si attende nessun numero.',
      alone: 'Con una sola area di residenti noti non c’è con che cosa confrontarla.',
    },
    indistinctShort: 'indistinguibile',
    whyShort: { no_population: 'atteso non calcolabile', alone: 'nessun confronto' },
    observed: 'Prime visite',
    expected: 'Attese',
    difference: 'Differenza',
    verdict: 'Lettura',
    residents: 'Residenti',
    residentsOn: 'Residenti al',
    unknown: 'Non conosciuti dal servizio',
    unsaid: '«Non so»',
    caution: 'Attenzione',
    households: 'nuclei',
    ofKnown: '% dei nuclei di cui si sa',
    ofAll: '% di tutti i nuclei',
    outside: 'Fuori area o non noto',
    city: 'Aree e fuori area insieme',
    warnings: {
      small: (least: number) => `meno di ${least} nuclei di cui si sa: troppo pochi per una percentuale`,
      unsaid: (share: string) =>
        `«non so» ${share}: la risposta dice più di chi ha chiesto che di chi è venuto`,
    },
    warningsShort: {
      small: (least: number) => `meno di ${least} nuclei di cui si sa`,
      unsaid: 'troppi «non so» per un confronto',
    },
    noRanking: 'Le aree non si mettono a confronto: almeno una non ha abbastanza risposte.',
    knownOf: (period: string) => capital(italianWith('da', period)),
    rail: 'Prime visite rispetto ai residenti',
    railHelp:
      'Quante famiglie sono venute per la prima volta, e quante ne verrebbero se ogni area venisse quanto tutte le aree insieme.',
    legend: {
      under: 'meno di quante ne darebbero i residenti: un posto dove andare a cercare',
      as_expected: 'l’intervallo sta entro un quarto dell’atteso',
      over: 'più di quante ne darebbero i residenti',
      indistinct: 'il rumore e i piccoli numeri bastano a spiegarla',
    },
    legendTitle: 'Come si legge',
    legendAreas: (count: number) => (count === 1 ? '1 area' : `${count} aree`),
    silent: 'Zone silenziose',
    silentHelp:
      'Poche prime visite possono voler dire che la porta è lontana, poco conosciuta o che altri rispondono già. Non vogliono mai dire che il bisogno non c’è.',
    silentUnknown: 'Senza un confronto fra aree di residenti noti non si può dire.',
    silentNone: 'Nessuna area è sotto l’atteso oltre il caso. Non vuol dire che si raggiungano tutti.',
    expectedLine: (observed: string, expected: string, low: string, high: string) =>
      `${observed} prime visite; attese ${expected} (da ${low} a ${high})`,
    differenceLine: (low: string, high: string) =>
      `differenza da ${minus(low)} a ${minus(high)}, rumore e caso compresi`,
    hereIs: (count: number, centres: readonly string[]) =>
      `${count === 1 ? '1 risorsa attiva' : `${count} risorse attive`} nell’area${centres.length > 0 ? `; porta: ${list(centres)}` : '; nessuna porta sociale'}`,
    ownRelease: 'Quando ci si attende un numero si usano i residenti del confine di oggi.',
    seeResources: 'Vedi che cosa c’è lì',
    planTally: 'Registra un’uscita in strada',
    askTally:
      'Un’uscita in strada si registra alla porta sociale, come attività di gruppo: parlane con chi la tiene.',
    strip: 'Prime visite e attese',
    per100: 'prime visite ogni cento attese',
    expectedShort: 'atteso',
    notThere: 'non detto',
    retry: 'Riprova',
    unsaidOf: (area: string, share: string) => `${area}: «non so» ${share}`,
    shareTitle: 'Chi era già conosciuto',
    shareOf: 'non conosciuti dal servizio sociale, su cento nuclei di cui si sa',
    city100: 'tutti',
    qualityTitle: 'Qualità della risposta',
    areaTitle: 'Chi non raggiungiamo qui',
    definitions: {
      expected: {
        term: 'Attese',
        text: 'Prime visite di tutte le aree con residenti noti, divise per i loro residenti e moltiplicate per quelli dell’area. Fuori area non ha residenti e non conta.',
      },
      verdict: {
        term: 'Sotto, come, sopra l’atteso',
        text: 'L’intervallo della differenza unisce il rumore dei numeri protetti e il caso dei piccoli numeri, in 9 casi su 10. Con molte aree, una su dieci può sembrare diversa per caso.',
      },
      unknown: {
        term: 'Non conosciuti dal servizio',
        text: 'Nuclei che il servizio sociale non conosceva, sui nuclei di cui lo si sa. Sotto 30 nuclei non c’è percentuale; oltre un quinto di «non so» non c’è confronto.',
      },
    },
    source: (release: string, edition: string, closed: string, hidden: number) =>
      `Rilascio ${release}, edizione ${edition}, chiuso il ${closed}, ${hidden} ${hidden === 1 ? 'cella' : 'celle'} «pochi o nessuno»`,
    populationSource: (name: string, residents: string, on: string, source: string) =>
      `Residenti di ${name}: ${residents} al ${on}, ${source}`,
  },
  en: {
    percent,
    list,
    underFive: 'less than 5 %',
    overNinetyFive: 'over 95 %',
    subject: 'First visits and residents',
    verdicts: {
      under: 'below the expected',
      as_expected: 'as expected',
      over: 'above the expected',
      indistinct: 'not distinguishable from chance',
    },
    inHeadline: {
      under: 'below the expected',
      as_expected: 'as expected',
      over: 'above the expected',
      indistinct: 'not distinguishable from chance',
    },
    headline: (period: string, parts: readonly string[]) =>
      `Who is not reached · ${period}${parts.length > 0 ? ` · ${parts.join('; ')}` : ''}`,
    headlinePart: (word: string, names: readonly string[]) => `${word}: ${list(names)}`,
    cityShare: (share: string, low: string, high: string) =>
      `Unknown to the social service: ${share} of households (${low} to ${high})`,
    cityShareMissing: 'Share unknown to the service: cannot be told',
    notPersons: 'Households at their first visit of the quarter are counted: accesses are not persons.',
    loading: 'The numbers are loading…',
    failed: 'The numbers did not load. Map and resources are still here.',
    none: 'No quarter has been published yet: who is not reached cannot be told.',
    noSuch: (period: string) => `${period} is not published yet.`,
    why: {
      no_population: 'Without a dated count of residents of this boundary no number is expected.',
      alone: 'With one area of known residents there is nothing to compare it with.',
    },
    indistinctShort: 'not told apart',
    whyShort: { no_population: 'expected not computable', alone: 'no comparison' },
    observed: 'First visits',
    expected: 'Expected',
    difference: 'Difference',
    verdict: 'Reading',
    residents: 'Residents',
    residentsOn: 'Residents on',
    unknown: 'Unknown to the service',
    unsaid: '“Don’t know”',
    caution: 'Caution',
    households: 'households',
    ofKnown: '% of households of whom it is known',
    ofAll: '% of all households',
    outside: 'Outside the areas or not known',
    city: 'Areas and outside together',
    warnings: {
      small: (least: number) =>
        `fewer than ${least} households of whom it is known: too few for a percentage`,
      unsaid: (share: string) => `“don’t know” ${share}: the answer says more of who asked than of who came`,
    },
    warningsShort: {
      small: (least: number) => `fewer than ${least} households of whom it is known`,
      unsaid: 'too many “don’t know” to compare',
    },
    noRanking: 'Areas are not set side by side: at least one has too few answers.',
    knownOf: (period: string) => `From ${englishPeriod(period)}`,
    rail: 'First visits and residents',
    railHelp:
      'How many households came for the first time, and how many would if every area came as much as all areas together.',
    legend: {
      under: 'fewer than its residents would give: a place to go and look',
      as_expected: 'the interval lies within a quarter of the expected',
      over: 'more than its residents would give',
      indistinct: 'noise and small numbers are enough to explain it',
    },
    legendTitle: 'How to read it',
    legendAreas: (count: number) => (count === 1 ? '1 area' : `${count} areas`),
    silent: 'Silent zones',
    silentHelp:
      'Few first visits can mean that the door is far, little known, or that others answer already. They never mean that there is no need.',
    silentUnknown: 'Without areas of known residents to compare it cannot be told.',
    silentNone: 'No area is below the expected beyond chance. That does not mean that everybody is reached.',
    expectedLine: (observed: string, expected: string, low: string, high: string) =>
      `${observed} first visits; ${expected} expected (${low} to ${high})`,
    differenceLine: (low: string, high: string) =>
      `difference from ${minus(low)} to ${minus(high)}, noise and chance included`,
    hereIs: (count: number, centres: readonly string[]) =>
      `${count === 1 ? '1 active resource' : `${count} active resources`} in the area${centres.length > 0 ? `; door: ${list(centres)}` : '; no porta sociale'}`,
    ownRelease: 'A number is expected from the residents of today’s boundary.',
    seeResources: 'See what is there',
    planTally: 'Record an outing in the street',
    askTally: 'An outing is recorded at the porta sociale, as a group activity: talk to who keeps it.',
    strip: 'First visits and expected',
    per100: 'first visits for each hundred expected',
    expectedShort: 'expected',
    notThere: 'not told',
    retry: 'Try again',
    unsaidOf: (area: string, share: string) => `${area}: “don’t know” ${share}`,
    shareTitle: 'Who was already known',
    shareOf: 'unknown to the social service, of a hundred households of whom it is known',
    city100: 'all',
    qualityTitle: 'Quality of the answer',
    areaTitle: 'Who is not reached here',
    definitions: {
      expected: {
        term: 'Expected',
        text: 'First visits of all areas with known residents, divided by their residents and multiplied by those of the area. Outside the areas there are no residents to count.',
      },
      verdict: {
        term: 'Below, as, above the expected',
        text: 'The interval of the difference joins the noise of protected numbers and the chance of small ones, in 9 cases out of 10. With many areas, one in ten can look different by chance.',
      },
      unknown: {
        term: 'Unknown to the service',
        text: 'Households that the social service did not know, of those of whom it is known. Under 30 households there is no percentage; over a fifth of “don’t know” there is no comparison.',
      },
    },
    source: (release: string, edition: string, closed: string, hidden: number) =>
      `Release ${release}, edition ${edition}, closed on ${closed}, ${hidden} ${hidden === 1 ? 'cell' : 'cells'} “few or none”`,
    populationSource: (name: string, residents: string, on: string, source: string) =>
      `Residents of ${name}: ${residents} on ${on}, ${source}`,
  },
}
