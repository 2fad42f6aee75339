/** What is sent again, because its answer was lost or a key was pressed twice, makes one thing; also when it was changed in between. */
import type { Resource } from '../../api/resources/contract.ts'
import type { Project } from '../../api/resources/projects/contract.ts'
import type { Proposal } from '../../api/resources/proposals/contract.ts'
import { CallProblem, call } from '../api/call.ts'
import { newId } from '../api/newId.ts'
import { bodyOf, type Draft } from './draft.ts'
import { changeOf } from './edit.ts'
import { changeOfProject, entryOf, type ProjectDraft } from './projects/draft.ts'

/** It had arrived the first time, as it was then. */
export const isReused = (thrown: unknown): boolean =>
  thrown instanceof CallProblem && thrown.problem.type.endsWith('/id-reused')

/** @throws CallProblem */
export async function addResourceOnce(draft: Draft, id: string): Promise<Resource> {
  try {
    return await call('addResource', { body: { id, ...bodyOf(draft) } })
  } catch (thrown) {
    if (!isReused(thrown)) throw thrown
    const from = await call('getResource', { params: { resource: id } })
    const { keeper, ...change } = changeOf(draft, from)
    // Who keeps it was given by the server where it was not said.
    const edit = { ...change, ...(keeper ? { keeper } : {}) }
    if (Object.keys(edit).length === 0) return from
    return call('updateResource', {
      params: { resource: id },
      body: { version: from.properties.version, ...edit },
    })
  }
}

/** @throws CallProblem */
export async function addProjectOnce(draft: ProjectDraft, id: string): Promise<Project> {
  try {
    return await call('addProject', {
      body: { id, ...entryOf(draft), resources: draft.resources.map(resource => resource.id) },
    })
  } catch (thrown) {
    if (!isReused(thrown)) throw thrown
    const from = await call('getProject', { params: { project: id } })
    return call('updateProject', {
      params: { project: id },
      body: { version: from.version, ...changeOfProject(draft, from) },
    })
  }
}

/** A proposal that was changed after it had arrived takes the place of the one that arrived. @throws CallProblem */
export async function proposeOnce(id: string, send: (id: string) => Promise<Proposal>): Promise<Proposal> {
  try {
    return await send(id)
  } catch (thrown) {
    if (!isReused(thrown)) throw thrown
    try {
      await call('withdrawProposal', { params: { proposal: id } })
    } catch (refused) {
      // One that was decided in the meantime stays as it was decided.
      if (!(refused instanceof CallProblem && refused.problem.type.endsWith('/already-decided')))
        throw refused
    }
    return send(newId())
  }
}
