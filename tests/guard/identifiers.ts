/** Notes with one invented identifier each, made from patterns: nobody's code, number, account, plate or door. */
import { type Random, seeded } from '../../api/demonstration/random.ts'
import type { PersonalKind } from '../../api/guard/contract.ts'

export type Note = { kind: PersonalKind; text: string; identifier: string }

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const someOf = (random: Random, alphabet: string, length: number) =>
  Array.from({ length }, () => random.among([...alphabet])).join('')
const figures = (random: Random, length: number) => someOf(random, '0123456789', length)
const between = (random: Random, from: number, to: number) =>
  from + Math.floor(random.number() * (to - from + 1))

/** The weights of the decree one by one, unlike the product's own way of writing them. */
const odd: Record<string, number> = Object.fromEntries(
  '0=1 1=0 2=5 3=7 4=9 5=13 6=15 7=17 8=19 9=21 A=1 B=0 C=5 D=7 E=9 F=13 G=15 H=17 I=19 J=21 K=2 L=4 M=18 N=20 O=11 P=3 Q=6 R=8 S=12 T=14 U=16 V=10 W=22 X=25 Y=24 Z=23'
    .split(' ')
    .map(pair => [pair[0], Number(pair.slice(2))]),
)
const even = (character: string) => (/\d/.test(character) ? Number(character) : letters.indexOf(character))
export const checkOf = (fifteen: string) =>
  letters[[...fifteen].reduce((sum, each, place) => sum + (place % 2 ? even(each) : odd[each]!), 0) % 26]!

/** @param replaced how many of the seven digits, from the right, are letters */
export function taxCode(random: Random, replaced = 0): string {
  const consonants = 'BCDFGLMNPRSTVZ'
  const day = between(random, 1, 28) + random.among([0, 40])
  const characters = [
    ...someOf(random, consonants, 6),
    ...figures(random, 2),
    someOf(random, 'ABCDEHLMPRST', 1),
    ...String(day).padStart(2, '0'),
    someOf(random, 'ABCDEFGHIL', 1),
    ...figures(random, 3),
  ]
  for (const place of [14, 13, 12, 10, 9, 7, 6].slice(0, replaced))
    characters[place] = 'LMNPQRSTUV'[Number(characters[place])]!
  const fifteen = characters.join('')
  return fifteen + checkOf(fifteen)
}

/** As a hand copies it: another character in one place, of the same sort or not. */
export function oneWrong(random: Random, code: string): string {
  const place = between(random, 0, 15)
  const other = random.among([...`${letters}0123456789`].filter(character => character !== code[place]))
  return code.slice(0, place) + other + code.slice(place + 1)
}

/** ISO 13616: two figures that make the whole 1 modulo 97. */
export function iban(random: Random): string {
  const [country, account] = random.among([
    ['IT', someOf(random, letters, 1) + figures(random, 22)],
    [
      'IT',
      `${someOf(random, letters, 1)}${figures(random, 10)}${someOf(random, `${letters}0123456789`, 12)}`,
    ],
    ['SM', someOf(random, letters, 1) + figures(random, 22)],
    ['DE', figures(random, 18)],
    ['FR', figures(random, 23)],
    ['RO', someOf(random, letters, 4) + figures(random, 16)],
  ] as const)
  const number = BigInt([...`${account}${country}00`].map(each => Number.parseInt(each, 36)).join(''))
  return `${country}${String(98n - (number % 97n)).padStart(2, '0')}${account}`
}

const spaced = (text: string, lengths: readonly number[], separator: string) => {
  const parts: string[] = []
  let from = 0
  for (const length of lengths) {
    parts.push(text.slice(from, from + length))
    from += length
  }
  return [...parts, text.slice(from)].filter(Boolean).join(separator)
}
const fours = [4, 4, 4, 4, 4, 4, 4]

