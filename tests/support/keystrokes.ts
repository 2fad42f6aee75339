/**
 * The keystroke-level model (Card, Moran & Newell, 1980) over keys that are really pressed: K = 0.28 s for a key or a
 * chord of a person who types averagely, M = 1.35 s for each time the mind must prepare.
 */
import type { Page } from 'playwright-core'

export const keySeconds = 0.28
export const mindSeconds = 1.35

export type Keystrokes = {
  press(...keys: string[]): Promise<void>
  /** @param why what the mind prepares, so that a reader can judge the count */
  think(why: string): void
  keys(): number
  seconds(): number
}

export function keystrokes(page: Page): Keystrokes {
  let keys = 0
  const thoughts: string[] = []
  return {
    async press(...pressed) {
      for (const key of pressed) await page.keyboard.press(key)
      keys += pressed.length
    },
    think: why => void thoughts.push(why),
    keys: () => keys,
    seconds: () => keys * keySeconds + thoughts.length * mindSeconds,
  }
}
