/** Phone numbers, in the ranges of the Italian numbering plan. */
import { apart, type Span, spansOf, taken } from './spans.contract.ts'

const between = String.raw`\)?\s?[./_-]{0,2}\s?`
const digits = (from: number, to: number) => `(?:${between}\\d){${from},${to}}(?!\\d)`
const numberStart = String.raw`(?<!\d[.,]?)(?:\((?=[\d\s]{2,5}\)))?`
/** Abroad and +39 · mobile · fixed: the ranges of the Italian numbering plan. */
const phonePattern = new RegExp(
  [
    String.raw`(?<!\d)(?:\((?=[+\d]{3,5}\)))?(?:\+\s?|00(?=[1-9]))\d${digits(8, 13)}`,
    `${numberStart}3[1-9]\\d${digits(6, 7)}`,
    `${numberStart}0[1-9]${digits(6, 9)}`,
  ].join('|'),
  'g',
)
const phoneWord = String.raw`(?:telefon\w*|tel|cellular[ei]|cell|fax|whats\s?app|recapito)`
/** After the word any six digits are a number. */
const announcedPattern = new RegExp(
  String.raw`(?<=(?<!\p{L})${phoneWord}[\s.:]{0,3}(?:n[.°º]{0,2}|al|allo|numero)?[\s.:]{0,3})(?:\((?=[\d\s]{2,5}\)))?\d${digits(5, 12)}`,
  'giu',
)
const phoneWordBefore = new RegExp(String.raw`(?<!\p{L})${phoneWord}[\s.:]*$`, 'iu')
const otherNumberBefore =
  /(?<!\p{L})(?:prot\w*|p\.?\s?iva|partita\s+iva|c\.?\s?f|cod\w*(?:\s+fiscale)?|ci[gv]|cup|rea|isbn|iscri\w+|matricola|repertorio|rep|deliber\w+|determin\w+|decreto|d\.?g\.?r|ccp|conto)[\s.:]*(?:n[.°º]*\s*)?$/iu
const moneyAfter = /^\s?(?:€|euro|mila|milion)/i

export const findPhones = (text: string): Span[] => {
  const bare = withoutTimes(text)
  return apart([
    ...spansOf(bare, announcedPattern),
    ...spansOf(bare, phonePattern).filter(span => isPhone(bare, span)),
  ]).filter(({ start, end }) => !isServiceNumber(bare.slice(start, end)))
}

/**
 * Numbers that are given to services and to no person: emergency and social ones (112, 1522, 19696), the harmonised
 * 116, free (800, 803), shared cost (84x), single rate (199), 178 and premium (89x). Italian numbering plan, AGCOM 8/15/CIR.
 */
export const isServiceNumber = (written: string): boolean =>
  /^(?:1\d{2,3}|19696|116\d{3}|800\d{5,6}|803\d{3}|803\d{6}|84[0178]\d{6}|199\d{6}|178\d{6,7}|892\d{3}|89[2359]\d{6})$/.test(
    written.replace(/\D/g, '').replace(/^(?:00)?39(?=[18])/, ''),
  )

function isPhone(text: string, { start, end }: Span): boolean {
  const before = text.slice(Math.max(0, start - 40), start)
  if (phoneWordBefore.test(before)) return true
  // Eleven digits in a row are the VAT number of a body.
  const isVatNumber = /^\d{11}$/.test(text.slice(start, end))
  return !isVatNumber && !otherNumberBefore.test(before) && !moneyAfter.test(text.slice(end))
}

const day = String.raw`(?:0?[1-9]|[12]\d|3[01])`
const month = '(?:0?[1-9]|1[0-2])'
const year = String.raw`(?:1[89]|20)\d\d`
const hour = String.raw`(?:[01]?\d|2[0-4])`
const minute = '[0-5]\\d'
/** Dates and hours are digits with the separators of phones. */
const timesPattern = new RegExp(
  [
    String.raw`(?<!\d)${day}\s?[./_-]\s?${month}\s?[./_-]\s?(?:${year}|\d\d)(?![./-]?\d)`,
    String.raw`(?<!\d)${year}[-_]${month}[-_]${day}(?!\d)`,
    String.raw`(?<!\d)${month}[/-]${year}(?!\d)`,
    String.raw`(?<![\d.,/]|\d[\s-])${hour}[.:]${minute}(?![.,/]?\d)`,
    String.raw`(?<![\d.,/-]|\d\s)${hour}\s?-\s?${hour}(?![.,/-]?\d)`,
    String.raw`(?<![\d.,/-]|\d\s)[0-2]\d${minute}\s?-\s?[0-2]\d${minute}(?![.,/-]?\d)`,
  ].join('|'),
  'g',
)
const withoutTimes = (text: string): string => text.replace(timesPattern, time => taken.repeat(time.length))
