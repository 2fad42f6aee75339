/** A street number at the end of an address, as streets are asked for and as files write them. Pure. */

export type AskedNumber = {
  street: string
  /** As it is kept: 12, 12b, 12/3. */
  number: string
  /** What comes before letters and slashes. */
  value: number
}

/** Small letters, a slash before figures alone (12/B and 12 b are 12b); null for what is no number: «snc», «km 4». */
export function plainNumber(text: string): string | null {
  const plain = text
    .toLowerCase()
    .replace(/^\s*n(?:[.°]|um\.?|ro\.?)?\s*(?=\d)/, '')
    .replace(/(\d)\s*-\s*\d+$/, '$1') // 44-45 is found at 44
    .replace(/[\s.-]+|\/(?=[a-z])/g, '')
    .replace(/^0+(?=\d)/, '')
  return /^[0-9]{1,5}[a-z0-9/]{0,10}$/.test(plain) ? plain : null
}

/** «Via Vaccaro, 12/B» → Via Vaccaro and 12b; null when no number ends it. */
export function numberOf(address: string): AskedNumber | null {
  const found = /^(.*\p{L}.*?)[\s,]+(\d{1,5}\s*(?:[/-]?\s*[a-z]|\/\s*\d{1,3}[a-z]?)?)\s*$/iu.exec(address)
  const number = found && plainNumber(found[2]!)
  return number
    ? { street: found[1]!.replace(/[\s,]+n[.°]?$/i, '').trim(), number, value: Number.parseInt(number, 10) }
    : null
}
