/** A field of a project in words: for its card, its history, and a question about two edits. */
import type { ProjectField } from '../../../api/resources/projects/codes.ts'
import type { ProjectEntry } from '../../../api/resources/projects/contract.ts'
import type { Area } from '../../../api/territory/contract.ts'
import { useWords } from '../../words/language.ts'
import { words } from '../../words/projects.ts'
import { words as resourceWords } from '../../words/resources.ts'
import { words as territoryWords } from '../../words/territory.ts'

export function useProjectTold(
  areas: readonly Area[],
): (project: ProjectEntry, field: ProjectField) => string {
  const w = useWords(words)
  const r = useWords(resourceWords)
  const t = useWords(territoryWords)
  const body = ({ name, kind }: NonNullable<ProjectEntry['lead']>) => `${name} (${r.ownerKinds[kind]})`
  const nameOf = (id: string) => areas.find(({ properties }) => properties.id === id)?.properties.name ?? id
  const sayings: { [F in ProjectField]: (value: NonNullable<ProjectEntry[F]>) => string } = {
    name: text => text,
    action: w.action,
    state: state => w.states[state],
    from: t.day,
    until: t.day,
    lead: body,
    partners: bodies => t.list(bodies.map(body)),
    areas: ids => t.list(ids.map(nameOf)),
    wholeCity: whole => (whole ? r.yes : ''),
    places: ({ total, unit }) => w.places(total, unit),
    funding: lines => lines.join('; '),
    description: text => text,
    website: text => text.replace(/^https?:\/\//, ''),
    source: text => text,
  }
  return (project, field) => {
    const value = project[field]
    return value === undefined ? '' : (sayings[field] as (value: unknown) => string)(value)
  }
}
