/** Where the reading of the words of hours stands: a place among the tokens, and what lies before and after it. */
import type { Span } from './paths.contract.ts'
import type { SpeechFault } from './speech.contract.ts'
import { NotUnderstood, type Token } from './tokens.contract.ts'

export class Cursor {
  readonly tokens: readonly Token[]
  place = 0

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens
  }

  /** The token so many places on; negative ones have been read. */
  at(offset = 0): Token | undefined {
    return this.tokens[this.place + offset]
  }
}

/** @throws NotUnderstood */
export function fail(code: SpeechFault['code'], from: Span): never {
  throw new NotUnderstood(code, from)
}
