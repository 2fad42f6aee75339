/** The frame of *Esplora*: its questions, the box of needs and services, what lies behind «Altri livelli». */
import type { Question } from '../view/view.ts'
import type { Language } from './language.ts'

type Words = {
  questions: string
  names: Record<Question, string>
  about: Record<Question, string>
  /** A question whose own picture is not there yet. */
  loading: string
  failed: string
  box: string
  boxPlaceholder: string
  boxKey: string
  boxFound: (count: number) => string
  boxNone: string
  clear: string
  layers: string
  layersOn: (count: number) => string
  layersMost: string
  areaColour: string
  hypothesis: string
  clearHypothesis: string
}

export const words: Record<Language, Words> = {
  it: {
    questions: 'Domande',
    names: {
      gap: 'Dove manca?',
      unreached: 'Chi non raggiungiamo?',
      near: 'Cosa c’è vicino a …?',
      needs: 'Bisogni per area',
    },
    about: {
      gap: 'bisogni e risorse a confronto',
      unreached: 'non conosciuti, zone silenziose',
      near: 'risorse intorno a un punto',
      needs: 'la mappa dei soli bisogni',
    },
    loading: 'La domanda si sta caricando…',
    failed: 'La domanda non si è caricata. La mappa resta.',
    box: 'Bisogno o servizio',
    boxPlaceholder: 'Tutti i bisogni',
    boxKey: 'Il tasto B porta qui',
    boxFound: count => (count === 1 ? 'Una voce' : `${count} voci`),
    boxNone: 'Niente con queste lettere: prova una parola più comune.',
    clear: 'Tutti i bisogni',
    layers: 'Altri livelli',
    layersOn: count => (count === 1 ? '1 acceso' : `${count} accesi`),
    layersMost: 'Al più tre insieme: prima spegnine uno.',
    areaColour: 'Disegno delle aree',
    hypothesis: 'Ipotesi',
    clearHypothesis: 'Togli l’ipotesi',
  },
  en: {
    questions: 'Questions',
    names: {
      gap: 'What is missing where?',
      unreached: 'Whom do we not reach?',
      near: 'What is near …?',
      needs: 'Needs by area',
    },
    about: {
      gap: 'needs beside resources',
      unreached: 'unknown to the service, silent zones',
      near: 'resources around a point',
      needs: 'the map of needs alone',
    },
    loading: 'The question is loading…',
    failed: 'The question did not load. The map is still here.',
    box: 'Need or service',
    boxPlaceholder: 'All needs',
    boxKey: 'Key B leads here',
    boxFound: count => (count === 1 ? 'One entry' : `${count} entries`),
    boxNone: 'Nothing with these letters: try a more common word.',
    clear: 'All needs',
    layers: 'More layers',
    layersOn: count => `${count} on`,
    layersMost: 'At most three together: switch one off first.',
    areaColour: 'Drawing of the areas',
    hypothesis: 'Hypothesis',
    clearHypothesis: 'Remove the hypothesis',
  },
}
