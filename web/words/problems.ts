/** What a problem means for who is using the page: what happened, what was kept, what to do. */
import type { ProblemBody } from '../api/call.ts'
import { words as door } from './doorProblems.ts'
import { type Language, language } from './language.ts'

const words = {
  it: {
    ...door.it,
    'sign-in-needed': {
      title: 'La sessione è terminata',
      text: 'Entra di nuovo: quello che era già registrato è al sicuro.',
    },
    'not-allowed': { title: 'Il tuo ruolo non può farlo', text: 'Niente è stato cambiato.' },
    'internal-view-off': {
      title: 'La vista interna è spenta',
      text: 'Lo ha deciso chi gestisce il server, e nessun account può accenderla. Nulla è stato contato.',
    },
    'not-found': { title: 'Non trovato', text: 'Non esiste, o non è visibile al tuo ruolo.' },
    'invalid-request': {
      title: 'Qualche risposta va corretta',
      text: 'Ogni correzione è indicata accanto alla domanda.',
    },
    'id-reused': {
      title: 'Già registrato con altre risposte',
      text: 'Un invio precedente era arrivato. Controlla l’elenco di oggi: se è la stessa persona non serve altro; se è un’altra, premi di nuovo Registra.',
    },
    'period-closed': {
      title: 'Il mese è chiuso',
      text: 'Un accesso si corregge o si annulla solo finché il suo mese è aperto. Niente è stato cambiato. Non registrarlo di nuovo: conterebbe due volte. Se l’errore è grave (tanti accessi doppi o sbagliati) dillo al coordinamento, che può toglierli con un’errata.',
    },
    'unreadable-entry': {
      title: 'Non si legge più',
      text: 'La chiave di questo browser è cambiata: l’accesso va registrato di nuovo.',
    },
    'old-form': {
      title: 'È di una versione precedente del modulo',
      text: 'Completa le risposte che mancano.',
    },
    'wrong-clock': {
      title: 'L’orologio del computer era sbagliato',
      text: 'Il giorno potrebbe non essere quello giusto: controllalo prima di registrare.',
    },
    'annulled-elsewhere': {
      title: 'Annullato nel frattempo',
      text: 'È stato annullato in un’altra scheda o da un altro computer, e non c’è più niente da correggere. Le risposte sono ancora qui.',
    },
    'cannot-close': { title: 'Non si può chiudere ora', text: 'Niente è stato cambiato.' },
    'cannot-choose-edition': {
      title: 'L’edizione non si può scegliere così',
      text: 'Comincia con un trimestre non ancora iniziato, una sola volta per trimestre.',
    },
    'day-has-accesses': {
      title: 'Quel giorno ha degli accessi',
      text: 'Qualcuno li ha registrati intanto: il giorno non risulta più vuoto.',
    },
    'changed-meanwhile': {
      title: 'Qualcuno l’ha modificata intanto',
      text: 'Niente è stato cambiato: guarda com’è adesso e decidi.',
    },
    'already-decided': {
      title: 'La proposta non è più aperta',
      text: 'Intanto è stata decisa, ritirata o superata: guarda com’è adesso.',
    },
    'other-origin': {
      title: 'Richiesta rifiutata',
      text: 'Ricarica la pagina dall’indirizzo dell’osservatorio.',
    },
    'internal-error': {
      title: 'Il server ha avuto un problema',
      text: 'Niente è andato perso qui: riprova tra poco.',
    },
  },
  en: {
    ...door.en,
    'sign-in-needed': {
      title: 'The session has ended',
      text: 'Sign in again: what was already recorded is safe.',
    },
    'not-allowed': { title: 'Your role cannot do this', text: 'Nothing was changed.' },
    'internal-view-off': {
      title: 'The internal view is off',
      text: 'Whoever runs the server decided so, and no account can turn it on. Nothing was counted.',
    },
    'not-found': { title: 'Not found', text: 'It does not exist, or your role may not see it.' },
    'invalid-request': {
      title: 'Some answers need correcting',
      text: 'Each correction stands beside its question.',
    },
    'id-reused': {
      title: 'Already recorded with other answers',
      text: 'An earlier attempt had arrived. Check today’s list: if it is the same person you are done; if another, press Record again.',
    },
    'period-closed': {
      title: 'The month is closed',
      text: 'An access can be corrected or taken back only while its month is open. Nothing was changed. Do not record it again: it would count twice. If the error is gross (many accesses double or wrong) tell the coordination, which can take them out with an errata.',
    },
    'unreadable-entry': {
      title: 'It can no longer be read',
      text: 'The key of this browser has changed: the access is to be recorded again.',
    },
    'old-form': {
      title: 'It is of an earlier version of the form',
      text: 'Complete the answers that are missing.',
    },
    'wrong-clock': {
      title: 'The clock of the computer was wrong',
      text: 'The day may not be the right one: check it before recording.',
    },
    'annulled-elsewhere': {
      title: 'Annulled meanwhile',
      text: 'It was annulled in another tab or on another computer, and there is nothing left to correct. The answers are still here.',
    },
    'cannot-close': { title: 'It cannot be closed now', text: 'Nothing was changed.' },
    'cannot-choose-edition': {
      title: 'The edition cannot be chosen like this',
      text: 'It starts with a quarter that has not begun, once for each quarter.',
    },
    'day-has-accesses': {
      title: 'That day has accesses',
      text: 'Somebody recorded them meanwhile: the day is no longer empty.',
    },
    'changed-meanwhile': {
      title: 'Somebody has changed it meanwhile',
      text: 'Nothing was changed: look at it as it is now and decide.',
    },
    'already-decided': {
      title: 'The proposal is no longer open',
      text: 'Meanwhile it was decided, withdrawn or overtaken: look at it as it is now.',
    },
    'other-origin': { title: 'Request refused', text: 'Reload the page from the observatory’s own address.' },
    'internal-error': { title: 'The server had a problem', text: 'Nothing is lost here: try again shortly.' },
  },
} satisfies Record<Language, Record<string, { title: string; text: string }>>

/** The words of a problem; of a type without words here, those that the server sent. */
export function problemWords(problem: ProblemBody): { title: string; text: string } {
  const known: Record<string, { title: string; text: string }> = words[language()]
  return known[problem.type.split('/').at(-1)!] ?? { title: problem.title, text: problem.detail ?? '' }
}

export const problemTypesWithWords = Object.keys(words.it)
