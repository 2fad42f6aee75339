/** The server has said, to an act of the person, that the session is over: the password is asked for where they are. */
let ended = false
/** Forms on the page that ask for the password themselves, to go on with their own act. */
let forms = 0
const listeners = new Set<() => void>()
function change(next: boolean, more: 1 | 0 | -1): void {
  ended = next
  forms += more
  for (const listener of listeners) listener()
}

export const sessionEnd = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  /** @returns whether the frame is to ask */
  snapshot: (): boolean => ended && forms === 0,
  set(next: boolean): void {
    if (next !== ended) change(next, 0)
  },
  /** A form asks. @returns how to say that it no longer does */
  askInPlace(): () => void {
    change(ended, 1)
    return () => change(false, -1)
  },
}
