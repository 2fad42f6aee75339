/** How far a long file is, told in the answer itself: lines of JSON, the last of which is the report. */
import type { Request, Response } from 'express'
import { type ImportProgress, progressMedia } from './contract.ts'

export type Tell = (progress: ImportProgress) => void

/**
 * Nothing is told to who did not ask for it. After the first line the status has been sent: what fails later ends the
 * connection, and the file is then nowhere.
 */
export function telling(request: Request, response: Response): { tell: Tell; end: (report: object) => void } {
  const asked = request.headers.accept?.includes(progressMedia) ?? false
  const write = (line: object) => {
    if (!response.headersSent)
      response.status(200).set('Cache-Control', 'no-store').set('Content-Type', progressMedia)
    response.write(`${JSON.stringify(line)}\n`)
  }
  return {
    tell: progress => {
      if (asked && !response.destroyed) write({ progress })
    },
    end: report => {
      if (!asked || response.destroyed) return
      write({ report })
      response.end()
    },
  }
}
