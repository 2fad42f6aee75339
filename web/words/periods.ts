/** A preposition before the name of a period, joined with the article that its kind takes. Pure. */

const joined = {
  a: ['al', 'all’'],
  da: ['dal', 'dall’'],
  di: ['del', 'dell’'],
  in: ['nel', 'nell’'],
} as const

/** «dal 3° trimestre 2026», «dall’anno 2025», «da settembre 2026» */
export function italianWith(preposition: keyof typeof joined, name: string): string {
  const [before, elided] = joined[preposition]
  if (/^\d°/.test(name)) return `${before} ${name}`
  return name.startsWith('anno ') ? `${elided}${name}` : `${preposition} ${name}`
}

/** “the third quarter of 2026”, “the year 2025”, “September 2026” */
export const englishPeriod = (name: string): string =>
  /^(first|second|third|fourth) quarter|^year /.test(name) ? `the ${name}` : name

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
