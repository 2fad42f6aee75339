/** A zip unfolded with its size weighed first: what says little and holds much is not read. */
import { type Unzipped, unzipSync } from 'fflate'
import { fileFault, fileLimits, unreadable } from './format.ts'

export const isArchive = (bytes: Buffer): boolean => bytes.readUInt32BE(0) === 0x504b0304

/** @throws Problem when the sizes it declares, or those it has, are more than is unfolded */
export function unfolded(bytes: Buffer): Unzipped {
  let size = 0
  let parts = 0
  try {
    // Each part is unfolded into as many bytes as it declares: one that holds more is an error of its own.
    return unzipSync(bytes, {
      filter({ originalSize, name }) {
        size += originalSize
        parts += 1
        if (size > fileLimits.unfolded || parts > 2000) throw unreadable(fileFault('unfolds_too_large'))
        return !name.endsWith('/')
      },
    })
  } catch (error) {
    if (error instanceof Error && 'faults' in error) throw error
    throw unreadable(fileFault('broken_archive'))
  }
}
