/** The words of the door: signing in, and what each demonstration account is for. */
import type { Language } from './language.ts'

export const words = {
  it: {
    signIn: 'Entra',
    signInTitle: 'Entra nell’osservatorio',
    signInText:
      'Bisogni e risorse delle aree del Distretto dell’Inclusione di Potenza, su mappe e indicatori. Senza un nome, senza un indirizzo.',
    username: 'Nome utente',
    password: 'Password',
    sessionEndedText: 'Quello che hai scritto è ancora qui: scrivi la password e continua da dove eri.',
    signedInAs: (name: string) => `Sei dentro come ${name}`,
    demoTitle: 'Prova con un account dimostrativo',
    demoText: 'Persone e numeri sono inventati: puoi registrare, sbagliare e annullare. Un clic ed entri.',
    enterAs: 'Entra come',
    demoAccounts: {
      'operatore-nordovest': {
        name: 'Operatore · Nord Ovest',
        what: 'Registra accessi e bisogni alla porta sociale Nord Ovest',
      },
      'operatore-centro': {
        name: 'Operatore · Centro',
        what: 'Registra accessi e bisogni alla porta sociale Centro',
      },
      'operatore-nordest': {
        name: 'Operatore · Nord Est',
        what: 'Registra accessi e bisogni alla porta sociale Nord Est',
      },
      'operatore-sud': { name: 'Operatore · Sud', what: 'Registra accessi e bisogni alla porta sociale Sud' },
      coordinamento: {
        name: 'Coordinamento (ACCoDI)',
        what: 'Legge bisogni e risorse di tutte le aree e la vista interna',
      },
      partner: { name: 'Partner (GruTer)', what: 'Legge gli indicatori pubblicati e le risorse della rete' },
      admin: { name: 'Amministratore', what: 'Cura account e impostazioni, senza vedere i dati' },
    },
  },
  en: {
    signIn: 'Sign in',
    signInTitle: 'Sign in to the observatory',
    signInText:
      'Needs and resources of the areas of Potenza’s District of Inclusion, on maps and indicators. Without a name, without an address.',
    username: 'Username',
    password: 'Password',
    sessionEndedText: 'What you typed is still here: type the password and go on from where you were.',
    signedInAs: (name: string) => `You are in as ${name}`,
    demoTitle: 'Try with a demonstration account',
    demoText:
      'People and numbers are invented: record, make mistakes, take them back. One click and you are in.',
    enterAs: 'Enter as',
    demoAccounts: {
      'operatore-nordovest': {
        name: 'Operator · Nord Ovest',
        what: 'Records accesses and needs at the porta sociale Nord Ovest',
      },
      'operatore-centro': {
        name: 'Operator · Centro',
        what: 'Records accesses and needs at the porta sociale Centro',
      },
      'operatore-nordest': {
        name: 'Operator · Nord Est',
        what: 'Records accesses and needs at the porta sociale Nord Est',
      },
      'operatore-sud': {
        name: 'Operator · Sud',
        what: 'Records accesses and needs at the porta sociale Sud',
      },
      coordinamento: {
        name: 'Coordination (ACCoDI)',
        what: 'Reads needs and resources of every area, and the internal view',
      },
      partner: {
        name: 'Partner (GruTer)',
        what: 'Reads the published indicators and the resources of the network',
      },
      admin: { name: 'Administrator', what: 'Looks after accounts and settings, without seeing the data' },
    },
  },
} satisfies Record<Language, unknown>
