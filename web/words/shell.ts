/** The words around every screen: navigation, account menu, and what to do when a part fails. */
import type { Screen } from '../view/view.ts'
import type { Language } from './language.ts'

/** Shorter than the screen's title, where it stands beside others. */
type Tabs = Partial<Record<Screen, string>>

export const words = {
  it: {
    product: 'Osservatorio',
    productRest: ' · Distretto dell’Inclusione',
    skip: 'Salta al contenuto',
    navigation: 'Schermate',
    section: 'Parti di questa schermata',
    screens: {
      explore: 'Esplora',
      record: 'Registra',
      tally: 'Gruppo o strada',
      import: 'Importa',
      resources: 'Risorse',
      indicators: 'Indicatori',
      releases: 'Pubblicazione',
      internal: 'Vista interna',
    },
    tabs: { resources: 'Elenco e mappa' } as Tabs,
    demonstration: 'dati dimostrativi',
    language: 'Lingua',
    accountMenu: (name: string) => `Account: ${name}`,
    signOut: 'Esci',
    close: 'Chiudi',
    loading: 'Caricamento in corso',
    retry: 'Riprova',
    whatIs: (figure: string) => `Che cosa significa: ${figure}`,
    failedTitle: 'Questa schermata non si è caricata',
    failedText:
      'Le altre funzionano e quello che hai registrato è al sicuro. Riprova; se continua, ricarica la pagina.',
    ignored: 'Una parte dell’indirizzo non è stata riconosciuta ed è stata ignorata:',
    search: 'Cerca',
    signIn: 'Entra',
    signOutFailed: 'Non sei ancora uscito: il server non ha risposto. Riprova.',
  },
  en: {
    product: 'Observatory',
    productRest: ' · District of Inclusion',
    skip: 'Skip to content',
    navigation: 'Screens',
    section: 'Parts of this screen',
    screens: {
      explore: 'Explore',
      record: 'Record',
      tally: 'Group or street',
      import: 'Import',
      resources: 'Resources',
      indicators: 'Indicators',
      releases: 'Publication',
      internal: 'Internal view',
    },
    tabs: { resources: 'List and map' } as Tabs,
    demonstration: 'demonstration data',
    language: 'Language',
    accountMenu: (name: string) => `Account: ${name}`,
    signOut: 'Sign out',
    close: 'Close',
    loading: 'Loading',
    retry: 'Try again',
    whatIs: (figure: string) => `What it means: ${figure}`,
    failedTitle: 'This screen did not load',
    failedText: 'The others work and what you recorded is safe. Try again; if it goes on, reload the page.',
    ignored: 'A part of the address was not understood and was ignored:',
    search: 'Search',
    signIn: 'Sign in',
    signOutFailed: 'You are not signed out yet: the server did not answer. Try again.',
  },
} satisfies Record<Language, unknown>
