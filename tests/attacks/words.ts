/** What each attack is and what the attacker knew, in the words of the page that shows the last run. */
import type { Bilingual } from '../../api/http/operation.ts'

/** A share is told as a percentage, anything else as the number it is. */
type Words = {
  kind: 'attack' | 'closing' | 'utility'
  unit: 'share' | 'number'
  what: Bilingual
  knew: Bilingual
  counted: Bilingual
}
const rightGuesses = { it: 'indovina', en: 'guesses right' }
const everything = {
  it: 'ogni altra registrazione, tutto il metodo, tutti i numeri pubblicati',
  en: 'every other record, the whole method, every served number',
}
const public_ = { it: 'tutto ciò che un partner può leggere', en: 'all that a partner can read' }
const oracle = { it: 'i conteggi veri dei mondi simulati', en: 'the true counts of the simulated worlds' }
const unchanged = { it: 'byte cambiati', en: 'bytes changed' }
const shares = [/indovina/, /quota/]
const attack = (it: string, en: string, knew: Bilingual, counted: Bilingual = rightGuesses): Words => ({
  kind: 'attack',
  unit: shares.some(share => share.test(counted.it)) ? 'share' : 'number',
  what: { it, en },
  knew,
  counted,
})
const utility = (it: string, en: string, counted: Bilingual, unit: Words['unit'] = 'share'): Words => ({
  kind: 'utility',
  unit,
  what: { it, en },
  knew: oracle,
  counted,
})

