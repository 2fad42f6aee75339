/** The words that figures are said with, in the language of the page. */
import { words as catalogue } from '../words/catalogue.ts'
import { words as disclosure } from '../words/disclosure.ts'
import { useWords } from '../words/language.ts'
import { words as resources } from '../words/resources.ts'
import { words as territory } from '../words/territory.ts'
import { words as vocabulary } from '../words/vocabulary.ts'
import type { Speech } from './say.ts'

export const useSpeech = (): Speech => ({
  c: useWords(catalogue),
  d: useWords(disclosure),
  t: useWords(territory),
  v: useWords(vocabulary),
  r: useWords(resources),
})
