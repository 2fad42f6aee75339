/** Reads a request against its operation and names every fault at once, each with a JSON pointer and its words. */
import { z } from 'zod'
import type { Bilingual, Fault, Operation } from './operation.ts'

const italian = z.locales.it().localeError
const english = z.locales.en().localeError
type Issue = z.core.$ZodRawIssue

const words = (issue: z.core.$ZodIssue, faults: Operation['faults']): { code: string; detail: Bilingual } => {
  const named = issue.code === 'custom' ? (issue.params?.fault as string | undefined) : undefined
  if (named && faults?.[named]) return { code: named, detail: faults[named] }
  const say = (locale: (issue: Issue) => unknown) => {
    const text = locale(issue as Issue)
    return String((text as { message?: string })?.message ?? text ?? issue.message)
  }
  return { code: issue.code, detail: { it: say(italian), en: say(english) } }
}

const token = (key: PropertyKey) => String(key).replaceAll('~', '~0').replaceAll('/', '~1')
export const pointer = (...path: PropertyKey[]) => `#/${path.map(token).join('/')}`

/** @returns the parsed value, or its faults with pointers below `part` (params, query or body) */
export function parse(
  part: string,
  schema: z.ZodType,
  value: unknown,
  faults: Operation['faults'],
): { value: unknown; faults: [] } | { value: undefined; faults: Fault[] } {
  const result = schema.safeParse(value, { reportInput: true })
  if (result.success) return { value: result.data, faults: [] }
  return {
    value: undefined,
    faults: result.error.issues.flatMap(issue =>
      // One fault per unknown key, at the key itself: in this domain an extra field is a privacy event.
      issue.code === 'unrecognized_keys'
        ? issue.keys.map(key => ({
            pointer: pointer(part, ...issue.path, key),
            code: 'unknown_field',
            detail: unknownField,
          }))
        : [{ pointer: pointer(part, ...issue.path), ...words(issue, faults) }],
    ),
  }
}

const unknownField: Bilingual = {
  it: 'Questo campo non è previsto e non viene conservato',
  en: 'This field is not provided for and is not kept',
}

/**
 * The fields of a body that are well formed, for rules that go beyond shape: so that a bad date does not hide an
 * unknown centre.
 */
export function wellFormed<S extends z.ZodObject>(schema: S, body: unknown): Partial<z.output<S>> {
  if (typeof body !== 'object' || body === null) return {}
  const fields = Object.entries(schema.shape).flatMap(([name, field]) => {
    const result = z.safeParse(field, (body as Record<string, unknown>)[name])
    return result.success && result.data !== undefined ? [[name, result.data]] : []
  })
  return Object.fromEntries(fields)
}