export const words = {
  presence: attack(
    'È venuto un nucleo, una volta in un trimestre?',
    'Did a household come, once in a quarter?',
    everything,
  ),
  presence_measurements: attack(
    'Lo stesso, da chi avesse le misure prima di riconciliarle e nasconderle',
    'The same, by whoever had the measurements before they are reconciled and hidden',
    everything,
  ),
  presence_one_number: attack('Lo stesso, da un numero solo', 'The same, from a single number', everything),
  presence_three_visits: attack(
    'Un nucleo venuto tre volte nel trimestre',
    'A household that came three times in the quarter',
    everything,
  ),
  presence_three_visits_measurements: attack(
    'Un nucleo venuto tre volte, da chi avesse le misure prima di riconciliarle e nasconderle',
    'A household that came three times, by whoever had the measurements before they are reconciled and hidden',
    everything,
  ),
  presence_year: attack(
    'Un nucleo venuto in ogni trimestre di un anno',
    'A household that came in each quarter of a year',
    everything,
  ),
  presence_small: attack(
    'Edizione S, 300 accessi l’anno: è venuto un nucleo, una volta?',
    'Edition S, 300 accesses a year: did a household come, once?',
    everything,
  ),
  presence_small_one_number: attack(
    'Edizione S: lo stesso, da un numero solo',
    'Edition S: the same, from a single number',
    everything,
  ),
  presence_small_year: attack(
    'Edizione S: un nucleo venuto in ogni trimestre di un anno',
    'Edition S: a household that came in each quarter of a year',
    everything,
  ),
  attributes: attack(
    'Una risposta di un nucleo che è venuto: quanto più di chi tira a indovinare guardando gli altri',
    'One answer of a household that came: how much more than whoever guesses from the others',
    everything,
    { it: 'punti guadagnati (quota)', en: 'gained over the guess (share)' },
  ),
  windows: attack(
    'Differenze di periodi: è venuto in quel mese?',
    'Differences of periods: did it come in that month?',
    everything,
  ),
  polling: attack(
    'Leggere di continuo, prima e dopo una visita',
    'Reading again and again, before and after a visit',
    public_,
  ),
  subsets: attack(
    'Filtri sovrapposti, sottratti e mediati, su celle piccole',
    'Overlapping filters, subtracted and averaged, over small cells',
    public_,
    { it: 'errore quadratico medio', en: 'root mean square error' },
  ),
  reconstruction: attack(
    'Sistemi di numeri interi dai totali di riga e colonna',
    'Systems of whole numbers from totals of rows and columns',
    public_,
    { it: 'guadagno su chi tira a indovinare (quota)', en: 'gained over a blind guess (share)' },
  ),
  map: attack('Celle della mappa con un nucleo solo', 'Map cells with a single household', public_, {
    it: 'guadagno su chi tira a indovinare (quota)',
    en: 'gained over a blind guess (share)',
  }),
  group: attack(
    'Un gruppo sta tutto in una cella, o manca uno?',
    'Is a group wholly in one cell, or is one elsewhere?',
    everything,
  ),
  swap: attack(
    'Cambiare e cancellare ogni registrazione dopo la chiusura',
    'Changing and deleting every record after closing',
    public_,
    unchanged,
  ),
  repeats: attack(
    'Ripetere con altri account, formati, avvii e motori',
    'Repeating with other accounts, formats, starts and engines',
    public_,
    unchanged,
  ),
  open_periods: attack(
    'Capire da un periodo aperto se ha dati',
    'Telling from an open period whether it has data',
    public_,
    unchanged,
  ),
  timing: attack(
    'Lo stesso, dal tempo che la risposta impiega',
    'The same, from the time that the answer takes',
    public_,
  ),
  formats: attack(
    'Confrontare la stessa cella in ogni formato',
    'Comparing the same cell in every format',
    public_,
    { it: 'celle diverse', en: 'cells that differ' },
  ),
  injection: attack(
    'SQL in ogni parametro di ogni operazione',
    'SQL in every parameter of every operation',
    public_,
    { it: 'richieste che rompono il muro', en: 'requests that break the wall' },
  ),
  walls: attack(
    'Raggiungere le registrazioni dal ruolo che serve i rilasci',
    'Reaching the records from the role that serves releases',
    { it: 'la connessione stessa del server', en: 'the server’s own connection' },
    { it: 'istruzioni accolte', en: 'statements admitted' },
  ),
  crash: {
    kind: 'closing',
    unit: 'number',
    what: {
      it: 'Processo ucciso in un istante qualsiasi della chiusura',
      en: 'Process killed at a random point of closing',
    },
    knew: { it: '—', en: '—' },
    counted: { it: 'rilasci a metà', en: 'half releases' },
  },
  closing_twice: {
    kind: 'closing',
    unit: 'number',
    what: { it: 'Due server chiudono insieme', en: 'Two servers close at once' },
    knew: { it: '—', en: '—' },
    counted: { it: 'periodi chiusi due volte', en: 'periods closed twice' },
  },
  noise_variance: utility(
    'Varianza di 10.000 estrazioni',
    'Variance of 10,000 draws',
    { it: 'varianza', en: 'variance' },
    'number',
  ),
  noise_law: utility(
    'Legge di 10.000 estrazioni',
    'Law of 10,000 draws',
    { it: 'p di χ²', en: 'p of χ²' },
    'number',
  ),
  error: utility('Celle da 30 in su, edizione L', 'Cells of 30 and more, edition L', {
    it: 'errore relativo mediano',
    en: 'median relative error',
  }),
  area_month: utility('Area × mese, edizione L', 'Area × month, edition L', {
    it: 'errore relativo mediano',
    en: 'median relative error',
  }),
  coverage_least: utility('Intervalli del 90 %: la griglia peggiore', '90 % intervals: the worst grid', {
    it: 'copertura',
    en: 'coverage',
  }),
  coverage_most: utility('Intervalli del 90 %: la griglia più larga', '90 % intervals: the widest grid', {
    it: 'copertura',
    en: 'coverage',
  }),
  coverage_served: utility('Intervalli del 90 % dei numeri mostrati', '90 % intervals of the numbers shown', {
    it: 'copertura',
    en: 'coverage',
  }),
  bias: utility(
    'Distorsione delle celle da 30 in su',
    'Bias of cells of 30 and more',
    { it: 'errore medio, in valore assoluto', en: 'mean error, absolute' },
    'number',
  ),
  ranking: utility('Ordine delle aree che distano il 15 %', 'Order of areas that differ by 15 %', {
    it: 'coppie in ordine',
    en: 'pairs in order',
  }),
  hidden: utility('Celle vere da 12 in su nascoste', 'True cells of 12 and more hidden', {
    it: 'nascoste',
    en: 'hidden',
  }),
  additivity: utility('Totali uguali alla somma delle parti', 'Totals equal to the sum of their parts', {
    it: 'totali giusti',
    en: 'totals right',
  }),
  small_district: utility(
    'Edizione S, 300 accessi: aree entro ± 4',
    'Edition S, 300 accesses: areas within ± 4',
    {
      it: 'totali entro ± 4',
      en: 'totals within ± 4',
    },
  ),
} as const satisfies Record<string, Words>
export type AttackName = keyof typeof words
