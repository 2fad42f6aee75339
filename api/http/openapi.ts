/** The OpenAPI 3.1 document, read from the operations: what is not an operation is not in it, and the reverse. */
import { z } from 'zod'
import type { Operation } from './operation.ts'
import { type ProblemType, problems } from './problem.ts'

const usual: ProblemType[] = ['invalid-request', 'internal-error']

export function openapi(operations: readonly Operation[], version: string): object {
  const components: Record<string, unknown> = {}
  /** Named schemas (`.meta({ id })`) go to components, the rest stays in place. */
  const schema = (type: z.ZodType, io: 'input' | 'output') => {
    const { $defs, $schema, ...rest } = z.toJSONSchema(type, {
      io,
      unrepresentable: 'any',
      override: ({ jsonSchema }) => {
        delete jsonSchema.id
      },
    }) as Record<string, unknown>
    Object.assign(components, relocate($defs ?? {}))
    return relocate(rest)
  }
  const relocate = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value).replaceAll('"#/$defs/', '"#/components/schemas/'))

  const parameters = (type: z.ZodType | undefined, place: 'path' | 'query') => {
    if (!type) return []
    const { properties = {}, required = [] } = schema(type, 'input') as {
      properties?: Record<string, { description?: string }>
      required?: string[]
    }
    return Object.entries(properties).map(([name, { description, ...rest }]) => ({
      name,
      in: place,
      required: place === 'path' || required.includes(name),
      ...(description ? { description } : {}),
      schema: rest,
    }))
  }

  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of operations) {
    const success = operation.status ?? 200
    const refusals: ProblemType[] = [
      ...usual,
      ...(operation.allow === 'anyone' ? [] : (['sign-in-needed', 'not-allowed'] as const)),
      ...(operation.params ? (['not-found'] as const) : []),
      ...(operation.body ? (['malformed-json', 'unsupported-content-type', 'body-too-large'] as const) : []),
      ...(operation.upload ? (['unsupported-content-type', 'file-too-large'] as const) : []),
      ...((operation.problems ?? []) as ProblemType[]),
    ]
    const byStatus: Record<string, ProblemType[]> = {}
    for (const type of refusals) {
      const { status } = problems[type]
      byStatus[status] = [...(byStatus[status] ?? []), type]
    }
    const described = {
      operationId: operation.id,
      summary: operation.summary,
      ...(operation.description ? { description: operation.description } : {}),
      'x-allow': operation.allow,
      ...(operation.allow === 'anyone' ? {} : { security: [{ session: [] }] }),
      parameters: [...parameters(operation.params, 'path'), ...parameters(operation.query, 'query')],
      ...(operation.body
        ? {
            requestBody: {
              required: true,
              content: { 'application/json': { schema: schema(operation.body, 'input') } },
            },
          }
        : {}),
      ...(operation.upload
        ? {
            requestBody: {
              required: true,
              description: `At most ${operation.upload.maxBytes} bytes`,
              content: { [operation.upload.media]: { schema: { type: 'string', format: 'binary' } } },
            },
          }
        : {}),
      responses: {
        [success]:
          success === 204
            ? { description: 'Done' }
            : {
                description: operation.summary,
                content: {
                  [operation.media ?? 'application/json']: { schema: schema(operation.response, 'output') },
                },
              },
        ...Object.fromEntries(
          Object.entries(byStatus).map(([status, types]) => [
            status,
            {
              description: types.map(type => `${type}: ${problems[type].title.en}`).join('. '),
              content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
            },
          ]),
        ),
      },
    }
    paths[operation.path] = { ...paths[operation.path], [operation.method]: described }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Osservatorio del Distretto dell’Inclusione',
      version,
      description:
        'Needs and resources of the target areas of Potenza. Numbers about people leave only as releases.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: '/api/v1' }],
    paths,
    components: {
      schemas: { ...components, Problem: problemSchema },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'session' } },
    },
  }
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string', enum: Object.keys(problems).map(type => `/problems/${type}`) },
    title: { type: 'string', description: 'In the language asked for, Italian first' },
    status: { type: 'integer' },
    instance: { type: 'string', description: 'Code of a server error, found in the log' },
    conflicts: {
      type: 'array',
      description: 'Fields that two edits changed at once',
      items: {
        type: 'object',
        required: ['field', 'yours', 'theirs'],
        properties: { field: { type: 'string' }, yours: {}, theirs: {} },
      },
    },
    current: { description: 'What is in force instead of what the change started from' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'detail'],
        properties: {
          pointer: { type: 'string', description: 'JSON pointer such as #/body/needs/0/domain' },
          code: { type: 'string' },
          detail: { type: 'string' },
        },
      },
    },
  },
}
