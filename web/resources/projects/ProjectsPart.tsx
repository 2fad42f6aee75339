/** Projects with their bars, the card of one beside them, and the form that adds or edits. */
import { useEffect, useMemo, useRef, useState } from 'react'
import {
  type ProjectAction,
  type ProjectState,
  projectActions,
  projectStates,
} from '../../../api/resources/projects/codes.ts'
import type { Project } from '../../../api/resources/projects/contract.ts'
import type { Area } from '../../../api/territory/contract.ts'
import { today } from '../../observations/days.ts'
import { announce } from '../../ui/announce.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { useView } from '../../view/view.ts'
import { useWords } from '../../words/language.ts'
import { words } from '../../words/projects.ts'
import { words as territoryWords } from '../../words/territory.ts'
import { ProjectCard } from './ProjectCard.tsx'
import { ProjectForm } from './ProjectForm.tsx'
import { barOf, placeOf, quartersOf, type Span, spanOf } from './timeline.ts'
import { keepProject, useProjects } from './useProjects.ts'

const filters = { area: null, projectState: null, action: null } as const

export function ProjectsPart({ areas, mayWrite }: { areas: readonly Area[]; mayWrite: boolean }) {
  const w = useWords(words)
  const { view, act } = useView()
  const { state, projects, retry } = useProjects()
  const [told, setTold] = useState('')
  const { area, action, projectState } = view
  const shown = useMemo(
    () =>
      projects
        .filter(
          project =>
            (area === null || project.wholeCity || project.areas.includes(area)) &&
            (action === null || project.action === action) &&
            (projectState === null || project.state === projectState),
        )
        // What has ended is history: after what goes on.
        .sort((a, b) => Number(a.state === 'ended') - Number(b.state === 'ended')),
    [projects, area, action, projectState],
  )
  const chosen = view.selection?.startsWith('project:') ? view.selection.slice(8) : null
  const opened = projects.find(({ id }) => id === chosen)
  const adding = view.adding && mayWrite
  const editing = view.editing && mayWrite && opened !== undefined
  const beside = adding || chosen !== null
  const panel = useRef<HTMLDivElement>(null)
  const ready = state === 'ready'

  // What opens beside takes the focus; closed, the row that it came from has it again.
  const showing = adding ? 'add' : chosen === null ? '' : `${chosen} ${editing}`
  const before = useRef(showing)
  useEffect(() => {
    if (before.current === showing) return
    const [was] = before.current.split(' ')
    before.current = showing
    if (showing === '') document.getElementById(`project-${was}`)?.focus()
    else {
      panel.current?.focus({ preventScroll: true })
      // Beside the list it is in sight; over it, on a narrow window, it is gone to.
      if (window.matchMedia('(max-width: 980px)').matches) panel.current?.scrollIntoView({ block: 'start' })
    }
  }, [showing])

  function saved(project: Project) {
    keepProject(project)
    setTold(w.saved(project.name))
    announce(w.saved(project.name))
    act({ adding: false, editing: false, selection: `project:${project.id}` })
  }
  const close = () => {
    setTold('')
    act({ selection: null, adding: false, editing: false, history: false })
  }
  const filtered = area !== null || action !== null || projectState !== null
  const span = spanOf(today())

  return (
    <div className={beside ? 'projects-body projects-beside' : 'projects-body'}>
      <section className="projects-main card" aria-label={w.parts.projects}>
        <div className="projects-filters no-print">
          <label className="field-line">
            {w.fields.state}
            <select
              value={projectState ?? ''}
              onChange={event => act({ projectState: (event.target.value || null) as ProjectState | null })}
            >
              <option value="">{w.any}</option>
              {projectStates.map(each => (
                <option key={each} value={each}>
                  {w.states[each]}
                </option>
              ))}
            </select>
          </label>
          <label className="field-line">
            {w.fields.action}
            <select
              value={action ?? ''}
              onChange={event => act({ action: (event.target.value || null) as ProjectAction | null })}
            >
              <option value="">{w.anyAction}</option>
              {projectActions.map(each => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </select>
          </label>
          {ready && projects.length > 0 && (
            <p className="secondary" aria-live="polite">
              {w.count(shown.length, projects.length)}{' '}
              {filtered && (
                <Button kind="plain" onClick={() => act(filters)}>
                  {w.clear}
                </Button>
              )}
            </p>
          )}
        </div>
        {state === 'failed' && (
          <Notice kind="warning" action={<Button onClick={retry}>{w.retry}</Button>}>
            {w.failed}
          </Notice>
        )}
        {state === 'loading' && <Skeleton lines={6} />}
        {ready && projects.length === 0 && (
          <Notice
            action={
              mayWrite &&
              !adding && <Button onClick={() => act({ adding: true, selection: null })}>{w.add}</Button>
            }
          >
            <strong>{w.none}</strong> {mayWrite ? w.noneWrites : w.noneReads}
          </Notice>
        )}
        {ready && projects.length > 0 && shown.length === 0 && <Notice>{w.noneFiltered}</Notice>}
        {shown.length > 0 && (
          <>
            <Axis span={span} />
            <ul className="project-list" aria-label={w.listLabel}>
              {shown.map(project => (
                <li key={project.id}>
                  <Row
                    project={project}
                    areas={areas}
                    span={span}
                    on={project.id === chosen}
                    onOpen={() => {
                      setTold('')
                      act({
                        selection: `project:${project.id}`,
                        adding: false,
                        editing: false,
                        history: false,
                      })
                    }}
                  />
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
      {beside && (
        // biome-ignore lint/a11y/useSemanticElements: a section without a name of its own, which only takes the focus
        <div className="projects-panel card" ref={panel} tabIndex={-1} role="group">
          {adding ? (
            <ProjectForm areas={areas} onSaved={saved} onCancel={close} />
          ) : opened && editing ? (
            <ProjectForm
              key={opened.id}
              project={opened}
              areas={areas}
              onSaved={saved}
              onCancel={() => act({ editing: false })}
            />
          ) : opened ? (
            <ProjectCard
              key={opened.id}
              project={opened}
              areas={areas}
              mayWrite={mayWrite}
              told={told}
              onClose={close}
              onRemoved={close}
            />
          ) : ready ? (
            <Notice action={<Button onClick={close}>{w.close}</Button>}>{w.notFound}</Notice>
          ) : (
            <Skeleton lines={6} />
          )}
        </div>
      )}
    </div>
  )
}

function Axis({ span }: { span: Span }) {
  const w = useWords(words)
  const t = useWords(territoryWords)
  return (
    <div className="span-row span-axis" aria-hidden="true">
      <span />
      <span className="span">
        {quartersOf(span)
          .filter(day => ['01', '07'].includes(day.slice(5, 7)))
          .map(day => (
            <i
              key={day}
              className={day.slice(5, 7) === '01' ? '' : 'span-half'}
              style={{ left: `${placeOf(day, span)}%` }}
            >
              {t.monthShort(day.slice(0, 7))}
            </i>
          ))}
        <b style={{ left: `${placeOf(today(), span)}%` }}>{w.today}</b>
      </span>
    </div>
  )
}

function Row(props: {
  project: Project
  areas: readonly Area[]
  span: Span
  on: boolean
  onOpen: () => void
}) {
  const { project, areas, span, on, onOpen } = props
  const w = useWords(words)
  const t = useWords(territoryWords)
  const { id, name, state, from, until, lead, action, resources } = project
  const bar = barOf(from, until, span)
  const overdue = state !== 'ended' && until !== undefined && until < today()
  const where = project.wholeCity
    ? w.fields.wholeCity
    : t.list(
        areas.filter(each => project.areas.includes(each.properties.id)).map(each => each.properties.name),
      )
  return (
    <button
      type="button"
      className="span-row project-row"
      id={`project-${id}`}
      aria-current={on ? 'true' : undefined}
      onClick={onOpen}
    >
      <span className="project-said">
        <b>{name}</b>
        <small>
          <span className={state === 'suspended' || overdue ? 'mark mark-amber' : 'mark'}>
            {w.states[state]}
          </span>{' '}
          {[action && w.action(action), lead?.name, where].filter(Boolean).join(' · ')}
        </small>
        <small>
          {[w.period(from, until), overdue && w.overdue, w.keeps(resources.length)]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </span>
      <span className="span" aria-hidden="true">
        <em style={{ left: `${placeOf(today(), span)}%` }} />
        {bar && (
          <span
            className={`span-bar span-${state} ${bar.before ? 'span-before' : ''} ${bar.after ? 'span-after' : ''}`}
            style={{ left: `${bar.left}%`, width: `${bar.width}%` }}
          />
        )}
      </span>
    </button>
  )
}
