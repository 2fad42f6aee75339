/** What is wrong with a file, in the words of both languages: the loader speaks English to who is at a terminal. */
import type { Bilingual } from '../../http/operation.ts'
import type { FileFault } from '../geojson.ts'

/** English as the loader says it, with what it found in groups; Italian with the same. */
const sentences: readonly (readonly [RegExp, string])[] = [
  [/^it is not JSON \((.*)\)$/, 'non è JSON ($1)'],
  [/^it is not a GeoJSON FeatureCollection but (?:a (.*)|something else)$/, 'non è un GeoJSON con un elenco di elementi (FeatureCollection)'],
  [/^its «features» is not a list$/, 'il suo «features» non è un elenco'],
  [/^it is empty: it holds no feature$/, 'è vuoto: non ha elementi'],
  [/^its coordinate system is (.*): export it in WGS84.*$/, 'il suo sistema di coordinate è $1: va esportato in WGS84 (EPSG:4326, gradi, prima la longitudine)'],
  [/^its code «(.*)» is already that of feature (\d+).*$/, 'il suo codice «$1» è già dell’elemento $2'],
  [/^it is not a GeoJSON Feature$/, 'non è un elemento GeoJSON (Feature)'],
  [/^it has no code: give it a property (.*)$/, 'non ha un codice: serve una proprietà $1'],
  [/^its code «(.*)» is not legal: .*$/, 'il suo codice «$1» non va bene: lettere, cifre e singoli trattini, al più 60'],
  [/^its code «(.*)» is a reserved word$/, 'il suo codice «$1» è una parola riservata'],
  [/^it has no name: give it a property (.*)$/, 'non ha un nome: serve una proprietà $1'],
  [/^its name is longer than (\d+) characters$/, 'il suo nome supera $1 caratteri'],
  [/^it has no geometry: .*$/, 'non ha un disegno: serve un poligono'],
  [/^its geometry is (?:a (.*)|of no type): .*$/, 'il suo disegno non è un poligono'],
  [/^its (?:Polygon|MultiPolygon) is empty$/, 'il suo poligono è vuoto'],
  [/^(.*): it is empty$/, 'un contorno è vuoto ($1)'],
  [/^(.*): it is not closed \(it starts at (.*) and ends at (.*)\)$/, 'un contorno non si chiude: comincia in $2 e finisce in $3'],
  [/^(.*): it has (\d+) positions, at least 4 are needed.*$/, 'un contorno ha $2 punti, ne servono almeno 4'],
  [/^(?:.*: )?(\S+ \S+) is out of range: .*$/, '$1 non sono gradi: il file è in metri, va esportato in WGS84 (EPSG:4326)'],
  [/^(?:.*: )?(.*) is not a longitude and a latitude$/, '$1 non sono una longitudine e una latitudine'],
  [/^(.*) has latitude first: .*$/, '$1 ha prima la latitudine: GeoJSON vuole prima la longitudine'],
  [/^its boundary is not valid: (.*?)( at (.*))?$/, 'il suo confine non è valido: $1 $3'],
  [/^it overlaps feature (\d+) «(.*)» by (.*)$/, 'si sovrappone all’elemento $1 «$2» per $3'],
  [/^it is (.*) outside the municipality$/, 'è $1 fuori dal territorio comunale'],
  [/^(.*) of it are outside the municipality$/, 'esce dal territorio comunale per $1'],
  [/^the cells loaded start on (\S+): .*$/, 'le celle più recenti cominciano il $1: scegli un trimestre dopo'],
  [/^cells change with a quarter that has not begun: --from must be (\S+) or.*$/, 'le celle cambiano con un trimestre che non è cominciato: dal $1, o dal primo giorno di uno dopo'],
  [/^its residents are not a whole number: .*$/, 'i suoi residenti non sono un numero intero: serve una proprietà «residents» o «popolazione»'],
] // biome-ignore format: a sentence and its Italian on a line

/** @returns undefined for a sentence that has no Italian */
export function translated(fault: string): string | undefined {
  const known = sentences.find(([pattern]) => pattern.test(fault))
  return known && fault.replace(known[0], known[1]).trim()
}

export function inItalian({ number, name, fault }: FileFault): Bilingual {
  const of = (feature: string, whole: string) =>
    number === null ? whole : `${feature} ${number}${name ? ` «${name}»` : ''}`
  return {
    it: `${of('Elemento', 'Il file')}: ${translated(fault) ?? fault}.`,
    en: `${of('Feature', 'The file')}: ${fault.replace('--from', 'the day')}.`,
  }
}
