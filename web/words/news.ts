/** The words of what came out since the account last looked. */
import type { Language } from './language.ts'

export const words = {
  it: {
    new: 'nuovo',
    cameOut: (period: string, count: number) =>
      count === 1 ? `è uscito un rilascio: ${period}` : `sono usciti ${count} rilasci, l’ultimo è ${period}`,
  },
  en: {
    new: 'new',
    cameOut: (period: string, count: number) =>
      count === 1 ? `a release came out: ${period}` : `${count} releases came out, the last is ${period}`,
  },
} satisfies Record<Language, unknown>
