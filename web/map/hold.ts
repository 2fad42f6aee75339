/** Frames of a map, held back for a moment where one would only be in the way of the next. */

/** The longest that a frame is held, ms: what is not there by then comes in a frame of its own. */
const patience = 150

type Listens = Record<'on' | 'off', (event: 'sourcedata' | 'movestart', listener: () => void) => unknown>

export class Hold {
  readonly #map: Listens
  readonly #draw: () => void
  #ready: (() => boolean) | null = null
  #wanted = false
  #clock: ReturnType<typeof setTimeout> | undefined

  /** @param draw asks the browser for a frame */
  constructor(map: Listens, draw: () => void) {
    this.#map = map
    this.#draw = draw
  }

  /** The map wants a frame. */
  frame(): void {
    if (this.#ready) this.#wanted = true
    else this.#draw()
  }

  /** No frame until this is so, until somebody moves the map, or for as long as is bearable. */
  until(ready: () => boolean): void {
    const held = this.#ready !== null
    this.#ready = ready
    if (held) return
    this.#map.on('sourcedata', this.#look)
    this.#map.on('movestart', this.end)
    this.#clock = setTimeout(this.end, patience)
  }

  /** After all who listen to the same event: one of them has yet to ask for the tiles of these data. */
  readonly #look = () => queueMicrotask(() => this.#ready?.() && this.end())

  readonly end = () => {
    clearTimeout(this.#clock)
    this.#map.off('sourcedata', this.#look)
    this.#map.off('movestart', this.end)
    this.#ready = null
    if (this.#wanted) this.#draw()
    this.#wanted = false
  }
}
