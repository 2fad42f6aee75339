/** Finds a need by the first letters of what people call it: three are enough, accents and capitals are not asked for. */
import { needDomains } from '../../api/observations/codes.ts'
import type { Language } from '../words/language.ts'
import { needSynonyms } from '../words/observations.ts'
import { words } from '../words/vocabulary.ts'

export type NeedDomain = (typeof needDomains)[number]
/** `by` is the word that was recognised, when it is not the label itself. */
export type NeedFound = { domain: NeedDomain; by: string | null }

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()
const wordStarts = (text: string, typed: string) =>
  text.startsWith(typed) || text.split(/[\s’'-]+/).some(word => word.startsWith(typed))

/** All needs when nothing is typed; else by rank: label, start of a synonym, word inside a synonym. */
export function findNeeds(typed: string, language: Language): NeedFound[] {
  const text = plain(typed)
  if (text === '') return needDomains.map(domain => ({ domain, by: null }))
  const found: (NeedFound & { rank: number })[] = []
  for (const domain of needDomains) {
    const synonyms: readonly string[] = needSynonyms[language][domain]
    const start = synonyms.find(synonym => plain(synonym).startsWith(text))
    const inside = synonyms.find(synonym => wordStarts(plain(synonym), text))
    const label = plain(words[language].needDomain[domain])
    if (label.startsWith(text)) found.push({ domain, by: null, rank: 0 })
    else if (start) found.push({ domain, by: start, rank: 1 })
    else if (wordStarts(label, text)) found.push({ domain, by: null, rank: 2 })
    else if (inside) found.push({ domain, by: inside, rank: 3 })
  }
  return found.sort((a, b) => a.rank - b.rank).map(({ domain, by }) => ({ domain, by }))
}
