/** *Progetti e scadenze*: projects on a line of time, who hosts trainees, and what is left when something ends. */
import { useAccount } from '../../accounts/account.tsx'
import { useSource } from '../../map/sources.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { projectParts, useView } from '../../view/view.ts'
import { useWords } from '../../words/language.ts'
import { words } from '../../words/projects.ts'
import { useKeys } from '../keys.ts'
import { Expiring } from './Expiring.tsx'
import { Hosts } from './Hosts.tsx'
import { ProjectsPart } from './ProjectsPart.tsx'
import './projects.css'

export default function Projects() {
  const w = useWords(words)
  const account = useAccount()
  const { view, act } = useView()
  const areas = useSource('areas').data
  const mayWrite = account.role === 'operator' || account.role === 'coordinator'
  const part = view.part

  useKeys(key => {
    const chosen = projectParts[Number(key) - 1]
    if (!chosen || view.adding || view.editing) return false
    act({ part: chosen, selection: null })
  })

  return (
    <div className="projects">
      <header className="projects-head">
        <div>
          <h1>{w.title}</h1>
          <p className="secondary">{w.lead}</p>
        </div>
        {mayWrite && part === 'projects' && !view.adding && (
          <Button
            kind="primary"
            className="no-print"
            onClick={() => act({ adding: true, editing: false, selection: null })}
          >
            {w.add}
          </Button>
        )}
      </header>
      <div className="projects-bar no-print">
        <nav className="chips" aria-label={w.partsLabel}>
          {projectParts.map((each, index) => (
            <Chip
              key={each}
              on={each === part}
              aria-keyshortcuts={String(index + 1)}
              onClick={() =>
                act({ part: each, selection: null, adding: false, editing: false, history: false })
              }
            >
              {w.parts[each]}
            </Chip>
          ))}
        </nav>
        <label className="field-line">
          {w.area}
          <select value={view.area ?? ''} onChange={event => act({ area: event.target.value || null })}>
            <option value="">{w.anyArea}</option>
            {areas.map(({ properties: { id, name } }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div>
        {part === 'projects' ? (
          <ProjectsPart areas={areas} mayWrite={mayWrite} />
        ) : part === 'hosts' ? (
          <Hosts areas={areas} mayWrite={mayWrite} />
        ) : (
          <Expiring areas={areas} />
        )}
      </div>
    </div>
  )
}
