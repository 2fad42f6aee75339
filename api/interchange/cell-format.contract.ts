/** What a spreadsheet shows of a number, by the format of its cell: a day, an hour, a percentage, zeros in front. */

export type CellFormat =
  | { kind: 'general' | 'day' | 'time' | 'instant' | 'duration' | 'percent' }
  /** Digits put into a pattern, `00000` or `0000-000000`: its signs, each a place for a digit or itself. */
  | { kind: 'pattern'; signs: readonly { digit: boolean; sign: string }[] }

/** Formats that have a number and no code of their own in the file (ECMA-376, 18.8.30). */
const dayNumbers = [14, 15, 16, 17, ...numbers(27, 31), 34, 35, 36, ...numbers(50, 54), 57, 58]
const timeNumbers = [18, 19, 20, 21, 32, 33, 55, 56]
function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

/** @param code the format as the file has it, where it is not one of the numbers above */
export function cellFormatOf(number: number, code: string | undefined): CellFormat {
  if (code !== undefined) return formatOfCode(code)
  if (dayNumbers.includes(number)) return { kind: 'day' }
  if (timeNumbers.includes(number)) return { kind: 'time' }
  if (number === 22) return { kind: 'instant' }
  if (number >= 45 && number <= 47) return { kind: number === 46 ? 'duration' : 'time' }
  if (number === 9 || number === 10) return { kind: 'percent' }
  return { kind: 'general' }
}

function formatOfCode(code: string): CellFormat {
  const [first = ''] = code.split(';')
  const duration = /\[(h+|m+|s+)\]/i.test(first)
  // Colours, conditions and places in brackets; texts in quotes or after a backslash; a sign to be repeated or left room for.
  const bare = first
    .replace(/\[[^\]]*\]/g, '')
    .replace(/"[^"]*"|\\.|[_*]./g, '')
    .toLowerCase()
  if (duration) return { kind: 'duration' }
  const clock = /[hs]/.test(bare)
  const calendar = /[dyg]/.test(bare) || (/m/.test(bare) && !clock)
  if (/general|standard/.test(bare)) return { kind: 'general' }
  if (clock && calendar) return { kind: 'instant' }
  if (calendar) return { kind: 'day' }
  if (clock) return { kind: 'time' }
  if (bare.includes('%')) return { kind: 'percent' }
  return patternOf(first) ?? { kind: 'general' }
}

/** Only zeros and what stands between them, at least two: of others the number itself says all. */
function patternOf(code: string): CellFormat | undefined {
  const signs: { digit: boolean; sign: string }[] = []
  for (const [part] of code.replace(/\[[^\]]*\]|[_*]./g, '').matchAll(/"[^"]*"|\\.|./g)) {
    if (part === '0' || part === '#') signs.push({ digit: true, sign: part })
    else if (/^".*"$/.test(part)) signs.push(...[...part.slice(1, -1)].map(sign => ({ digit: false, sign })))
    else if (part.startsWith('\\')) signs.push({ digit: false, sign: part.slice(1) })
    else if (/^[-+/() ]$/.test(part)) signs.push({ digit: false, sign: part })
    else return undefined
  }
  const zeros = signs.filter(({ sign, digit }) => digit && sign === '0').length
  return zeros >= 2 || (zeros > 0 && signs.some(({ digit }) => !digit))
    ? { kind: 'pattern', signs }
    : undefined
}

const dayMilliseconds = 86_400_000
/** The last day that a spreadsheet shows, 31 December 9999. */
const lastDay = 2_958_465

/** @param later days that lie between the calendar from 1900 and that from 1904, where the file counts from there */
export function shownText(value: number, format: CellFormat, later = 0): string {
  const plain = String(Math.round(value * 1e9) / 1e9)
  switch (format.kind) {
    case 'percent':
      return `${Math.round(value * 1e11) / 1e9}%`
    case 'pattern':
      return filledPattern(value, format.signs) ?? plain
    case 'general':
      return plain
    case 'duration': {
      const minutes = Math.round(value * 24 * 60)
      return minutes < 0 ? plain : `${pair(Math.floor(minutes / 60))}:${pair(minutes % 60)}`
    }
    default: {
      if (value < 0 || value >= lastDay + 1) return plain
      // There was no 29 February 1900, and spreadsheets count it.
      const days = value + later + (value + later < 60 && format.kind !== 'time' ? 1 : 0)
      const minutes = Math.round((days - 25_569) * 24 * 60)
      const text = new Date(minutes * (dayMilliseconds / 24 / 60)).toISOString()
      const [day, time] = [text.slice(0, 10), text.slice(11, 16)]
      if (format.kind === 'time' && value < 1) return time
      return format.kind === 'day' || time === '00:00' ? day : `${day} ${time}`
    }
  }
}

const pair = (count: number) => String(count).padStart(2, '0')

function filledPattern(
  value: number,
  signs: readonly { digit: boolean; sign: string }[],
): string | undefined {
  if (!Number.isSafeInteger(value) || value < 0) return undefined
  const digits = [...String(value)]
  const places = signs.filter(({ digit }) => digit).length
  let text = ''
  let left = places
  for (const { digit, sign } of signs) {
    if (!digit) {
      text += sign
      continue
    }
    // What is longer than the pattern begins before its first place.
    if (left === places && digits.length > places) text += digits.slice(0, digits.length - places).join('')
    if (left <= digits.length) text += digits[digits.length - left]
    else if (sign === '0') text += '0'
    left -= 1
  }
  return text
}