const phone = (random: Random) => {
  const mobile = `3${random.among(['20', '28', '33', '40', '47', '49', '66', '80', '91', '51'])}${figures(random, random.among([6, 7, 7, 7]))}`
  const fixed = random.among([
    `0971${between(random, 2, 6)}${figures(random, random.among([4, 5]))}`,
    `0835${figures(random, 6)}`,
    `06${between(random, 2, 9)}${figures(random, 7)}`,
    `081${between(random, 2, 9)}${figures(random, 6)}`,
  ])
  const separator = random.among([' ', '.', '-', '/', '\u00a0'])
  return random.among([
    () => mobile,
    () => spaced(mobile, [3], separator),
    () => spaced(mobile, [3, 2, 2], random.among([' ', '.', '-'])),
    () => spaced(mobile, [3, 3], random.among([' ', '.'])),
    () => `+39 ${mobile}`,
    () => `+39${mobile}`,
    () => `0039 ${spaced(mobile, [3], ' ')}`,
    () => fixed,
    () => spaced(fixed, [fixed.startsWith('06') ? 2 : fixed.startsWith('081') ? 3 : 4], separator),
    () => `(${fixed.slice(0, 4)}) ${fixed.slice(4)}`,
    () => spaced(fixed, [4, 2, 2, 2], ' '),
    () => `+40 7${figures(random, 2)} ${figures(random, 3)} ${figures(random, 3)}`,
    () => `tel. ${between(random, 2, 6)}${figures(random, 5)}`,
    () => spaced(mobile, [3], random.among(['_', '·', ' · ', ' - ', ' / '])),
    () => spaced(fixed, [4], random.among(['_', '·', ' · ', ' - ', ' / '])),
    () => `${mobile.slice(0, 3)}/${mobile.slice(3, 5)}.${mobile.slice(5, 7)}.${mobile.slice(7)}`,
  ])()
}

const email = (random: Random) => {
  const user = random.among([
    'utente',
    'famiglia.prova',
    'm.prova',
    'prova_67',
    'prova-casa',
    'nonna+3',
    'PROVA',
  ])
  const host = random.among([
    'example.org',
    'example.it',
    'posta.example.com',
    'Example.IT',
    'pec.example.it',
  ])
  return random.among([
    `${user}@${host}`,
    `${user}${figures(random, 2)}@${host}`,
    `${user} @ ${host}`,
    `${user}(at)${host}`,
    `${user} [at] ${host}`,
    `${user} chiocciola example punto it`,
  ])
}

const plate = (random: Random) => {
  const alphabet = 'ABCDEFGHJKLMNPRSTVWXYZ'
  const [first, middle, last] = [someOf(random, alphabet, 2), figures(random, 3), someOf(random, alphabet, 2)]
  return random.among([
    `${first}${middle}${last}`,
    `${first} ${middle} ${last}`,
    `${first} ${middle}${last}`,
    `${first}-${middle}-${last}`,
    `${first}${middle}${last}`.toLowerCase(),
    `targa ${first.toLowerCase()} ${middle} ${last.toLowerCase()}`,
    `targata ${first}${figures(random, 5)}`,
    `targa PZ ${figures(random, 6)}`,
    `targa: X${figures(random, 1)}${someOf(random, alphabet, 1)}${figures(random, 2)}K`,
  ])
}

const streets = [
  'via Mallet',
  'Via della Fisica',
  'via del Gallitello',
  'viale Dante',
  'V.le Marconi',
  'corso Garibaldi',
  'Corso XVIII Agosto 1860',
  'corso Umberto I',
  'c.so Vittorio Emanuele II',
  'piazza Matteotti',
  'Piazza Don Bosco',
  'P.zza Mario Pagano',
  'vico Portasalza',
  'vicolo dei Mille',
  'contrada Bucaletto',
  'c.da Rossellino',
  'via IV Novembre',
  'via 4 Novembre',
  'Via N. Sauro',
  'via dell’Edilizia',
  'largo Rosica',
  'salita Sant’Anna',
  'via Santa Maria',
  'VIA ANZIO',
  'via roma',
  'via della chimica',
  'viale del basento',
  'piazza prefettura',
  'via don minzoni',
  'discesa San Gerardo',
  'rione Lucania',
  'Strada Comunale Botte',
  'via d’Annunzio',
  'Via degli Oleandri',
]
const streetNumber = (random: Random) => {
  const street = random.among(streets)
  const house = between(random, 1, 320)
  return random.among([
    `${street} ${house}`,
    `${street}, ${house}`,
    `${street} n. ${house}`,
    `${street}, n. ${house}`,
    `${street} n° ${house}`,
    `${street} n.${house}`,
    `${street} ${house}/${random.among(['A', 'b', '3', 'bis'])}`,
    `${street}, ${house} bis`,
    `${street} numero ${house}`,
    `${street}, civico ${house}`,
    `${street} ${house}${random.among(['a', 'B'])}`,
    `${street} al civico ${house}`,
  ])
}

