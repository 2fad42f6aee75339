/** The search box. */
import type { Language } from './language.ts'

type Words = {
  open: string
  label: string
  placeholder: string
  close: string
  groups: Record<'resources' | 'areas' | 'centres' | 'neighbourhoods' | 'needs', string>
  area: string
  centre: string
  neighbourhood: (area: string) => string
  need: string
  confidential: string
  results: (count: number) => string
  none: string
  start: string
  failed: string
  keys: string
}

export const words: Record<Language, Words> = {
  it: {
    open: 'Cerca',
    label: 'Cerca risorse, aree, centri, quartieri e bisogni',
    placeholder: 'Risorsa, area, centro, quartiere o bisogno',
    close: 'Chiudi',
    groups: {
      resources: 'Risorse',
      areas: 'Aree',
      centres: 'Centri',
      neighbourhoods: 'Quartieri',
      needs: 'Bisogni',
    },
    area: 'Apri l’area',
    centre: 'Apri il centro',
    neighbourhood: area => `Nell’area ${area}`,
    need: 'Dove manca?',
    confidential: 'senza posizione',
    results: count => (count === 1 ? 'Un risultato' : `${count} risultati`),
    none: 'Niente con questo nome. Prova con meno lettere, o con un’altra parola.',
    start: 'Scrivi qualche lettera: gli errori di battitura non contano.',
    failed: 'La ricerca non ha risposto: riprova. I bisogni si trovano anche senza rete.',
    keys: '↑ ↓ per scegliere, Invio per aprire, Esc per chiudere',
  },
  en: {
    open: 'Search',
    label: 'Search resources, areas, centres, neighbourhoods and needs',
    placeholder: 'Resource, area, centre, neighbourhood or need',
    close: 'Close',
    groups: {
      resources: 'Resources',
      areas: 'Areas',
      centres: 'Centres',
      neighbourhoods: 'Neighbourhoods',
      needs: 'Needs',
    },
    area: 'Open the area',
    centre: 'Open the centre',
    neighbourhood: area => `In the area ${area}`,
    need: 'Where is it missing?',
    confidential: 'without a position',
    results: count => (count === 1 ? 'One result' : `${count} results`),
    none: 'Nothing of this name. Try fewer letters, or another word.',
    start: 'Type a few letters: slips of the pen do not matter.',
    failed: 'The search did not answer: try again. Needs are found without a network too.',
    keys: '↑ ↓ to choose, Enter to open, Esc to close',
  },
}
