/** What can go wrong at the door. */
import type { ProblemBody } from '../api/problem.ts'
import { type Language, language } from './language.ts'

export const words = {
  it: {
    offline: {
      title: 'Senza rete',
      text: 'Il server non ha risposto. Quello che hai scritto è rimasto qui: riprova tra poco.',
    },
    'wrong-credentials': {
      title: 'Nome utente o password non corretti',
      text: 'Controlla le maiuscole e riprova.',
    },
    'too-many-attempts': { title: 'Troppi tentativi', text: 'Aspetta qualche minuto, poi riprova.' },
  },
  en: {
    offline: {
      title: 'No network',
      text: 'The server did not answer. What you typed is still here: try again shortly.',
    },
    'wrong-credentials': { title: 'Wrong username or password', text: 'Check the capitals and try again.' },
    'too-many-attempts': { title: 'Too many attempts', text: 'Wait a few minutes, then try again.' },
  },
} satisfies Record<Language, Record<string, { title: string; text: string }>>

/** Of anything else, the words that the server sent. */
export function doorProblem({ type, title, detail }: ProblemBody): { title: string; text: string } {
  const known: Record<string, { title: string; text: string }> = words[language()]
  return known[type.split('/').at(-1)!] ?? { title, text: detail ?? '' }
}
