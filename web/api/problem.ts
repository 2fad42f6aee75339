/** Why a call of the API did not succeed, and what is no answer at all. */
import { reportPageFault } from './reportPageFault.ts'

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
/** The server took the request, and its answer did not come in time: it may have done what was asked. */
export const late: ProblemBody = { type: '/problems/late', title: 'late', status: 504 }
/** Something in front of the server answered in its place, or the answer was cut short. */
export const unreadableAnswer = (status: number): ProblemBody => ({
  type: [502, 503, 504].includes(status) ? '/problems/unavailable' : '/problems/unreadable-answer',
  title: 'unreadable answer',
  status: status >= 400 ? status : 502,
})
/** A fault of these pages themselves. */
export const pageFault: ProblemBody = { type: '/problems/page-fault', title: 'page fault', status: 500 }

/** Problems that no server sends. */
export const pageProblems = [offline, late, unreadableAnswer(200), pageFault] as const

/** @returns what the server or the network said; what is neither is a fault of ours, told as one and reported */
export function problemOf(error: unknown): ProblemBody {
  if (error instanceof CallProblem) return error.problem
  reportPageFault(error)
  return pageFault
}
