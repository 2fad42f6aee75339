/** The words of working without a network: what waits, what the rules refused, a kept page, a new version. */
import type { Language } from './language.ts'

export const words = {
  it: {
    waiting: (count: number) => `${count} in attesa`,
    toReview: (count: number) => `${count} da rivedere`,
    /** What an access in the queue waits for, before the access itself. */
    waitsFor: {
      ready: 'In attesa',
      sending: 'In attesa del server',
      offline: 'In attesa di rete',
      unavailable: 'In attesa del server',
      faulty: 'In attesa: ricarica la pagina',
      'signed-out': 'In attesa che tu rientri',
      'other-account': 'In attesa che tu rientri',
      unsupported: 'In attesa',
    },
    isWaiting: 'in attesa: parte da solo',
    panel: 'Accessi in attesa',
    safe: 'Sono cifrati in questo browser e partono da soli, nell’ordine in cui li hai registrati.',
    state: {
      ready: '',
      sending: 'Invio in corso.',
      offline: 'Senza rete: partono appena torna.',
      unavailable: 'Il server non risponde: riprovo da solo tra poco.',
      faulty: 'Un errore di questa pagina li trattiene: ricaricala. Restano al sicuro in questo browser.',
      'signed-out': '',
      'other-account': '',
      unsupported: '',
    },
    enterAs: (username: string) => `Rientra come ${username} per inviarli.`,
    otherAccount: 'In questo browser è entrato qualcun altro.',
    enter: 'Rientra',
    sendNow: 'Invia ora',
    sent: 'Gli accessi in attesa sono stati inviati',
    reviewTitle: 'Da rivedere',
    reviewText: 'Il server non li ha accettati: restano qui finché non decidi.',
    correct: 'Correggi',
    discard: 'Scarta',
    discardAsk: 'Scartarlo? Non sarà registrato.',
    keep: 'Tienilo',
    unknownAccess: 'Accesso',
    newer: (count: number) =>
      count === 1
        ? 'Uno è di una versione più nuova: parte quando aggiorni la pagina.'
        : `${count} sono di una versione più nuova: partono quando aggiorni la pagina.`,
    unsupported:
      'Questo browser non può conservare accessi al sicuro: senza rete le risposte restano nel modulo finché la pagina è aperta.',
    atTheDoor: (count: number, username: string) =>
      count === 1
        ? `Un accesso in attesa: entra come ${username} per inviarlo.`
        : `${count} accessi in attesa: entra come ${username} per inviarli.`,
    keptPage: (day: string) => `Senza rete: dati del ${day}`,
    newVersion: 'C’è una versione nuova',
    update: 'Aggiorna',
    finishFirst: 'Finisci prima quello che stai scrivendo: aggiornando andrebbe perso',
  },
  en: {
    waiting: (count: number) => `${count} waiting`,
    toReview: (count: number) => `${count} to review`,
    /** What an access in the queue waits for, before the access itself. */
    waitsFor: {
      ready: 'Waiting',
      sending: 'Waiting for the server',
      offline: 'Waiting for the network',
      unavailable: 'Waiting for the server',
      faulty: 'Waiting: reload the page',
      'signed-out': 'Waiting for you to sign in again',
      'other-account': 'Waiting for you to sign in again',
      unsupported: 'Waiting',
    },
    isWaiting: 'waiting: it goes by itself',
    panel: 'Accesses waiting',
    safe: 'They are encrypted in this browser and go by themselves, in the order you recorded them.',
    state: {
      ready: '',
      sending: 'Sending.',
      offline: 'No network: they go as soon as it is back.',
      unavailable: 'The server does not answer: I try again by myself shortly.',
      faulty: 'A fault of this page holds them back: reload it. They stay safe in this browser.',
      'signed-out': '',
      'other-account': '',
      unsupported: '',
    },
    enterAs: (username: string) => `Sign in again as ${username} to send them.`,
    otherAccount: 'Somebody else has signed in in this browser.',
    enter: 'Sign in again',
    sendNow: 'Send now',
    sent: 'The waiting accesses have been sent',
    reviewTitle: 'To review',
    reviewText: 'The server did not accept them: they stay here until you decide.',
    correct: 'Correct',
    discard: 'Discard',
    discardAsk: 'Discard it? It will not be recorded.',
    keep: 'Keep it',
    unknownAccess: 'Access',
    newer: (count: number) =>
      count === 1
        ? 'One is of a newer version: it goes when you update the page.'
        : `${count} are of a newer version: they go when you update the page.`,
    unsupported:
      'This browser cannot keep accesses safely: without a network the answers stay in the form while the page is open.',
    atTheDoor: (count: number, username: string) =>
      count === 1
        ? `One access is waiting: sign in as ${username} to send it.`
        : `${count} accesses are waiting: sign in as ${username} to send them.`,
    keptPage: (day: string) => `No network: data of ${day}`,
    newVersion: 'There is a new version',
    update: 'Update',
    finishFirst: 'Finish what you are writing first: updating would lose it',
  },
} satisfies Record<Language, unknown>
