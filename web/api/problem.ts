/** Why a call of the API did not succeed. */

/** An RFC 9457 problem; `errors` are already in the language of the page. */
export type ProblemBody = {
  type: string
  title: string
  status: number
  detail?: string
  instance?: string
  errors?: { pointer: string; code: string; detail: string }[]
  /** Of `changed-meanwhile`: fields that two edits changed, and what is in force. */
  conflicts?: { field: string; yours: unknown; theirs: unknown }[]
  current?: unknown
  /** Of `cannot-close`: which of the reasons. */
  why?: string
}

export class CallProblem extends Error {
  readonly problem: ProblemBody
  constructor(problem: ProblemBody) {
    super(problem.title)
    this.problem = problem
  }
}

/** No answer came: the network or the server is away. What was typed is still with the caller. */
export const offline: ProblemBody = { type: '/problems/offline', title: 'offline', status: 0 }
