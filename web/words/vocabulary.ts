/** The label of every code of an access, in both languages: the desk, the tables and the charts say the same word. */
import type { NeedGroup } from '../../api/disclosure/codes.ts'
import type { Role } from '../../api/http/operation.ts'
import { type AnswerLabels, labels } from '../../api/observations/labels.codes.ts'
import type { Language } from './language.ts'

type Vocabulary = AnswerLabels & {
  needGroup: Record<NeedGroup, string>
  role: Record<Role, string>
}

/** The four needs that are told together have no label of their own here. */
function needGroupLabels({
  violence: _violence,
  addiction: _addiction,
  justice: _justice,
  mental_health: _mentalHealth,
  ...others
}: AnswerLabels['needDomain']) {
  return others
}

export const words = {
  it: {
    ...labels.it,
    needGroup: { ...needGroupLabels(labels.it.needDomain), protected: 'Bisogni tutelati' },
    role: {
      operator: 'Operatore',
      coordinator: 'Coordinamento (ACCoDI)',
      partner: 'Partner (GruTer)',
      admin: 'Amministratore',
    },
  },
  en: {
    ...labels.en,
    needGroup: { ...needGroupLabels(labels.en.needDomain), protected: 'Protected needs' },
    role: {
      operator: 'Operator',
      coordinator: 'Coordination (ACCoDI)',
      partner: 'Partner (GruTer)',
      admin: 'Administrator',
    },
  },
} satisfies Record<Language, Vocabulary>
