/** The language of the page: Italian first, English complete; kept in this browser. */
import { useSyncExternalStore } from 'react'

export const languages = ['it', 'en'] as const
export type Language = (typeof languages)[number]

const stored = (): Language => (localStorage.getItem('language') === 'en' ? 'en' : 'it')
let current: Language = stored()
const listeners = new Set<() => void>()

export const language = (): Language => current

export function setLanguage(next: Language): void {
  current = next
  localStorage.setItem('language', next)
  document.documentElement.lang = next
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useLanguage = (): Language => useSyncExternalStore(subscribe, language)

/** The words of a feature in the language of the page: `const w = useWords(words)`. */
export const useWords = <T>(words: Record<Language, T>): T => words[useLanguage()]

/** Italian numbers and dates (1.234,5; gg/mm/aaaa), English ones in English. */
export const locale = (): string => (current === 'it' ? 'it-IT' : 'en-GB')
