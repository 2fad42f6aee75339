/** The card of one resource with what this person may do to it. */
import { useState } from 'react'
import type { Question } from '../../api/resources/completeness.contract.ts'
import type { Resource } from '../../api/resources/contract.ts'
import { useAccount } from '../accounts/account.tsx'
import { call } from '../api/call.ts'
import { ResourceDetail } from '../map/ResourceDetail.tsx'
import { Button } from '../ui/Button.tsx'
import { Notice } from '../ui/Notice.tsx'
import { words as formWords } from '../words/form.ts'
import { useWords } from '../words/language.ts'
import { words as mergingWords } from '../words/merging.ts'
import { words as proposalWords } from '../words/proposals.ts'
import { words } from '../words/resources.ts'
import { words as upkeepWords } from '../words/upkeep.ts'
import { CompletenessMeter } from './CompletenessMeter.tsx'
import { useKeys } from './keys.ts'
import { LikelySame } from './merging/LikelySame.tsx'
import { proposeOnce } from './once.ts'
import { PlacesUpdate } from './PlacesUpdate.tsx'
import { ProposeClosed, useSent, Waiting } from './proposals/Proposing.tsx'

type Props = {
  resource: Resource
  areaName: string
  keeperName: string | undefined
  /** It has just been written: said once more where it is read. */
  written: boolean
  /** Something typed into its form was not saved. */
  pending: boolean
  /** The link that led here was of a resource that is now this one. */
  united: boolean
  mayWrite: boolean
  /** Of another body: whoever changes it proposes. */
  proposal: boolean
  onChanged: (resource: Resource) => void
  onEdit: () => void
  onHistory: () => void
  onUnite: (other: Resource | null) => void
  onOpen: (resource: Resource) => void
  onAnswer: (question: Question) => void
  onClose: () => void
}

export function OpenedResource(props: Props) {
  const { resource, mayWrite, proposal, onChanged, onEdit } = props
  const { id, name, status, version } = resource.properties
  const w = useWords(words)
  const u = useWords(upkeepWords)
  const f = useWords(formWords)
  const p = useWords(proposalWords)
  const m = useWords(mergingWords)
  const proposes = useAccount().role === 'partner'
  const changes = mayWrite || proposes
  const [open, setOpen] = useState<'places' | 'closing' | null>(null)
  const close = () => setOpen(null)
  const sent = useSent(close)
  useKeys(key => {
    if (key !== 'p' || !changes) return false
    setOpen('places')
  })
  return (
    <>
      <Button kind="plain" onClick={props.onClose}>
        ← {w.closeCard}
      </Button>
      {props.written && <Notice>{(version === 1 ? w.saved : u.edited)(name, props.areaName)}</Notice>}
      {props.pending && <Notice kind="warning">{u.unsaved}</Notice>}
      {props.united && <Notice>{m.wasUnited}</Notice>}
      <Waiting resource={resource} />
      {changes && (
        <div className="row card-acts">
          <Button chord="E" aria-keyshortcuts="e" onClick={onEdit}>
            {proposal ? p.propose : u.edit}
          </Button>
          <Button
            chord="P"
            aria-keyshortcuts="p"
            aria-expanded={open === 'places'}
            onClick={() => setOpen('places')}
          >
            {f.updatePlaces}
          </Button>
          {proposal && status !== 'closed' && (
            <Button onClick={() => setOpen('closing')}>{p.isClosed}</Button>
          )}
          {mayWrite && <Button onClick={props.onHistory}>{u.history}</Button>}
          {mayWrite && <Button onClick={() => props.onUnite(null)}>{m.unite}</Button>}
        </div>
      )}
      {proposal && open === 'closing' && (
        <ProposeClosed resource={resource} onSent={close} onCancel={close} />
      )}
      {changes && open === 'places' && (
        <PlacesUpdate
          key={version}
          resource={resource}
          onSaved={saved => {
            onChanged(saved)
            close()
          }}
          onClose={close}
          propose={
            proposal
              ? async (capacity, made) =>
                  sent(
                    await proposeOnce(made, proposal =>
                      call('proposeChange', {
                        params: { resource: id },
                        body: { id: proposal, version, capacity },
                      }),
                    ),
                  )
              : undefined
          }
        />
      )}
      <ResourceDetail
        resource={resource}
        areaName={props.areaName}
        keeperName={props.keeperName}
        actions={
          <>
            <CompletenessMeter
              known={resource.properties}
              {...(changes ? { onAnswer: props.onAnswer } : {})}
            />
            {mayWrite && (
              <LikelySame
                key={resource.id}
                resource={resource}
                onOpen={props.onOpen}
                onUnite={props.onUnite}
              />
            )}
          </>
        }
      />
    </>
  )
}
