/** Faults of the pages, told to the log of the server. */
import { z } from 'zod'
import { operation } from '../http/operation.ts'
import { pageFaultLimits } from './codes.ts'

const place = z.int().min(0).max(100_000_000)

export const reportPageFault = operation({
  id: 'reportPageFault',
  method: 'post',
  path: '/page-faults',
  summary: 'Tells the log of the server that a page has a fault',
  description:
    'The kind of error and where in the code it arose. There is no field for its message, which could quote what somebody typed.',
  allow: 'anyone',
  body: z.strictObject({
    error: z.string().regex(/^\w+$/).max(pageFaultLimits.error),
    screen: z
      .string()
      .regex(/^\/[a-z-]*(\/[a-z-]+)*$/)
      .max(pageFaultLimits.screen),
    frames: z
      .array(
        z.strictObject({
          file: z
            .string()
            .regex(/^[\w.-]+$/)
            .max(pageFaultLimits.file),
          line: place,
          column: place,
        }),
      )
      .max(pageFaultLimits.frames),
  }),
  response: z.undefined(),
  status: 204,
  problems: ['too-many-attempts'],
})
