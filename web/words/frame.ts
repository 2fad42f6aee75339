/** The words around the door as around every screen: the product, its language, coming in and going out. */
import type { Language } from './language.ts'

export const words = {
  it: {
    product: 'Osservatorio',
    productRest: ' · Distretto dell’Inclusione',
    skip: 'Salta al contenuto',
    demonstration: 'dati dimostrativi',
    language: 'Lingua',
    accountMenu: (name: string) => `Account: ${name}`,
    signOut: 'Esci',
    signIn: 'Entra',
    signOutFailed: 'Non sei ancora uscito: il server non ha risposto. Riprova.',
    retry: 'Riprova',
    failedTitle: 'Questa schermata non si è caricata',
    failedText:
      'Le altre funzionano e quello che hai registrato è al sicuro. Riprova; se continua, ricarica la pagina.',
    method: 'Come sono protetti i numeri',
  },
  en: {
    product: 'Observatory',
    productRest: ' · District of Inclusion',
    skip: 'Skip to content',
    demonstration: 'demonstration data',
    language: 'Language',
    accountMenu: (name: string) => `Account: ${name}`,
    signOut: 'Sign out',
    signIn: 'Sign in',
    signOutFailed: 'You are not signed out yet: the server did not answer. Try again.',
    retry: 'Try again',
    failedTitle: 'This screen did not load',
    failedText: 'The others work and what you recorded is safe. Try again; if it goes on, reload the page.',
    method: 'How the numbers are protected',
  },
} satisfies Record<Language, unknown>
