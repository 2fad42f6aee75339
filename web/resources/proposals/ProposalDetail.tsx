/** One proposal: what would change, field by field, and the acts on it: a key each for who decides. */
import { type FormEvent, type Ref, useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import type { EntryField } from '../../../api/resources/changes.contract.ts'
import { sameField } from '../../../api/resources/changes.contract.ts'
import type { Resource } from '../../../api/resources/contract.ts'
import type { Proposal } from '../../../api/resources/proposals/contract.ts'
import { call, type ProblemBody, problemOf } from '../../api/call.ts'
import { announce } from '../../ui/announce.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useTyped } from '../../ui/useTyped.ts'
import { useView } from '../../view/view.ts'
import { useWords } from '../../words/language.ts'
import { problemWords } from '../../words/problems.ts'
import { words } from '../../words/proposals.ts'
import { words as upkeepWords } from '../../words/upkeep.ts'
import { FieldChange } from '../FieldChange.tsx'
import { isTyping } from '../keys.ts'
import type { useFieldWords } from '../told.ts'
import { nameOf, reloadProposals } from './list.ts'

export type Settled = { proposal: Proposal; resource: Resource | null }
type Props = {
  ref: Ref<HTMLElement>
  proposal: Proposal
  decides: boolean
  told: ReturnType<typeof useFieldWords>
  onSettled: (settled: Settled) => Promise<void>
  onLater: (() => void) | undefined
}

export function ProposalDetail({ ref, proposal, decides, told, onSettled, onLater }: Props) {
  const w = useWords(words)
  const u = useWords(upkeepWords)
  const { act } = useView()
  const id = useId()
  const fields = proposal.fields.map(({ field }) => field)
  const [mode, setMode] = useState<'read' | 'choose' | 'refuse'>('read')
  const [chosen, setChosen] = useState<readonly EntryField[]>(fields)
  const [reason, setReason, forgetReason] = useTyped(`reason of ${proposal.id}`, '')
  const [faults, setFaults] = useState<readonly string[]>([])
  const [failure, setFailure] = useState<ProblemBody | null>(null)
  const [busy, setBusy] = useState(false)
  const list = useRef<HTMLDListElement>(null)
  const acts = useRef<HTMLDivElement>(null)
  const mayDecide = decides && proposal.state === 'open'
  const name = nameOf(proposal)

  async function send(ask: () => Promise<Settled>) {
    if (busy) return
    setBusy(true)
    setFailure(null)
    setFaults([])
    try {
      const settled = await ask()
      forgetReason()
      await onSettled(settled)
    } catch (error) {
      const problem = problemOf(error)
      const reasons = problem.errors?.filter(({ pointer }) => pointer === '#/body/reason') ?? []
      setFaults(reasons.map(({ detail }) => detail))
      if (reasons.length < (problem.errors?.length ?? 1)) setFailure(problem)
      // What is in force now is what is decided on.
      if (problem.status === 409) await reloadProposals()
    } finally {
      setBusy(false)
    }
  }
  const decide = (body: { decision: 'accept' | 'refuse'; fields?: EntryField[]; reason?: string }) =>
    send(() =>
      call('decideProposal', {
        params: { proposal: proposal.id },
        body: {
          ...body,
          ...(proposal.resource ? { version: proposal.resource.version } : {}),
        },
      }),
    )
  const accept = () =>
    mode === 'choose'
      ? decide({
          decision: 'accept',
          fields: [...chosen],
          ...(reason.trim() ? { reason: reason.trim() } : {}),
        })
      : decide({ decision: 'accept' })
  function refuse(event: FormEvent) {
    event.preventDefault()
    if (reason.trim()) void decide({ decision: 'refuse', reason: reason.trim() })
    else setFaults([w.missingReason])
  }
  function leave() {
    setMode('read')
    setFaults([])
    acts.current?.querySelector('button')?.focus()
  }
  const keys: Record<string, (() => void) | undefined> = mayDecide
    ? {
        a: () => void accept(),
        m: () => setMode('choose'),
        r: () => setMode('refuse'),
        j: onLater,
      }
    : {}
  const listen = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === 'Escape' && mode !== 'read') return leave()
    const box = event.target instanceof HTMLInputElement && event.target.type === 'checkbox'
    if ((isTyping(event) && !box) || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return
    const go = keys[event.key.toLowerCase()]
    if (!go) return
    event.preventDefault()
    go()
  })
  useEffect(() => {
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
  useEffect(() => {
    if (mode === 'choose') list.current?.querySelector('input')?.focus()
    if (mode === 'refuse') document.getElementById(`${id}-reason`)?.focus()
  }, [mode, id])

  const { decision } = proposal
  const who = !decision
    ? ''
    : proposal.state === 'withdrawn'
      ? w.itself
      : decision.by
        ? [u.roles[decision.by.role], decision.by.centre && told.value('keeper', decision.by.centre)]
            .filter(Boolean)
            .join(', ')
        : w.nobody
  const conflicts = failure?.conflicts ?? []
  const inWords = failure && problemWords(failure)
  return (
    <article className="proposal" ref={ref} tabIndex={-1} aria-labelledby={`${id}-title`}>
      <div>
        <p className="marks">
          <span className="mark">{w.states[proposal.state]}</span>
          {proposal.isNew && <span className="mark">{w.newOne}</span>}
          {proposal.overdue && <span className="mark mark-amber">{w.overdue}</span>}
        </p>
        <h2 id={`${id}-title`}>{name}</h2>
        <p className="secondary">
          {w.by(proposal.by.organisation, proposal.at)}
          {proposal.state === 'open' && ` · ${(proposal.overdue ? w.wasDue : w.due)(proposal.dueOn)}`}
        </p>
      </div>
      {proposal.reason && (
        <p className="proposal-said">
          <b>{w.why}</b>
          {proposal.reason}
        </p>
      )}
      {decision && (
        <p className="proposal-said">
          <b>
            {w.answer}: {w.states[proposal.state]}
          </b>
          {decision.reason && (
            <>
              {decision.reason}
              <br />
            </>
          )}
          <span className="secondary">{w.decidedBy(who, decision.at)}</span>
        </p>
      )}
      {failure && (
        <Notice kind="warning">
          {conflicts.length > 0 ? (
            <>
              {w.conflict}{' '}
              {conflicts.map(({ field, yours, theirs }) => (
                <span key={field}>
                  {w.conflictOf(
                    told.label(field as EntryField),
                    told.value(field as EntryField, yours),
                    told.value(field as EntryField, theirs),
                  )}{' '}
                </span>
              ))}
            </>
          ) : (
            [`${inWords!.title}.`, ...(failure.errors?.map(({ detail }) => detail) ?? [inWords!.text])].join(
              ' ',
            )
          )}
        </Notice>
      )}
      <section>
        <h3 className="section-label">{proposal.isNew ? w.entry : w.changes}</h3>
        {mode === 'choose' && <p className="secondary">{w.choose}</p>}
        <dl className="fields changes" ref={list}>
          {proposal.fields.map(({ field, before, after, current }) => {
            const kept = chosen.includes(field)
            return (
              <FieldChange
                key={field}
                field={field}
                before={before}
                after={after}
                told={told}
                className={mode === 'choose' && !kept ? 'not-chosen' : undefined}
                label={
                  mode !== 'choose' ? undefined : (
                    <label>
                      <input
                        type="checkbox"
                        checked={kept}
                        onChange={() =>
                          setChosen(kept ? chosen.filter(other => other !== field) : [...chosen, field])
                        }
                      />
                      {told.label(field)}
                    </label>
                  )
                }
              >
                {proposal.state === 'open' && !proposal.isNew && !sameField(field, before, current) && (
                  <span className="meanwhile">
                    {w.meanwhile}: {told.value(field, current)}
                  </span>
                )}
                {proposal.state === 'partly_accepted' && (
                  <small className="secondary">
                    {decision?.accepted.includes(field) ? w.acceptedField : w.refusedField}
                  </small>
                )}
              </FieldChange>
            )
          })}
        </dl>
      </section>
      {mayDecide &&
        (mode === 'refuse' ? (
          <form className="proposal-refuse" onSubmit={refuse} noValidate>
            <Reason id={id} label={w.reason} value={reason} faults={faults} onChange={setReason} />
            <div className="proposal-acts">
              <Button kind="primary" type="submit" busy={busy}>
                {w.refuseNow}
              </Button>
              <Button onClick={leave}>{w.cancel}</Button>
            </div>
          </form>
        ) : (
          <form
            className="proposal-refuse"
            onSubmit={event => {
              event.preventDefault()
              void accept()
            }}
          >
            {mode === 'choose' && (
              <Reason
                id={id}
                label={`${w.reason} ${w.optional}`}
                value={reason}
                faults={faults}
                onChange={setReason}
              />
            )}
            <div className="proposal-acts" ref={acts}>
              <Button
                kind="primary"
                type="submit"
                chord="A"
                aria-keyshortcuts="a"
                busy={busy || (mode === 'choose' && chosen.length === 0)}
              >
                {mode === 'choose' ? w.acceptSome(chosen.length) : w.accept}
              </Button>
              {mode === 'choose' ? (
                <Button onClick={leave}>{w.cancel}</Button>
              ) : (
                <>
                  {fields.length > 1 && (
                    <Button chord="M" aria-keyshortcuts="m" onClick={keys.m}>
                      {w.merge}
                    </Button>
                  )}
                  <Button chord="R" aria-keyshortcuts="r" onClick={keys.r}>
                    {w.refuse}
                  </Button>
                  {onLater && (
                    <Button chord="J" aria-keyshortcuts="j" onClick={onLater}>
                      {w.later}
                    </Button>
                  )}
                </>
              )}
            </div>
          </form>
        ))}
      <div className="proposal-acts">
        {proposal.resource && (
          <Button
            kind="plain"
            onClick={() =>
              act({
                screen: 'resources',
                selection: `resource:${proposal.resource!.id}`,
                area: null,
                need: null,
                group: null,
              })
            }
          >
            {w.open} →
          </Button>
        )}
        {proposal.by.mine && proposal.state === 'open' && (
          <Button
            busy={busy}
            onClick={() =>
              send(async () => {
                const withdrawn = await call('withdrawProposal', { params: { proposal: proposal.id } })
                announce(w.did.withdrawn(name))
                return { proposal: withdrawn, resource: null }
              })
            }
          >
            {w.withdraw}
          </Button>
        )}
      </div>
    </article>
  )
}

type ReasonProps = {
  id: string
  label: string
  value: string
  faults: readonly string[]
  onChange: (text: string) => void
}

export function Reason({ id, label, value, faults, onChange }: ReasonProps) {
  return (
    <div className="field">
      <label htmlFor={`${id}-reason`}>{label}</label>
      <input
        id={`${id}-reason`}
        maxLength={300}
        autoComplete="off"
        value={value}
        aria-invalid={faults.length > 0 || undefined}
        aria-describedby={faults.length > 0 ? `${id}-fault` : undefined}
        onChange={event => onChange(event.target.value)}
      />
      {faults.length > 0 && (
        <span className="fault" id={`${id}-fault`}>
          {faults.join(' ')}
        </span>
      )}
    </div>
  )
}
