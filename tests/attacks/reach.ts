/** What a partner can send: every operation of the API with an example of what it asks, and every other route. */
import { z } from 'zod'
import { operations } from '../../api/app.ts'
import type { Operation } from '../../api/http/operation.ts'

/** Values for the parameters of paths and queries, and bodies: a new one without an example fails the walk. */
export type Given = {
  params: Record<string, readonly string[]>
  query: Record<string, readonly string[]>
  bodies: Record<string, unknown>
}

export const partnerMay = ({ allow }: Operation) => allow === 'anyone' || allow.includes('partner')

/**
 * Who may not call an operation is refused before its parameters are read, so anything will do for those.
 * @throws Error naming the parameter of an operation of partners that has no example
 */
const example = (
  from: Record<string, readonly string[]>,
  name: string,
  operation: Operation,
): readonly string[] => {
  const values = from[name] ?? (partnerMay(operation) ? undefined : ['anything'])
  if (!values) throw new Error(`${operation.id}: give an example of «${name}» in tests/attacks/walls.test.ts`)
  return values
}
export const keysOf = (schema: z.ZodType | undefined): string[] =>
  schema instanceof z.ZodObject ? Object.keys(schema.shape) : []

/** Every address of an operation, with each example of its parameters, and with each of its query's parameters. */
export function addressesOf(operation: Operation, given: Given): string[] {
  let paths = [operation.path]
  for (const name of keysOf(operation.params))
    paths = paths.flatMap(path =>
      example(given.params, name, operation).map(value =>
        path.replace(`{${name}}`, encodeURIComponent(value)),
      ),
    )
  return paths.flatMap(path => [
    path,
    ...keysOf(operation.query).flatMap(name =>
      example(given.query, name, operation).map(value => `${path}?${name}=${encodeURIComponent(value)}`),
    ),
  ])
}

/** @throws Error naming the operation that has no example of its body */
export function bodyOf(operation: Operation, given: Given): unknown {
  if (!operation.body) return undefined
  if (!(operation.id in given.bodies))
    throw new Error(`${operation.id}: give an example of its body in tests/attacks/walls.test.ts`)
  return given.bodies[operation.id]
}

/** The body with each of its texts, at any depth, replaced by another one. */
export function* withEachText(body: unknown, text: string): Generator<unknown> {
  if (typeof body === 'string') yield text
  else if (Array.isArray(body)) {
    for (const [i, item] of body.entries())
      for (const changed of withEachText(item, text)) yield body.with(i, changed)
  } else if (body !== null && typeof body === 'object')
    for (const [key, value] of Object.entries(body))
      for (const changed of withEachText(value, text)) yield { ...body, [key]: changed }
}

type Layer = { route?: { path: string | RegExp | string[] }; handle?: { stack?: Layer[] }; slash?: boolean }
/** Paths of every route of an Express application, as it is assembled. */
export const routesOf = (stack: readonly Layer[]): string[] =>
  stack.flatMap(layer =>
    layer.route ? [String(layer.route.path)] : layer.handle?.stack ? routesOf(layer.handle.stack) : [],
  )

export { operations }
