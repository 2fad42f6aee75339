/** Said where a link leads to a screen of another role. */
import type { Language } from './language.ts'

export const words = {
  it: {
    notYours: (screen: string) => `«${screen}» non fa parte del tuo ruolo`,
    notYoursRecord:
      'Gli accessi li registrano gli operatori di una porta sociale, ciascuno nel proprio centro.',
    notYoursInternal: 'I conteggi esatti li legge solo il coordinamento, e ogni lettura resta annotata.',
    notYoursOther: 'Scegli un’altra schermata dal menu in alto.',
    notYoursAdmin:
      'L’amministrazione cura account e impostazioni e non vede né registrazioni né numeri. Per ora gli account si creano sul server, con il comando npm run admin.',
  },
  en: {
    notYours: (screen: string) => `“${screen}” is not part of your role`,
    notYoursRecord: 'Accesses are recorded by the operators of a porta sociale, each at their own centre.',
    notYoursInternal: 'Exact counts are read by the coordination alone, and each reading is logged.',
    notYoursOther: 'Choose another screen from the menu above.',
    notYoursAdmin:
      'Administration looks after accounts and settings and sees neither records nor figures. For now accounts are made on the server, with the command npm run admin.',
  },
} satisfies Record<Language, unknown>
