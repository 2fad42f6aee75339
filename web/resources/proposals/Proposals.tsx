/** *Proposte*: for who decides the queue, for partners what they proposed and what came of it. */
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import type { Proposal } from '../../../api/resources/proposals/contract.ts'
import { useAccount } from '../../accounts/account.tsx'
import { useNarrow } from '../../map/narrow.ts'
import { keepResource, useSource } from '../../map/sources.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Toast, ToastPlace } from '../../ui/Toast.tsx'
import { useView } from '../../view/view.ts'
import { useWords } from '../../words/language.ts'
import { words } from '../../words/proposals.ts'
import { useFieldWords } from '../told.ts'
import { nameOf, reloadProposals, useProposals } from './list.ts'
import { OwnResources } from './OwnResources.tsx'
import { ProposalDetail, type Settled } from './ProposalDetail.tsx'
import './proposals.css'

const closes = ({ fields }: Proposal) =>
  fields.length === 1 && fields[0]!.field === 'status' && fields[0]!.after === 'closed'

export default function Proposals() {
  const account = useAccount()
  const { view, act } = useView()
  const w = useWords(words)
  const narrow = useNarrow()
  const areas = useSource('areas').data
  const centres = useSource('centres').data
  const told = useFieldWords(areas, centres)
  const { state, proposals, open } = useProposals()
  const [done, setDone] = useState<{ text: string; key: string } | null>(null)
  const detail = useRef<HTMLElement>(null)
  const decides = account.role !== 'partner'

  // Somebody else may have decided since.
  useEffect(() => void reloadProposals(account.username), [account.username])

  const asked = view.selection?.startsWith('proposal:') ? view.selection.slice('proposal:'.length) : null
  const waiting = proposals.filter(proposal => proposal.state === 'open')
  const past = proposals.filter(proposal => proposal.state !== 'open')
  const chosen = proposals.find(({ id }) => id === asked)
  // On a phone the list comes first; beside a list the oldest is there to be read.
  const shown = chosen ?? (asked === null && !narrow ? (waiting[0] ?? past[0]) : undefined)
  const choose = (proposal: Proposal | null) => act({ selection: proposal && `proposal:${proposal.id}` })

  const later = (from: Proposal | undefined) => {
    const at = waiting.findIndex(({ id }) => id === from?.id)
    return waiting.length > 1 ? waiting[(at + 1) % waiting.length]! : undefined
  }
  const next = useEffectEvent(() => {
    const to = later(shown)
    if (to) choose(to)
  })
  const focused = shown?.id
  const moved = useRef(focused)
  useEffect(() => {
    if (moved.current === focused) return
    moved.current = focused
    if (focused) detail.current?.focus({ preventScroll: !narrow })
  }, [focused, narrow])

  async function settled({ proposal, resource }: Settled) {
    if (resource) keepResource(resource)
    const to = later(proposal)
    if (proposal.state in w.did)
      setDone({ text: w.did[proposal.state as keyof typeof w.did](nameOf(proposal)), key: proposal.id })
    await reloadProposals()
    // Who decides goes on with the next, who withdraws sees it withdrawn.
    choose(decides ? (to ?? null) : proposal)
  }

  const row = (proposal: Proposal) => (
    <li key={proposal.id}>
      <button
        type="button"
        className="proposal-row"
        aria-current={proposal.id === shown?.id || undefined}
        onClick={() => choose(proposal)}
      >
        <b>{nameOf(proposal)}</b>
        <small>
          {[
            w.day(proposal.at),
            decides && proposal.by.organisation,
            proposal.isNew ? w.newOne : closes(proposal) ? w.closes : w.fields(proposal.fields.length),
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
        <span className="marks">
          {proposal.state !== 'open' && <span className="mark">{w.states[proposal.state]}</span>}
          {proposal.overdue && <span className="mark mark-amber">{w.overdue}</span>}
        </span>
      </button>
    </li>
  )
  const list = (title: string, of: readonly Proposal[]) =>
    of.length > 0 && (
      <section>
        <h2 className="section-label">
          {title} ({of.length})
        </h2>
        <ul>{of.map(row)}</ul>
      </section>
    )

  const lists = (
    <div className="proposals-list">
      {open === 0 && <Notice>{decides || past.length > 0 ? w.none : w.noneMine}</Notice>}
      {list(w.waiting, waiting)}
      {account.role === 'partner' && account.body && <OwnResources body={account.body} />}
      {list(w.past, past)}
    </div>
  )
  return (
    <div className="proposals">
      <div>
        <h1>{decides ? w.review : w.mine}</h1>
        <p className="secondary">{decides ? w.reviewHelp : w.mineHelp}</p>
      </div>
      <ToastPlace>
        {done && (
          <Toast key={done.key} seconds={8} onEnd={() => setDone(null)}>
            {done.text}
          </Toast>
        )}
      </ToastPlace>
      {state === 'loading' ? (
        <Skeleton lines={6} />
      ) : state === 'failed' ? (
        <Notice
          kind="warning"
          action={<Button onClick={() => void reloadProposals(account.username)}>{w.retry}</Button>}
        >
          {w.failed}
        </Notice>
      ) : (
        <div className="proposals-both">
          {(!narrow || asked === null) && lists}
          {(asked !== null || shown) && (
            <div>
              {narrow && (
                <Button kind="plain" onClick={() => choose(null)}>
                  ← {w.back}
                </Button>
              )}
              {shown ? (
                <ProposalDetail
                  key={shown.id}
                  ref={detail}
                  proposal={shown}
                  decides={decides}
                  told={told}
                  onSettled={settled}
                  onLater={later(shown) && next}
                />
              ) : (
                <Notice>{w.notFound}</Notice>
              )}
            </div>
          )}
        </div>
      )}
    </div>
  )
}
