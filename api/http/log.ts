/** The log: what happened and where in the code, never a value that somebody sent. */
import { type DestinationStream, type Logger, pino } from 'pino'

/**
 * An error without what its message could quote: PostgreSQL names the failing row and values in message and detail,
 * and a log is no place for a record. The code, the constraint and the frames say enough to find the fault.
 */
const withoutValues = (error: unknown) => {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, constraint, schema, table, column } = error as Error & Record<string, unknown>
  const frames = (error.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  return { type: error.name, code, constraint, schema, table, column, stack: frames.join('\n') }
}

export const createLogger = (level: string, stream?: DestinationStream): Logger =>
  pino({ level, serializers: { err: withoutValues } }, ...(stream ? [stream] : []))
