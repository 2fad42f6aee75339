/**
 * What is asked about an access, in both languages: the desk’s questions, the headers of a file that is imported and the
 * columns in which its faults are told are the same words.
 */
export const questionWords = {
  it: {
    date: 'Data',
    centre: 'Centro',
    channel: 'Canale',
    origin: 'Come arriva',
    residenceArea: 'Da dove viene',
    residenceCell: 'Cella di residenza',
    ageBand: 'Età',
    gender: 'Genere',
    citizenship: 'Cittadinanza',
    household: 'Con chi vive',
    incomeSupport: 'Sostegno al reddito',
    knownToService: 'Conosciuto',
    lastVisit: 'Ultima visita',
    need: 'Bisogno',
    request: 'Che cosa chiede',
    outcome: 'Com’è andata',
    unmetReason: 'Perché',
  },
  en: {
    date: 'Date',
    centre: 'Centre',
    channel: 'Channel',
    origin: 'How they come',
    residenceArea: 'Where from',
    residenceCell: 'Cell of residence',
    ageBand: 'Age',
    gender: 'Gender',
    citizenship: 'Citizenship',
    household: 'Lives with',
    incomeSupport: 'Income support',
    knownToService: 'Known',
    lastVisit: 'Last visit',
    need: 'Need',
    request: 'What they ask for',
    outcome: 'How it went',
    unmetReason: 'Why',
  },
} satisfies Record<'it' | 'en', Record<string, string>>
export type Question = keyof (typeof questionWords)['it']

/** An area of residence that is none of the target areas, and one that nobody asked about. */
export const otherAreas = {
  it: { outside: 'Altrove', unknown: 'Non noto' },
  en: { outside: 'Elsewhere', unknown: 'Unknown' },
}
