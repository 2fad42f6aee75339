/** What a page may tell of a fault of its own. */

/** Longest texts, and the number of frames of the stack. */
export const pageFaultLimits = { error: 60, screen: 80, file: 100, frames: 12 } as const

/** The kind of error, the screen's path without its query, and where in the built files: no message and no value. */
export type PageFault = {
  error: string
  screen: string
  frames: { file: string; line: number; column: number }[]
}
