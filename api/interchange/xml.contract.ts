/**
 * XML in stretches, as far as data files go: elements, attributes, texts and the five entities of the standard. A
 * document type is refused, so that no entity is ever made of another and nothing outside of the file is asked for.
 */
import { FileUnreadable } from './file-unreadable.contract.ts'

export type Attributes = Record<string, string>
export type Hearer = {
  /** Names come without their prefix, of attributes too. */
  open: (name: string, attributes: Attributes) => void
  text?: (text: string) => void
  close?: (name: string) => void
}

/** A tag, comment or instruction is at most so long, characters. */
const longestMarkup = 1_000_000
/** Elements within one another. */
const mostDepth = 100

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const withoutEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,8}));/gi, (all, hex, decimal, name) => {
        if (name) return entities[name] ?? all
        const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
        return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
      })
    : text

const local = (name: string) => name.slice(name.indexOf(':') + 1)
const attribute = /([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

function attributesOf(text: string): Attributes {
  const attributes: Attributes = Object.create(null)
  for (const [, name, double, single] of text.matchAll(attribute))
    if (!name!.startsWith('xmlns')) attributes[local(name!)] = withoutEntities(double ?? single ?? '')
  return attributes
}

export class XmlReader {
  readonly #hearer: Hearer
  #rest = ''
  #depth = 0
  #begun = false

  constructor(hearer: Hearer) {
    this.#hearer = hearer
  }

  /** @throws FileUnreadable where it is no XML that is read */
  push(piece: string): void {
    const source = this.#rest + piece
    let at = 0
    for (;;) {
      const from = source.indexOf('<', at)
      if (from === -1) {
        // The text may go on, and an entity may be cut: only what lies before the last `&` is sure.
        const cut = source.lastIndexOf('&')
        const sure = cut >= at && cut > source.length - 12 ? cut : source.length
        this.#say(source.slice(at, sure))
        at = sure
        break
      }
      this.#say(source.slice(at, from))
      const next = this.#markup(source, from)
      if (next === -1) {
        if (source.length - from > longestMarkup) throw broken()
        at = from
        break
      }
      at = next
    }
    this.#rest = source.slice(at)
  }

  end(): void {
    if (this.#rest.trim() !== '' || this.#depth !== 0 || !this.#begun) throw broken()
  }

  #say(text: string): void {
    if (text !== '' && this.#depth > 0) this.#hearer.text?.(withoutEntities(text))
  }

  /** @returns where it ends; -1 where that is still to come */
  #markup(source: string, from: number): number {
    const after = (sign: string, start: number) => {
      const end = source.indexOf(sign, start)
      return end === -1 ? -1 : end + sign.length
    }
    if (source.startsWith('<?', from)) return after('?>', from)
    if (source[from + 1] === '!') {
      if (source.length - from < 9) return -1
      if (source.startsWith('<!--', from)) return after('-->', from + 4)
      if (!source.startsWith('<![CDATA[', from)) throw broken() // a document type
      const end = after(']]>', from)
      if (end !== -1 && this.#depth > 0) this.#hearer.text?.(source.slice(from + 9, end - 3))
      return end
    }
    const end = tagEnd(source, from)
    if (end === -1) return -1
    const tag = source.slice(from + 1, end)
    if (tag[0] === '/') this.#close(local(tag.slice(1).trim()))
    else {
      const empty = tag.endsWith('/')
      const name = /^[^\s/>]+/.exec(tag)?.[0]
      if (!name) throw broken()
      this.#begun = true
      this.#depth += 1
      if (this.#depth > mostDepth) throw broken()
      this.#hearer.open(local(name), attributesOf(tag.slice(name.length)))
      if (empty) this.#close(local(name))
    }
    return end + 1
  }

  #close(name: string): void {
    this.#depth -= 1
    if (this.#depth < 0) throw broken()
    this.#hearer.close?.(name)
  }
}

const broken = () => new FileUnreadable('broken_xml')

/** A `>` may stand within the quotes of an attribute. */
function tagEnd(source: string, from: number): number {
  let at = from
  for (;;) {
    const end = source.indexOf('>', at)
    if (end === -1) return -1
    const opens = /["']/.exec(source.slice(at, end))
    if (!opens) return end
    const closes = source.indexOf(opens[0], at + opens.index + 1)
    if (closes === -1) return -1
    at = closes + 1
  }
}
