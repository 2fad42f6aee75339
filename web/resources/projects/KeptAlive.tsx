/** On the card of a resource: which projects keep it alive, and until when. Nothing while they load, or if none does. */
import { emptyView, useView } from '../../view/view.ts'
import { useWords } from '../../words/language.ts'
import { words } from '../../words/projects.ts'
import { useProjects } from './useProjects.ts'
import { ViewLink } from './ViewLink.tsx'

export function useKeptAlive(resource: string) {
  const w = useWords(words)
  const { view } = useView()
  const { projects } = useProjects()
  const keeping = projects.filter(
    ({ state, resources }) =>
      (state === 'in_progress' || state === 'planned') && resources.some(({ id }) => id === resource),
  )
  if (keeping.length === 0) return null
  return (
    <ul className="lines">
      {keeping.map(({ id, name, until }) => (
        <li key={id}>
          <ViewLink to={{ ...emptyView, area: view.area, screen: 'projects', selection: `project:${id}` }}>
            {w.keptBy(name, until)}
          </ViewLink>
        </li>
      ))}
    </ul>
  )
}
