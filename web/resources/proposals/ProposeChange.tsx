/** The forms of the census as a partner meets them: the same fields, and at the end a proposal instead of an edit. */
import type { Account } from '../../../api/accounts/contract.ts'
import type { Question } from '../../../api/resources/completeness.contract.ts'
import type { Resource } from '../../../api/resources/contract.ts'
import type { Proposal } from '../../../api/resources/proposals/contract.ts'
import type { Area, Centre } from '../../../api/territory/contract.ts'
import { call } from '../../api/call.ts'
import { useTyped } from '../../ui/useTyped.ts'
import { useWords } from '../../words/language.ts'
import { words } from '../../words/proposals.ts'
import { AddResource } from '../AddResource.tsx'
import type { Draft } from '../draft.ts'
import { EditResource } from '../EditResource.tsx'
import { changeOf, type Edit, type EditDraft } from '../edit.ts'
import { proposeOnce } from '../once.ts'
import type { Sketcher } from '../sketching.ts'
import { useFieldWords } from '../told.ts'
import { ToSend, useSent } from './Proposing.tsx'

const because = (reason: string) => (reason.trim() ? { reason: reason.trim() } : {})

type ChangeProps = {
  edit: Edit
  change: (next: Partial<EditDraft>) => void
  keep: (edit: Edit | null) => void
  areas: readonly Area[]
  census: readonly Resource[]
  centres: readonly Centre[]
  who: Pick<Account, 'role' | 'centre'>
  sketcher: Sketcher
  onMap: () => void
  onSent: (proposal: Proposal) => void
  onCancel: () => void
  asking?: Question | null
}

export function ProposeChange({ onSent, ...props }: ChangeProps) {
  const w = useWords(words)
  const { edit, areas, centres } = props
  const told = useFieldWords(areas, centres)
  const [reason, setReason, forgetReason] = useTyped(`reason of a change ${props.edit.from.id}`, '')
  const sent = useSent(onSent)
  const { geometry, properties } = edit.from
  return (
    <EditResource
      {...props}
      onSaved={() => {}}
      proposal={{
        title: w.proposeTitle(properties.name),
        help: w.proposeHelp,
        save: w.send,
        saving: w.sending,
        end: (
          <ToSend
            from={{ ...properties, area: properties.area, geometry }}
            change={changeOf(edit.draft, edit.from)}
            told={told}
            reason={reason}
            onReason={setReason}
          />
        ),
        async send(body) {
          const proposal = await proposeOnce(edit.id, made =>
            call('proposeChange', {
              params: { resource: properties.id },
              body: { ...body, id: made, ...because(reason) },
            }),
          )
          forgetReason()
          sent(proposal)
        },
      }}
    />
  )
}

type NewProps = {
  draft: Draft
  onDraft: (change: Partial<Draft>) => void
  areas: readonly Area[]
  census: readonly Resource[]
  centres: readonly Centre[]
  who: Pick<Account, 'role' | 'centre'>
  sketcher: Sketcher
  onMap: () => void
  onOpen: (resource: Resource) => void
  onSent: (proposal: Proposal) => void
  onCancel: () => void
}

export function ProposeResource({ onSent, ...props }: NewProps) {
  const w = useWords(words)
  const told = useFieldWords(props.areas, props.centres)
  const [reason, setReason, forgetReason] = useTyped('reason of a new resource', '')
  const sent = useSent(onSent)
  return (
    <AddResource
      {...props}
      onSaved={() => {}}
      proposal={{
        title: w.proposeNew,
        help: w.proposeNewHelp,
        save: w.send,
        saving: w.sending,
        end: <ToSend from={null} change={{}} told={told} reason={reason} onReason={setReason} />,
        async send(body) {
          const proposal = await proposeOnce(body.id, made =>
            call('proposeResource', { body: { ...body, id: made, ...because(reason) } }),
          )
          forgetReason()
          sent(proposal)
        },
      }}
    />
  )
}
