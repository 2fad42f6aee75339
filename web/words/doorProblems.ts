/** What can go wrong at the door. */
import type { ProblemBody } from '../api/problem.ts'
import { type Language, language } from './language.ts'

export const words = {
  it: {
    offline: {
      title: 'Senza rete',
      text: 'Il server non ha risposto. Quello che hai scritto è rimasto qui: riprova tra poco.',
    },
    late: {
      title: 'Il server non ha risposto in tempo',
      text: 'Potrebbe averlo fatto lo stesso. Quello che hai scritto è rimasto qui: riprova, non si farà due volte.',
    },
    'unreadable-answer': {
      title: 'Risposta non leggibile',
      text: 'Ha risposto qualcosa che non è l’osservatorio, forse la rete da cui ti colleghi. Quello che hai scritto è rimasto qui: riprova tra poco.',
    },
    unavailable: {
      title: 'Il servizio non è disponibile',
      text: 'È in avvio o in manutenzione. Quello che hai scritto è rimasto qui: riprova tra poco.',
    },
    'page-fault': {
      title: 'Errore di questa pagina',
      text: 'È un difetto del programma, non della rete né tuo: è stato segnalato a chi gestisce il server. Quello che hai scritto è rimasto qui; se riprovare non basta, ricarica la pagina.',
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
    late: {
      title: 'The server did not answer in time',
      text: 'It may have done it all the same. What you typed is still here: try again, it will not be done twice.',
    },
    'unreadable-answer': {
      title: 'Unreadable answer',
      text: 'Something that is not the observatory answered, perhaps the network you connect from. What you typed is still here: try again shortly.',
    },
    unavailable: {
      title: 'The service is not available',
      text: 'It is starting or being looked after. What you typed is still here: try again shortly.',
    },
    'page-fault': {
      title: 'This page has a fault',
      text: 'It is a defect of the software, not of the network and not yours: those who run the server were told. What you typed is still here; if trying again does not help, reload the page.',
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