const makers: Record<PersonalKind, (random: Random) => string> = {
  tax_code(random) {
    const code = taxCode(random, random.among([0, 0, 0, 1, 2, 3, 7]))
    const written = random.among([
      code,
      code,
      spaced(code, [3, 3, 5, 4], ' '),
      spaced(code, [6, 5, 4], ' '),
      spaced(code, [3, 3, 5, 4], '-'),
      spaced(code, [4, 4, 4], '\u00a0'),
      spaced(code, [6, 5, 4], random.among(['/', '_', '·', ' / ', ' - '])),
      spaced(code, [3, 3, 5, 4], random.among(['_', '·', '/', '.'])),
      oneWrong(random, taxCode(random)),
      oneWrong(random, taxCode(random)),
      taxCode(random).replace(/0/g, 'O'),
      taxCode(random).slice(0, 15),
      `cf${taxCode(random)}`,
    ])
    return random.chance(0.4) ? written.toLowerCase() : written
  },
  iban(random) {
    const account = iban(random)
    const written = random.among([
      account,
      spaced(account, fours, ' '),
      spaced(account, [2, 2, 1, 5, 5], ' '),
    ])
    return random.chance(0.25) ? written.toLowerCase() : written
  },
  email,
  phone,
  plate,
  street_number: streetNumber,
}

const frames: Record<PersonalKind, readonly string[]> = {
  tax_code: [
    'La signora ha lasciato il codice fiscale # per la pratica.',
    'CF #',
    'cod.fisc.: #, ISEE 2025 da rifare',
    'utente #',
    'Nucleo di 4 persone (#), sfratto a marzo 2026',
    'Bonus bollette per # e per la madre',
    '# — richiamare dopo le 15.30',
    'Contributo affitto, 2 mensilità, # residente',
    'tessera sanitaria:#;',
    'Minore di 6 anni, C.F. "#"',
  ],
  iban: [
    'Accredito su # entro il 30/06/2026',
    'IBAN: #',
    'iban # intestato alla madre',
    'conto (#) per 250 euro',
    'Il bonifico va fatto su #.',
    '# causale affitto 2 mesi',
    'Coordinate bancarie #, contributo 2025',
    'rimborso a: #',
    'Chiede che l’assegno vada su # dal 2026',
    'Versare 30 € su #; ricevuta in ufficio',
  ],
  email: [
    'Scrivere a # per avvisare',
    'mail: #',
    'ha dato la posta #, risponde la figlia',
    'contattare # entro lunedì',
    'Convocazione inviata a #.',
    'E-mail # (non legge spesso)',
    'iscrizioni:# dal 2 settembre',
    'Rispondere a # e in copia al servizio',
    'referente #',
    'Doposcuola 6-14 anni, info #',
  ],
  phone: [
    'Richiamare al # dopo le 17.00',
    'cell #',
    'Vive sola, numero della figlia #',
    'chiedere alla vicina (#)',
    'Disponibile dalle 9.00 alle 13.00 al #.',
    'nuovo numero: #',
    '# ore pasti',
    'avvisare il nipote, #, prima della visita',
    'Madre di 2 minori, risponde al #',
    'Whatsapp #',
  ],
  plate: [
    'Arriva con una Panda #',
    'auto #',
    'dorme nel furgone # al parcheggio',
    'permesso disabili per il veicolo (#)',
    'Vettura # ferma dal 2024.',
    'pass per #, rinnovo 2026',
    '# parcheggiata davanti al centro',
    'mezzo: #',
    'Bollo non pagato, #, 2 anni',
    'Il camper # è senza assicurazione',
  ],
  street_number: [
    'Abita in #',
    'residente in #, secondo piano',
    'Casa popolare di #, 4 persone',
    'portare il pacco in # ogni 15 giorni',
    'vive in # con due figli',
    'sfratto da # a marzo 2026',
    'Domicilio: # - 85100 Potenza',
    '# (interno B)',
    'Lavora come badante in #.',
    'visita domiciliare # ore 9.30',
  ],
}

/** @param each notes per kind; the same at each run */
export const notesOf = (each: number): Note[] =>
  (Object.keys(makers) as PersonalKind[]).flatMap(kind => {
    const random = seeded(`notes ${kind}`)
    return Array.from({ length: each }, (_, number) => {
      const identifier = makers[kind](random)
      const frame = frames[kind][number % frames[kind].length]!
      return { kind, identifier, text: frame.replace('#', () => identifier) }
    })
  })
