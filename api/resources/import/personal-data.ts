/**
 * Texts of a row without what identifies somebody. The span is masked and the rest stays; a contact of the service
 * itself moves to its own field instead. Whatever is left out is said by kind, and never repeated.
 */
import {
  firstNames,
  isServiceNumber,
  mask,
  masked,
  type PersonalDatum,
  probableNames,
  refusals,
  takenOut,
} from '../../guard/contract.ts'
import { ResourceEntry } from '../contract.ts'
import type { RowFault } from './contract.ts'

type Content = Record<string, unknown>
type Say = (code: RowFault['code'], field: string, more?: Pick<RowFault, 'text' | 'kinds'>) => void

/** Texts in which a person may be named; the name of a body is a name of its own. */
const told = [
  'description',
  'eligibility',
  'costNote',
  'accessibilityNote',
  'phone',
  'name',
  'openingHoursText',
] as const

export function keepOutPersons(content: Content, say: Say): void {
  for (const field of Object.keys(content)) {
    const value = content[field]
    if (typeof value === 'string') content[field] = freed(content, field, value, say)
    else if (Array.isArray(value) && value.every(each => typeof each === 'string'))
      content[field] = value.map(each => freed(content, field, each, say)).filter(each => each !== undefined)
    else if (field === 'owner') freeOwner(content, say)
    if (content[field] === undefined) delete content[field]
  }
  addWebsite(content, say)
  for (const field of told) {
    const names = typeof content[field] === 'string' ? probableNames(content[field]) : []
    if (names.length > 0) say('probable_name', field, { text: names.map(({ found }) => found).join(', ') })
  }
}

/** @returns undefined when nothing is left to be told */
function freed(content: Content, field: string, text: string, say: Say): string | undefined {
  // In the order of the text: the first number is the one that moves.
  const data = refusals({ [field]: text }).map(datum => ({ ...datum, moved: move(content, datum, text) }))
  let left = text
  for (const { moved, ...datum } of data.toReversed())
    left = moved ? takenOut(left, datum) : masked(left, [datum])
  for (const { kind, moved } of data) if (moved) say(moved, field, { kinds: [kind] })
  const kinds = new Set(data.filter(({ moved }) => !moved).map(({ kind }) => kind))
  if (kinds.size > 0) say('personal_data', field, { kinds: [...kinds] })
  return /\p{L}|\p{N}/u.test(left.replaceAll(mask, '')) ? left.trim() : undefined
}

function freeOwner(content: Content, say: Say): void {
  const owner = content.owner as { name: string }
  const name = freed(content, 'owner', owner.name, say)
  if (name === undefined) delete content.owner
  else content.owner = { ...owner, name }
}

const figures = (phone: unknown) =>
  typeof phone === 'string' ? phone.replace(/\D/g, '').replace(/^(?:00)?39(?=[03])/, '') : ''

/** Puts a contact of the service into its field; @returns undefined for what may be a person's */
function move(content: Content, { kind, found }: PersonalDatum, text: string): RowFault['code'] | undefined {
  if (kind === 'phone') {
    const number = figures(found)
    // The same as in its field, or one of several there: said once.
    if (number !== '' && figures(content.phone).includes(number)) return 'moved_to_field'
    const isMobile = number.startsWith('3')
    if (content.phone !== undefined || isServiceNumber(found)) return undefined
    if (isMobile && probableNames(text).length > 0) return undefined
    content.phone = found.trim()
    return isMobile ? 'mobile_moved' : 'moved_to_field'
  }
  if (kind !== 'email') return undefined
  const email = found
    .replace(/\s?(?:[([]\s?(?:at|chiocciola)\s?[)\]]|\schiocciola\s|\s@\s)\s?/i, '@')
    .replace(/\s?[([]\s?(?:dot|punto)\s?[)\]]\s?|\spunto\s/gi, '.')
  if (String(content.email).toLowerCase() === email.toLowerCase()) return 'moved_to_field'
  if (content.email !== undefined || isOfPerson(email)) return undefined
  if (!ResourceEntry.shape.email.safeParse(email).success) return undefined
  content.email = email
  return 'moved_to_field'
}

const nameSet = new Set(firstNames.map(name => name.toLowerCase()))
/** mario.rossi@, rossi.mario@ */
const isOfPerson = (email: string) =>
  email
    .slice(0, email.indexOf('@'))
    .toLowerCase()
    .split(/[._+\d-]+/)
    .some(part => nameSet.has(part))

/** An address of the web identifies nobody, so the text keeps it; the card has a field for it. */
function addWebsite(content: Content, say: Say): void {
  if (content.website !== undefined || typeof content.description !== 'string') return
  const found = /(?:https?:\/\/|www\.)[^\s<>"«»]+[^\s<>"«».,;:)!?]/i.exec(content.description)?.[0]
  if (found === undefined) return
  const website = /^https?:/i.test(found) ? found : `https://${found}`
  if (!ResourceEntry.shape.website.safeParse(website).success) return
  content.website = website
  say('moved_to_field', 'description', { kinds: ['website'] })
}

/** What a source calls its row may be the code of a person. */
export const isIdentity = (externalId: string): boolean =>
  refusals({ id: externalId }).some(({ kind }) => kind === 'tax_code' || kind === 'iban' || kind === 'email')
