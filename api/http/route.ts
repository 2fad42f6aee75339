/** Turns an operation into an Express route: who may call, what is read, what is answered, nothing half done. */
import type { Request, RequestHandler, Response, Router } from 'express'
import { z } from 'zod'
import type { Answer, Fault, Operation, Received, Role } from './operation.ts'
import { Problem } from './problem.ts'
import { parse, wellFormed } from './validate.ts'

/** Who calls, as the session says. */
export type Caller = {
  userId: string
  username: string
  role: Role
  centre: string | null
  /** The body of the census that the account's organisation is. */
  body: string | null
}

export type Call<O extends Operation> = Received<O> & {
  caller: CallerOf<O>
  request: Request
  response: Response
}
type CallerOf<O extends Operation> = O['allow'] extends 'anyone' ? Caller | undefined : Caller

type Handler<O extends Operation> = {
  /** Rules beyond the shape, over the fields that are well formed; their faults join those of the shape. */
  check?: (
    body: Partial<Received<O>['body']>,
    caller: CallerOf<O>,
    params: Received<O>['params'],
  ) => Promise<Fault[]>
  handle: (call: Call<O>) => Promise<Sending<O>>
}
type Sending<O extends Operation> = Answer<O> | Text
/** A body already written, sent byte by byte. */
export class Text {
  readonly body: string
  constructor(body: string) {
    this.body = body
  }
}

export type Context = {
  callerOf(request: Request): Promise<Caller | undefined>
  /** Parse every answer by its contract too: on in tests. */
  checkAnswers: boolean
}

export function route<O extends Operation>(
  router: Router,
  context: Context,
  operation: O,
  { check, handle }: Handler<O>,
): void {
  const handler: RequestHandler = async (request, response) => {
    const caller = await context.callerOf(request)
    if (operation.allow !== 'anyone') {
      if (!caller) throw new Problem('sign-in-needed')
      if (!operation.allow.includes(caller.role)) throw new Problem('not-allowed')
    }
    const received = await read(
      operation,
      request,
      (body, params) => check?.(body as never, caller as never, params as never) ?? noFaults,
    )
    const answer = await handle({ ...received, caller, request, response } as Call<O>)
    send(operation, response, answer, context.checkAnswers)
  }
  router[operation.method](operation.path.replace(/\{(\w+)\}/g, ':$1'), handler)
}

const noFaults = Promise.resolve([])

async function read(
  operation: Operation,
  request: Request,
  check: (body: unknown, params: unknown) => Promise<Fault[]>,
) {
  if (operation.body && request.body === undefined) {
    if (request.headers['content-type'] && !request.is('application/json'))
      throw new Problem('unsupported-content-type')
    if (!request.headers['content-type'] && Number(request.headers['content-length'] ?? 0) > 0)
      throw new Problem('unsupported-content-type')
  }
  if (operation.upload) admit(operation.upload, request)
  const none = { value: undefined, faults: [] }
  const params = operation.params ? parse('params', operation.params, request.params, operation.faults) : none
  const query = operation.query ? parse('query', operation.query, request.query, operation.faults) : none
  const body = operation.body ? parse('body', operation.body, request.body, operation.faults) : none
  // An id that cannot be one names nothing.
  if (params.faults.length > 0) throw new Problem('not-found')
  const shape: Fault[] = [...query.faults, ...body.faults]
  const fields =
    operation.body instanceof z.ZodObject
      ? (body.value ?? wellFormed(operation.body, request.body))
      : body.value
  const rules = fields === undefined ? [] : await check(fields, params.value)
  if (shape.length + rules.length > 0) throw new Problem('invalid-request', [...shape, ...rules])
  return { params: params.value, query: query.value, body: body.value }
}

/** Refuses by its headers what need not be read. The reader counts the bytes again: a length may be wrong or absent. */
function admit({ media, maxBytes }: NonNullable<Operation['upload']>, request: Request): void {
  const encoding = request.headers['content-encoding'] ?? 'identity'
  if (!request.is(media) || encoding !== 'identity') throw new Problem('unsupported-content-type')
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw new Problem('file-too-large')
}

function send(operation: Operation, response: Response, answer: unknown, checkAnswers: boolean): void {
  if (response.headersSent) return
  if (!response.locals.repeated) response.status(operation.status ?? 200)
  if (!response.getHeader('Cache-Control')) response.set('Cache-Control', 'no-store')
  if (operation.status === 204) {
    response.end()
    return
  }
  const body = answer instanceof Text ? answer.body : JSON.stringify(answer)
  if (checkAnswers) operation.response.parse(JSON.parse(body))
  response.type(operation.media ?? 'application/json').send(body)
}
