/** Formats of numbers and dates, made once each: making one takes longer than a hundred uses of it. */
import { locale } from './language.ts'

/** @returns the format of the page's language that `make` makes, kept for the next time */
export function kept<Format>(make: (locale: string) => Format): () => Format {
  const made = new Map<string, Format>()
  return () => {
    const of = locale()
    const known = made.get(of) ?? make(of)
    made.set(of, known)
    return known
  }
}
