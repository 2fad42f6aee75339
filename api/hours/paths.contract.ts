/** Readings of a text that people may mean in more than one way: each way is read to its end, and all are compared. */

/** A place in the text, from its first character to after its last. */
export type Span = { start: number; end: number }
/** `reason` names the question; the span is the piece that raises it; `alone`: there is one way, to be confirmed. */
export type Crossing<Reason extends string> = Span & { reason: Reason; alone?: boolean }

/** More ways than these are a text to write anew, not a question that anybody answers. */
const mostPaths = 48

export class Paths<Reason extends string> {
  /** The option taken at each crossing of this way, and how many there were. */
  private turns: { option: number; options: number }[] = []
  private place = 0
  /** What this way depends on. */
  crossings: Crossing<Reason>[] = []

  /** @returns the option to take on this way, from 0 */
  pick(options: number, reason: Reason, { start, end }: Span): number {
    this.crossings.push({ reason, start, end })
    const turn = this.turns[this.place] ?? { option: 0, options }
    this.turns[this.place++] = turn
    return turn.option
  }

  /** One meaning only, but one that a person had better confirm. */
  doubt(reason: Reason, { start, end }: Span): void {
    this.crossings.push({ reason, start, end, alone: true })
  }

  private next(): boolean {
    while (this.turns.length > 0) {
      const last = this.turns.at(-1)!
      last.option += 1
      if (last.option < last.options) return true
      this.turns.pop()
    }
    return false
  }

  /** @returns the result of each way, the likeliest first; null when they are too many */
  static all<Result, Reason extends string>(
    walk: (paths: Paths<Reason>) => Result,
  ): { result: Result; crossings: Crossing<Reason>[] }[] | null {
    const paths = new Paths<Reason>()
    const results: { result: Result; crossings: Crossing<Reason>[] }[] = []
    do {
      if (results.length >= mostPaths) return null
      paths.place = 0
      paths.crossings = []
      const result = walk(paths)
      results.push({ result, crossings: paths.crossings })
    } while (paths.next())
    return results
  }
}
