/** Why a call of the API did not succeed, and what is no answer at all. */
import { reportPageFault } from './reportPageFault.ts'
import { sessionEnd } from './sessionEnd.ts'

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

/** Of an access that waited in the browser: its key is gone; its form is an earlier one; its day may be wrong. */
export const unreadableEntry: ProblemBody = {
  type: '/problems/unreadable-entry',
  title: 'unreadable',
  status: 0,
}
export const oldForm: ProblemBody = { type: '/problems/old-form', title: 'old form', status: 0 }
export const wrongClock: ProblemBody = { type: '/problems/wrong-clock', title: 'wrong clock', status: 0 }
/** Of an access that is being corrected: another tab, or another computer of the centre, has annulled it. */
export const annulledElsewhere: ProblemBody = {
  type: '/problems/annulled-elsewhere',
  title: 'annulled elsewhere',
  status: 404,
}

/** Problems that no server sends. */
export const pageProblems = [
  offline,
  late,
  unreadableAnswer(200),
  pageFault,
  unreadableEntry,
  oldForm,
  wrongClock,
  annulledElsewhere,
] as const

/**
 * What went wrong with an act of the person: where it is the end of the session, the password is asked for.
 * @returns what the server or the network said; what is neither is a fault of ours, told as one and reported
 */
export function problemOf(error: unknown): ProblemBody {
  if (error instanceof CallProblem) {
    if (error.problem.type.endsWith('/sign-in-needed')) sessionEnd.set(true)
    return error.problem
  }
  reportPageFault(error)
  return pageFault
}
