/** Places in a text, and the plain form in which texts are searched. */

export type Span = { start: number; end: number }
export const taken = '¤'

/** Wide forms, exotic spaces, dashes and middle dots as plain ones. The length stays, so places in it are places in the text. */
export const plainForm = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, wide => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')
    .replace(/[\u2010-\u2015\u2212\u00b7\u2022\u2027\u2219\u22c5]/g, '-')
    .replaceAll('’', "'")

export const spansOf = (text: string, pattern: RegExp): Span[] =>
  [...text.matchAll(pattern)].map(({ 0: found, index }) => ({ start: index, end: index + found.length }))

/** The spans that overlap none before them. */
export function apart(spans: readonly Span[]): Span[] {
  const kept: Span[] = []
  for (const span of [...spans].sort((one, other) => one.start - other.start || other.end - one.end))
    if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span)
  return kept
}
