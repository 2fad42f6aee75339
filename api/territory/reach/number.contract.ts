/** A street number at the end of an address, as streets are asked for and as files write them. Pure. */

export type AskedNumber = {
  street: string
  /** As it is kept: 12, 12b, 12/3; km5+300; snc for a door without a number, whichever of the street. */
  number: string
  /** What comes before letters and slashes; the metres of a kilometre. */
  value: number
}

const withoutNumber = String.raw`s\.?\s?n\.?(?:\s?c\.?)?|senza\s+numero(?:\s+civico)?`
const kilometre = String.raw`(?:al\s+)?k\.?m\.?\s?(\d{1,3})(?:\s?[.,+]\s?(\d{1,3}))?`
const isWithoutNumber = new RegExp(`^(?:n\\.?\\s?)?(?:${withoutNumber})$`, 'i')
const isKilometre = new RegExp(`^${kilometre}$`, 'i')

/** «km 5+300», «Km 5,300» and «km 5,3» are the same place. */
const keptKilometre = (whole: string, fraction = '') => `km${Number(whole)}+${fraction.padEnd(3, '0')}`
/** As registers give it: metres from the start of the street. */
export const metricNumber = (metres: number): string =>
  keptKilometre(String(Math.floor(metres / 1000)), String(Math.round(metres % 1000)).padStart(3, '0'))

/** Small letters, a slash before figures alone (12/B and 12 b are 12b); null for what is no number. */
export function plainNumber(text: string): string | null {
  const written = text.trim()
  if (isWithoutNumber.test(written)) return 'snc'
  const [, whole, fraction] = isKilometre.exec(written) ?? []
  if (whole) return keptKilometre(whole, fraction)
  const plain = written
    .toLowerCase()
    .replace(/^\s*n(?:[.°]|um\.?|ro\.?)?\s*(?=\d)/, '')
    .replace(/(\d)\s*-\s*\d+$/, '$1') // 44-45 is found at 44
    .replace(/[\s.-]+|\/(?=[a-z])/g, '')
    .replace(/^0+(?=\d)/, '')
  return /^[0-9]{1,5}[a-z0-9/]{0,10}$/.test(plain) ? plain : null
}

const sizeOf = (number: string): number => {
  const [, whole, metres] = /^km(\d+)\+(\d+)$/.exec(number) ?? []
  return whole ? Number(whole) * 1000 + Number(metres) : Number.parseInt(number, 10) || 0
}
/** Which of the three ways of telling a door. */
export const numberKind = (number: string): 'house' | 'km' | 'snc' =>
  number.startsWith('km') ? 'km' : number.startsWith('snc') ? 'snc' : 'house'

/** As people read it: snc2 is the second door of a street without a number, which nobody calls the second. */
export const spokenNumber = (number: string): string =>
  number.replace(/^snc\d+$/, 'snc').replace(/^km(?=\d)/, 'km ')

/** The surer endings first: «Km 1,200» ends with no number 200. */
const endings = [
  String.raw`(?:n[.°]?\s?)?(?:${withoutNumber})`,
  kilometre,
  String.raw`\d{1,5}\s*(?:[/-]?\s*[a-z]|\/\s*\d{1,3}[a-z]?)?`,
].map(ending => new RegExp(String.raw`^(?<street>.*\p{L}.*?)[\s,]+(?<number>${ending})\s*$`, 'iu'))

/** «Via Vaccaro, 12/B» → Via Vaccaro and 12b; «S.P. 27 Km 1,200» → S.P. 27 and km1+200; null when no number ends it. */
export function numberOf(address: string): AskedNumber | null {
  const groups = endings.map(ending => ending.exec(address)?.groups).find(each => each !== undefined)
  const number = groups && plainNumber(groups.number!)
  return number
    ? { street: groups.street!.replace(/[\s,]+n[.°]?$/i, '').trim(), number, value: sizeOf(number) }
    : null
}
