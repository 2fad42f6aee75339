/** Invented persons as operators write of them, and texts where a name of a person names a body, a place or a saint. */
import { type Random, seeded } from '../../api/demonstration/random.ts'

const families = [
  'Prova',
  'Finta',
  'Inventati',
  'Esempi',
  'De Prova',
  'D’Invento',
  'Provasi',
  'Fintoni',
  'Esemplari',
  'Camponero',
  'Lo Finto',
  'Trovatelli',
]
const italian = [
  'Maria',
  'Giuseppe',
  'Antonella',
  'Rocco',
  'Gerardo',
  'Donata',
  'Michele',
  'Anna Maria',
  'Luca',
]
/** Each with a family name; some first names are in no list of the product, as it will be. */
const foreign = [
  ['Mohamed', 'Diallo'],
  ['Awa', 'Provadiop'],
  ['Oksana', 'Provenko'],
  ['Ionut', 'Fintescu'],
  ['Fatima', 'Esempia'],
  ['Gurpreet', 'Singh'],
  ['Blessing', 'Provafor'],
  ['Arben', 'Finxha'],
  ['Zorica', 'Provic'],
  ['Kwabena', 'Fintsah'],
  ['Mamadou', 'Keita'],
  ['Nadejda', 'Invencova'],
  ['Besnik', 'Provaj'],
  ['Xiaoming', 'Zhang'],
] as const

const frames = {
  pair: [
    'Chiedere di #',
    'la signora #, due figli',
    'accompagnata da #',
    'Referente: # il martedì',
    '# cell. in scheda',
    'pratica di #, rinnovo 2026',
    'per # serve il mediatore',
    'Utente #, nucleo di 4 persone',
    'figlio # in carico dal 2025',
    'aperto da # e soci',
  ],
  titled: [
    'sig. #',
    'Chiedere del sig. # in ufficio',
    'la sig.ra # riceve su appuntamento',
    'dott. #, lunedì 9-12',
    'Dott.ssa # (psicologa)',
    'Avv. # il giovedì',
    'il signor # ha le chiavi',
    'prof. #',
  ],
} as const

/** @returns texts that name an invented person, the same at each run */
export function personTexts(): string[] {
  const random: Random = seeded('persons')
  const texts: string[] = []
  for (let round = 0; round < 120; round++) {
    const [first, family] = random.chance(0.35)
      ? random.among(foreign)
      : [random.among(italian), random.among(families)]
    const name = random.among([
      `${first} ${family}`,
      `${first} ${family}`,
      `${family} ${first}`,
      `${first} ${family}`.toUpperCase(),
      `${family} ${first}`.toUpperCase(),
    ])
    texts.push(frames.pair[round % frames.pair.length]!.replace('#', name))
    texts.push(frames.titled[round % frames.titled.length]!.replace('#', random.among([family, name])))
  }
  return [...new Set(texts)]
}

/** Bodies, places, saints and sentences: their capitals name nobody. */
export const namesake = `
Fondazione Mario Rossi
Fondazione Onlus Maria Prova
Via Mario Rossi
Via Mario Rossi, angolo via Giuseppe Prova
Don Uva
Centro Don Uva, reparto B
San Carlo
Ospedale San Carlo, padiglione M
Ospedale San Giovanni di Dio
Parrocchia San Giovanni Bosco
Parrocchia Maria Santissima Immacolata
Parrocchia dei Santi Anna e Gioacchino
Chiesa di Santa Maria del Sepolcro
Santuario della Madonna del Carmine
Basilica di San Gerardo
Nostra Signora di Lourdes
Oratorio Giovanni Paolo II
Oratorio di Maria Ausiliatrice
Istituto Comprensivo Leonardo Prova
Scuola primaria Giovanni Prova
Scuola dell’infanzia statale Maria Finta
Liceo scientifico Galileo Galilei
Liceo artistico Walter Prova
Biblioteca provinciale Antonio Prova
Palestra Rocco Prova
Palazzetto dello sport Giovanni Prova
Stadio Alfredo Viviani
Villa Santa Maria
Parco Elisabetta Prova
Sala Luigi Prova al piano terra
Aula magna Rocco Prova
Teatro Francesco Stabile
Cinema teatro Don Bosco
Museo Michele Prova
Caserma Lucania
Premio Maria Prova per il volontariato
Cooperativa sociale Maria Prova
Associazione Amici di Maria Prova
Associazione Giovanni Prova ODV
Gruppo di volontariato vincenziano
Centro sociale Rocco Prova
Centro diurno Anna Prova
Casa famiglia Maria Prova
Casa di riposo Santa Rita
Residenza Donato Prova
Asilo nido Maria Montessori
Studio dentistico dott. Prova
Farmacia Dott. Bianchi
Farmacia dott.ssa Verdi
Ambulatorio dott. Prova
Piazza Mario Pagano
Piazza Don Bosco
Largo Rocco Prova
Contrada Costa della Gaveta
Rione Francioso, scala mobile Prima
Largo intitolato a Rocco Prova
Sala dedicata a Maria Prova
Sportello Sociale Nord
Mensa Caritas Diocesana
Casa della Comunità Potenza Nord
Comune di Potenza, Assessorato alle Politiche Sociali
Centro per l’Impiego di Potenza
Azienda Sanitaria Locale
Punto Unico di Accesso
Croce Rossa Italiana
Banco Alimentare della Basilicata
Società San Vincenzo de’ Paoli
Suore di Sant’Anna
Figlie della Carità
Missionarie di Madre Teresa di Calcutta
Comunità di Sant’Egidio
Emporio Solidale Magazzini Sociali
Città della Pace
Rosa dei venti
Luna Rossa, gruppo giovani
Santa Maria Maggiore
Sacra Famiglia
Maria Ausiliatrice
Immacolata Concezione
Rivolgersi a Caritas Diocesana
Contattare Ufficio Servizi Sociali
Referente Area Minori
Responsabile Ufficio Casa
Presidente Regione Basilicata
Chiedere allo Sportello Unico
Chiamare Guardia Medica
Prenotare entro venerdì
Aperto da Lunedì a Venerdì
Martedì Giovedì e Sabato
Gennaio Febbraio Marzo
Corso Lingua Italiana L2
Sig. Sindaco
Servizio rivolto a Donne e Minori
Famiglie con Minori
Patronato Acli
Cgil Cisl Uil
Medicina di Base e Guardia Medica
Piano terra, Scala B
Potenza Inferiore Scalo
Bus Linea Rossa
Ali per volare, laboratorio teatrale
Progetto Gemma
Progetto Casa Aurora
Festa di Santa Lucia
Biblioteca delle ragazze e dei ragazzi
`
  .trim()
  .split('\n')
