/** What a partner sends: the change as it will be read, the reason, and the news of what waits. */
import { type FormEvent, useEffect, useId, useState } from 'react'
import type { EntryField, EntryState } from '../../../api/resources/changes.contract.ts'
import type { Resource } from '../../../api/resources/contract.ts'
import type { Proposal } from '../../../api/resources/proposals/contract.ts'
import { useAccount } from '../../accounts/account.tsx'
import { call, problemOf } from '../../api/call.ts'
import { newId } from '../../api/newId.ts'
import { announce } from '../../ui/announce.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useTyped } from '../../ui/useTyped.ts'
import { useView } from '../../view/view.ts'
import { useWords } from '../../words/language.ts'
import { problemWords } from '../../words/problems.ts'
import { words } from '../../words/proposals.ts'
import { FieldChange } from '../FieldChange.tsx'
import { proposeOnce } from '../once.ts'
import type { useFieldWords } from '../told.ts'
import { reloadProposals, useProposals } from './list.ts'
import { Reason } from './ProposalDetail.tsx'
import './proposals.css'

type ToSendProps = {
  /** In force; nothing of a new one. */
  from: EntryState | null
  change: EntryState
  told: ReturnType<typeof useFieldWords>
  reason: string
  onReason: (reason: string) => void
}

/** Above the act that sends: field by field what will be read, so that nothing is sent unseen. */
export function ToSend({ from, change, told, reason, onReason }: ToSendProps) {
  const w = useWords(words)
  const id = useId()
  const fields = Object.keys(change) as EntryField[]
  return (
    <section className="to-send" aria-label={w.toSend}>
      {from && (
        <>
          <h3 className="section-label">{w.toSend}</h3>
          {fields.length === 0 ? (
            <p className="secondary">{w.nothingYet}</p>
          ) : (
            <dl className="fields changes">
              {fields.map(field => (
                <FieldChange
                  key={field}
                  field={field}
                  before={from[field]}
                  after={change[field]}
                  told={told}
                />
              ))}
            </dl>
          )}
        </>
      )}
      <Reason id={id} label={`${w.why} ${w.optional}`} value={reason} faults={[]} onChange={onReason} />
    </section>
  )
}

/** After sending: it is said, and it is in the list. */
export function useSent(onSent: (proposal: Proposal) => void) {
  const w = useWords(words)
  return (proposal: Proposal) => {
    announce(w.sent(proposal.dueOn))
    void reloadProposals()
    onSent(proposal)
  }
}

type ClosedProps = { resource: Resource; onSent: (proposal: Proposal) => void; onCancel: () => void }

/** *È chiusa*: the one change that needs no form. */
export function ProposeClosed({ resource, onSent, onCancel }: ClosedProps) {
  const w = useWords(words)
  const id = useId()
  const [made] = useState(newId)
  const [reason, setReason, forgetReason] = useTyped(`reason of closing ${resource.properties.id}`, '')
  const [faults, setFaults] = useState<readonly string[]>([])
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const sent = useSent(onSent)
  useEffect(() => document.getElementById(`${id}-reason`)?.focus(), [id])
  async function send(event: FormEvent) {
    event.preventDefault()
    if (busy) return
    setBusy(true)
    setFaults([])
    setFailure(null)
    try {
      const proposal = await proposeOnce(made, identity =>
        call('proposeChange', {
          params: { resource: resource.properties.id },
          body: {
            id: identity,
            version: resource.properties.version,
            status: 'closed',
            ...(reason.trim() ? { reason: reason.trim() } : {}),
          },
        }),
      )
      forgetReason()
      sent(proposal)
    } catch (error) {
      const problem = problemOf(error)
      if (problem.errors) setFaults(problem.errors.map(({ detail }) => detail))
      else setFailure(Object.values(problemWords(problem)).join('. '))
    } finally {
      setBusy(false)
    }
  }
  return (
    <form className="to-send" onSubmit={send} noValidate aria-label={w.closedTitle(resource.properties.name)}>
      <p>
        <b>{w.closedTitle(resource.properties.name)}</b>
      </p>
      <Reason id={id} label={`${w.why} ${w.optional}`} value={reason} faults={faults} onChange={setReason} />
      {failure && <Notice kind="warning">{failure}</Notice>}
      <div className="proposal-acts">
        <Button kind="primary" type="submit" busy={busy}>
          {w.send}
        </Button>
        <Button onClick={onCancel}>{w.cancel}</Button>
      </div>
    </form>
  )
}

/** On the card of a resource: what waits about it. */
export function Waiting({ resource }: { resource: Resource }) {
  const w = useWords(words)
  const { act } = useView()
  const { role } = useAccount()
  const here = useProposals().proposals.filter(
    proposal => proposal.state === 'open' && proposal.resource?.id === resource.properties.id,
  )
  const [first] = here
  return first ? (
    <Notice
      action={
        <Button
          kind="plain"
          onClick={() => act({ screen: 'proposals', selection: `proposal:${first.id}`, history: false })}
        >
          {w.see} →
        </Button>
      }
    >
      {role === 'partner' ? w.waitsMine(first.dueOn) : w.waits(here.length)}
    </Notice>
  ) : null
}
