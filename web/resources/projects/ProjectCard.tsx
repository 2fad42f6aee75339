/** Everything known of a project, with what it keeps alive; its history; taking it out on the day it was added. */
import { useEffect, useState } from 'react'
import type { Answer } from '../../../api/http/operation.ts'
import type { getProjectHistory, Project } from '../../../api/resources/projects/contract.ts'
import type { Area } from '../../../api/territory/contract.ts'
import { call, type ProblemBody, problemOf } from '../../api/call.ts'
import { today } from '../../observations/days.ts'
import { announce } from '../../ui/announce.ts'
import { Button } from '../../ui/Button.tsx'
import { type Fact, Facts } from '../../ui/Facts.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { emptyView, useView } from '../../view/view.ts'
import { useWords } from '../../words/language.ts'
import { problemWords } from '../../words/problems.ts'
import { words } from '../../words/projects.ts'
import { words as resourceWords } from '../../words/resources.ts'
import { words as vocabularyWords } from '../../words/vocabulary.ts'
import { useProjectTold } from './told.ts'
import { dropProject } from './useProjects.ts'
import { ViewLink } from './ViewLink.tsx'
import '../../map/detail.css'

type Props = {
  project: Project
  areas: readonly Area[]
  mayWrite: boolean
  /** What has just been done to it. */
  told: string
  onClose: () => void
  onRemoved: () => void
}

export function ProjectCard({ project, areas, mayWrite, told, onClose, onRemoved }: Props) {
  const w = useWords(words)
  const r = useWords(resourceWords)
  const { view, act } = useView()
  const say = useProjectTold(areas)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState<ProblemBody | null>(null)
  const { name, state, action, from, until, resources, website } = project
  const overdue = state !== 'ended' && until !== undefined && until < today()

  async function remove() {
    setBusy(true)
    try {
      await call('deleteProject', { params: { project: project.id } })
      announce(w.removed(name))
      onRemoved()
      dropProject(project.id)
    } catch (error) {
      setFailed(problemOf(error))
      setBusy(false)
    }
  }

  const fields: Fact[] = [
    [w.fields.lead, say(project, 'lead')],
    [w.fields.partners, say(project, 'partners')],
    [w.fields.areas, project.wholeCity ? w.fields.wholeCity : say(project, 'areas')],
    [w.fields.places, say(project, 'places')],
    [
      w.fields.funding,
      project.funding.length > 0 && (
        <ul className="lines">
          {project.funding.map(line => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ),
    ],
    [
      w.fields.resources,
      resources.length > 0 && (
        <ul className="lines">
          {resources.map(({ id, name: resource, type }) => (
            <li key={id}>
              <ViewLink to={{ ...emptyView, area: null, screen: 'resources', selection: `resource:${id}` }}>
                {resource}
              </ViewLink>{' '}
              <small>{r.types[type]}</small>
            </li>
          ))}
        </ul>
      ),
    ],
    [
      w.fields.website,
      website && (
        <a href={website} target="_blank" rel="noreferrer">
          {say(project, 'website')}
        </a>
      ),
    ],
    [w.fields.source, say(project, 'source')],
  ]
  return (
    <article className="resource-detail">
      <Button kind="plain" className="no-print card-close" onClick={onClose}>
        ← {w.close}
      </Button>
      {told && <Notice>{told}</Notice>}
      <h2>{name}</h2>
      <p className="marks">
        <span className={state === 'suspended' || overdue ? 'mark mark-amber' : 'mark'}>
          {w.states[state]}
        </span>
        {action && <span className="mark">{w.action(action)}</span>}
        {project.isDemo && <span className="mark mark-amber">{w.demo}</span>}
      </p>
      <p>
        {w.period(from, until)}
        {overdue && <strong> · {w.overdue}</strong>}
      </p>
      {project.description && <p>{project.description}</p>}
      <Facts facts={fields} />
      {mayWrite && (
        <div className="row card-acts no-print">
          <Button onClick={() => act({ editing: true })}>{w.edit}</Button>
          <Button aria-expanded={view.history} onClick={() => act({ history: !view.history })}>
            {w.history}
          </Button>
          {project.addedOn === today() && (
            <Button busy={busy} title={w.removeHelp} onClick={remove}>
              {w.remove}
            </Button>
          )}
        </div>
      )}
      {mayWrite && project.addedOn === today() && <p className="secondary no-print">{w.removeHelp}</p>}
      {failed && <Notice kind="warning">{problemWords(failed).title}</Notice>}
      {mayWrite && view.history && <History project={project} areas={areas} />}
    </article>
  )
}

type Versions = Answer<typeof getProjectHistory>['versions']

function History({ project, areas }: { project: Project; areas: readonly Area[] }) {
  const w = useWords(words)
  const v = useWords(vocabularyWords)
  const say = useProjectTold(areas)
  const [versions, setVersions] = useState<Versions | 'failed' | null>(null)
  const { id, version } = project
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version is a new state in the history
  useEffect(() => {
    let wanted = true
    call('getProjectHistory', { params: { project: id } }).then(
      answer => wanted && setVersions(answer.versions),
      () => wanted && setVersions('failed'),
    )
    return () => {
      wanted = false
    }
  }, [id, version])
  if (versions === null) return <Skeleton lines={3} />
  if (versions === 'failed') return <Notice kind="warning">{w.failed}</Notice>
  return (
    <section aria-label={w.history}>
      <h3 className="section-label">{w.history}</h3>
      <ol className="project-history">
        {versions.map(({ version: number, at, by, changed, content }) => (
          <li key={number}>
            <b>{w.day(at.slice(0, 10))}</b>{' '}
            <small>{by ? [v.role[by.role], by.centre].filter(Boolean).join(', ') : w.firstLoad}</small>
            <p>
              {changed.length === 0
                ? w.firstState
                : changed.map(field => `${w.fields[field]}: ${say(content, field) || w.none_}`).join(' · ')}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}
