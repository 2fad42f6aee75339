/**
 * One object describes an operation: the Express route, the OpenAPI document, the web client's call and the
 * form's checks all read it, so that they cannot disagree.
 */
import type { z } from 'zod'

export const roles = ['operator', 'coordinator', 'partner', 'admin'] as const
export type Role = (typeof roles)[number]

/** A sentence in the two languages of the product. Italian comes first. */
export type Bilingual = { it: string; en: string }

/** Italian unless English is asked for before it. */
export const languageOf = (acceptLanguage: string | undefined): keyof Bilingual => {
  const wanted = (acceptLanguage ?? '').toLowerCase().match(/\b(it|en)\b/)?.[1]
  return wanted === 'en' ? 'en' : 'it'
}

/**
 * One thing wrong with a request. `pointer` is a JSON pointer into {params, query, body}, such as
 * `#/body/needs/0/domain`; `code` names the rule, and its words live in the contract that states the rule.
 */
export type Fault = { pointer: string; code: string; detail: Bilingual }

export type Operation<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> = {
  /** The `operationId` of the OpenAPI document and the name of the exported constant. */
  id: string
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** Below /api/v1, with parameters as `{name}`. */
  path: string
  summary: string
  description?: string
  /** Who may call it. Row rules (own centre, own organisation) stay in the query of the handler. */
  allow: 'anyone' | readonly Role[]
  params?: P
  query?: Q
  body?: B
  /** A body that is not JSON: the handler reads the request itself, as a stream, up to so many bytes. */
  upload?: { media: string; maxBytes: number }
  response: R
  status?: 200 | 201 | 204
  /** What it answers besides problems; application/json unless told. */
  media?: 'application/json' | 'application/geo+json'
  /** Problem types it can answer besides those of every operation. */
  problems?: readonly string[]
  /** Words of the rules that a schema names with `params: { fault }`. */
  faults?: Readonly<Record<string, Bilingual>>
}

export const operation = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  description: Operation<P, Q, B, R>,
): Operation<P, Q, B, R> => description

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined
type Typed<T> = T extends z.ZodType ? z.input<T> : undefined
/** What a handler receives. */
export type Received<O extends Operation> = {
  params: Parsed<NonNullable<O['params']>>
  query: Parsed<NonNullable<O['query']>>
  body: Parsed<NonNullable<O['body']>>
}
/** What a caller sends. */
export type Sent<O extends Operation> = {
  params?: Typed<NonNullable<O['params']>>
  query?: Typed<NonNullable<O['query']>>
  body?: Typed<NonNullable<O['body']>>
}
export type Answer<O extends Operation> = z.output<O['response']>
