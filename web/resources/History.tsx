/** Every version of a resource: who, when, what changed field by field in words, and the way back to it. */
import { useEffect, useRef, useState } from 'react'
import { changedFields } from '../../api/resources/changes.contract.ts'
import type { Resource, ResourceVersion } from '../../api/resources/contract.ts'
import type { Area, Centre } from '../../api/territory/contract.ts'
import { call, problemOf } from '../api/call.ts'
import { keepResource } from '../map/sources.ts'
import { announce } from '../ui/announce.ts'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { useWords } from '../words/language.ts'
import { words as mergingWords } from '../words/merging.ts'
import { problemWords } from '../words/problems.ts'
import { words } from '../words/upkeep.ts'
import { FieldChange } from './FieldChange.tsx'
import { useFieldWords } from './told.ts'

type Props = {
  resource: Resource
  areas: readonly Area[]
  centres: readonly Centre[]
  onChanged: (resource: Resource) => void
  onUnite: () => void
}

export function History({ resource, areas, centres, onChanged, onUnite }: Props) {
  const w = useWords(words)
  const m = useWords(mergingWords)
  const told = useFieldWords(areas, centres)
  const [versions, setVersions] = useState<readonly ResourceVersion[] | 'loading' | 'failed'>('loading')
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const [attempt, setAttempt] = useState(0)
  const title = useRef<HTMLHeadingElement>(null)
  const { id, version } = resource.properties

  useEffect(() => title.current?.focus(), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version or another attempt asks again
  useEffect(() => {
    let left = false
    call('getResourceHistory', { params: { resource: id } }).then(
      answer => !left && setVersions(answer.versions),
      () => !left && setVersions('failed'),
    )
    return () => {
      left = true
    }
  }, [id, version, attempt])

  async function goBack(to: ResourceVersion, current: ResourceVersion) {
    if (busy) return
    setBusy(true)
    setFailure(null)
    const fields = changedFields(current.content, to.content)
    const back = Object.fromEntries(fields.map(field => [field, to.content[field] ?? null]))
    try {
      const changed = await call('updateResource', {
        params: { resource: id },
        body: { version: current.version, ...back },
      })
      announce(w.wentBack(to.version))
      onChanged(changed)
      title.current?.focus()
    } catch (error) {
      const problem = problemOf(error)
      const { title, text } = problemWords(problem)
      setFailure([`${title}.`, ...(problem.errors?.map(({ detail }) => detail) ?? [text])].join(' '))
      setAttempt(attempt + 1)
    } finally {
      setBusy(false)
    }
  }

  async function undo(merge: string) {
    if (busy) return
    setBusy(true)
    setFailure(null)
    try {
      const { resource: kept, other } = await call('undoMerge', { params: { resource: id, merge } })
      keepResource(other)
      announce(m.didUndo(other.properties.name))
      onChanged(kept)
      title.current?.focus()
    } catch (error) {
      setFailure(Object.values(problemWords(problemOf(error))).join('. '))
    } finally {
      setBusy(false)
    }
  }

  const who = ({ by }: ResourceVersion) =>
    by
      ? [w.roles[by.role], by.centre && told.value('keeper', by.centre)].filter(Boolean).join(', ')
      : w.loaded
  return (
    <section className="history">
      <h2 ref={title} tabIndex={-1}>
        {w.historyTitle(resource.properties.name)}
      </h2>
      <div className="row">
        <Button onClick={onUnite}>{m.unite}</Button>
      </div>
      {failure && <Notice kind="warning">{failure}</Notice>}
      {versions === 'loading' ? (
        <Skeleton lines={6} />
      ) : versions === 'failed' ? (
        <Notice
          kind="warning"
          action={
            <Button
              onClick={() => {
                setVersions('loading')
                setAttempt(attempt + 1)
              }}
            >
              {w.retry}
            </Button>
          }
        >
          {w.historyFailed}
        </Notice>
      ) : (
        <ol>
          {versions.map((each, index) => {
            const before = versions[index + 1]
            return (
              <li key={each.version}>
                <h3>
                  {w.version(each.version)}
                  {index === 0 && <span className="mark">{w.current}</span>}
                </h3>
                <p className="secondary">
                  <time dateTime={each.at}>{w.moment(each.at)}</time> · {who(each)}
                  {each.proposedBy && `, ${m.proposedBy(each.proposedBy.organisation)}`}
                </p>
                {before ? (
                  <dl className="fields">
                    {each.changed.map(field => (
                      <FieldChange
                        key={field}
                        field={field}
                        before={before.content[field]}
                        after={each.content[field]}
                        told={told}
                      />
                    ))}
                  </dl>
                ) : (
                  <p>{w.first}</p>
                )}
                {each.merge && (
                  <p>
                    {m.inHistory(each.merge.name)}
                    {each.merge.undone && ` (${m.undone})`}
                  </p>
                )}
                {each.merge && !each.merge.undone && (
                  <Button busy={busy} onClick={() => undo(each.merge!.id)}>
                    {m.undo}
                    <span className="unseen">: {each.merge.name}</span>
                  </Button>
                )}
                {index > 0 && (
                  <Button busy={busy} onClick={() => goBack(each, versions[0]!)}>
                    {w.goBack}
                    <span className="unseen">: {w.version(each.version)}</span>
                  </Button>
                )}
              </li>
            )
          })}
        </ol>
      )}
    </section>
  )
}
