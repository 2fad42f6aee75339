/**
 * Every way the API says no, on one screen (RFC 9457). Clients switch on `type`; people read the words, in the
 * language they ask for. Whoever may not see a thing gets the same answer as if it did not exist.
 */
import type { ErrorRequestHandler, Request, Response } from 'express'
import { type Bilingual, type Fault, languageOf } from './operation.ts'

export const problems = {
  'invalid-request': {
    status: 422,
    title: { it: 'La richiesta ha uno o più errori', en: 'The request has one or more faults' },
  },
  'malformed-json': {
    status: 400,
    title: {
      it: 'Il corpo della richiesta non è JSON leggibile',
      en: 'The body of the request is not readable JSON',
    },
  },
  'unsupported-content-type': {
    status: 415,
    title: {
      it: 'Il corpo va mandato come application/json, un file come dice l’operazione',
      en: 'The body is to be sent as application/json, a file as the operation says',
    },
  },
  'body-too-large': {
    status: 413,
    title: { it: 'Il corpo della richiesta supera 100 kB', en: 'The body of the request is over 100 kB' },
  },
  'file-too-large': {
    status: 413,
    title: { it: 'Il file supera 20 MB: dividilo in più file', en: 'The file is over 20 MB: split it' },
  },
  'unreadable-file': {
    status: 422,
    title: { it: 'Il file non si può importare', en: 'The file cannot be imported' },
  },
  'already-imported': {
    status: 409,
    title: { it: 'Questi accessi sono già stati importati', en: 'These accesses were imported already' },
  },
  'late-rows': {
    status: 409,
    title: {
      it: 'Alcuni accessi sono di mesi chiusi: va accettato che contino nel mese aperto',
      en: 'Some accesses are of closed months: that they count in the open one must be accepted',
    },
  },
  'range-not-satisfiable': {
    status: 416,
    title: { it: 'Il file non arriva fin là', en: 'The file does not reach that far' },
  },
  'sign-in-needed': {
    status: 401,
    title: { it: 'Serve entrare con il proprio account', en: 'You need to sign in' },
  },
  'wrong-credentials': {
    status: 401,
    title: { it: 'Nome utente o password non corretti', en: 'Wrong username or password' },
  },
  'too-many-attempts': {
    status: 429,
    title: {
      it: 'Troppi tentativi: riprova fra qualche minuto',
      en: 'Too many attempts: try again in a few minutes',
    },
  },
  'not-allowed': {
    status: 403,
    title: { it: 'Questo ruolo non può farlo', en: 'This role may not do that' },
  },
  'internal-view-off': {
    status: 403,
    title: {
      it: 'In questa installazione la vista interna è spenta',
      en: 'The internal view is off in this installation',
    },
  },
  'other-origin': {
    status: 403,
    title: { it: 'La richiesta viene da un altro sito', en: 'The request comes from another site' },
  },
  'not-found': {
    status: 404,
    title: { it: 'Non c’è nulla a questo indirizzo', en: 'There is nothing at this address' },
  },
  'id-reused': {
    status: 409,
    title: {
      it: 'Questo identificativo è già di un altro accesso',
      en: 'This id already belongs to another access',
    },
  },
  'period-closed': {
    status: 409,
    title: {
      it: 'Il mese è chiuso: il dato pubblicato non cambia più',
      en: 'The month is closed: what is published no longer changes',
    },
  },
  'cannot-close': {
    status: 409,
    title: { it: 'Questo periodo non si può chiudere ora', en: 'This period cannot be closed now' },
  },
  'cannot-choose-edition': {
    status: 409,
    title: {
      it: 'Un’edizione comincia con un trimestre non ancora iniziato, una sola volta per trimestre',
      en: 'An edition starts with a quarter that has not begun, once for each quarter',
    },
  },
  'day-has-accesses': {
    status: 409,
    title: {
      it: 'Quel giorno ha degli accessi: non può risultare senza',
      en: 'That day has accesses: it cannot be declared without',
    },
  },
  'changed-meanwhile': {
    status: 409,
    title: { it: 'Qualcuno l’ha modificata intanto', en: 'Somebody has changed it meanwhile' },
  },
  'not-added-today': {
    status: 409,
    title: {
      it: 'Si toglie solo il giorno in cui è stato aggiunto: poi si conclude',
      en: 'It can be taken out on the day it was added only: later it is ended',
    },
  },
  'already-decided': {
    status: 409,
    title: { it: 'La proposta non è più aperta', en: 'The proposal is no longer open' },
  },
  'internal-error': {
    status: 500,
    title: {
      it: 'Errore del server: il codice serve a ritrovarlo',
      en: 'Server error: the code helps to find it',
    },
  },
  unavailable: {
    status: 503,
    title: { it: 'Il servizio non risponde in questo momento', en: 'The service does not answer right now' },
  },
} as const satisfies Record<string, { status: number; title: Bilingual }>
export type ProblemType = keyof typeof problems

export class Problem extends Error {
  readonly type: ProblemType
  readonly faults: readonly Fault[]
  /** Further members of the answer, such as the state that a change ran into. */
  readonly members: Readonly<Record<string, unknown>>
  constructor(
    type: ProblemType,
    faults: readonly Fault[] = [],
    members: Readonly<Record<string, unknown>> = {},
  ) {
    super(problems[type].title.en)
    this.type = type
    this.faults = faults
    this.members = members
  }
}

export function sendProblem(request: Request, response: Response, problem: Problem, instance?: string): void {
  const { status, title } = problems[problem.type]
  const language = languageOf(request.headers['accept-language'])
  response
    .status(status)
    .set('Cache-Control', 'no-store')
    .set('Content-Language', language)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `/problems/${problem.type}`,
        title: title[language],
        status,
        ...problem.members,
        ...(instance ? { instance } : {}),
        ...(problem.faults.length > 0
          ? {
              errors: problem.faults.map(({ pointer, code, detail }) => ({
                pointer,
                code,
                detail: detail[language],
              })),
            }
          : {}),
      }),
    )
}

/** What body-parser calls its errors, as problems of ours. */
const bodyProblems: Record<string, ProblemType> = {
  'entity.parse.failed': 'malformed-json',
  'encoding.unsupported': 'unsupported-content-type',
  'charset.unsupported': 'unsupported-content-type',
  'entity.too.large': 'body-too-large',
  'request.size.invalid': 'malformed-json',
  'request.aborted': 'malformed-json',
}

/**
 * The last handler: a Problem as it is, anything unknown as a 500 that tells nobody anything but a code, which
 * the log has too.
 */
export const problemHandler =
  (log: (error: unknown, instance: string) => void): ErrorRequestHandler =>
  (error, request, response, _next) => {
    // Half an answer has left: that it breaks off is all that can still be said.
    if (response.headersSent) {
      log(error, `urn:uuid:${crypto.randomUUID()}`)
      response.destroy()
      return
    }
    if (error instanceof Problem) return sendProblem(request, response, error)
    const known = bodyProblems[error?.type]
    if (known) return sendProblem(request, response, new Problem(known))
    if (error instanceof URIError) return sendProblem(request, response, new Problem('not-found'))
    const instance = `urn:uuid:${crypto.randomUUID()}`
    log(error, instance)
    sendProblem(request, response, new Problem('internal-error'), instance)
  }
