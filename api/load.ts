/**
 * Command line of the territory: `npm run load -- areas FILE.geojson --from 2026-01-01`. Prints one screen, and
 * ends with 1 when the file has faults, which are all named.
 */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { connect, StartFault } from './db/connect.ts'
import { migrate } from './db/migrate.ts'
import { EnvironmentFaults, readEnvironment } from './environment.ts'
import type { Bilingual } from './http/operation.ts'
import { decode, encodingOf, isText } from './interchange/text.contract.ts'
import { refusal } from './territory/load/refusal.ts'
import { type Loaded, LoadFaults, load, sets, type TerritorySet } from './territory/load.ts'

const usage: Bilingual = {
  it: `npm run load -- INSIEME FILE [--from AAAA-MM-GG] [--source TESTO] [--id PROPRIETÀ] [--name PROPRIETÀ] [--only CODICE] [--snap] [--clip] [--lang it|en]

  areas         le aree target: quelle che non sono nel file finiscono quel giorno
  centres       i centri di prossimità: punti con nome, gestore, area, indirizzo, orari
  cells         le celle statistiche della mappa: poligoni con area e residenti, dentro le aree
  cells-from    sezioni di censimento (poligoni con residenti) da cui fare le celle di un trimestre futuro
  municipality  il confine comunale, che contiene tutto; --only 076063 lo prende da un file più grande
  population    i residenti per area, un file CSV: area,residenti,data_riferimento,fonte
  streets       le vie e i numeri civici, un file CSV (street,number,lon,lat, o le colonne di ANNCSU) o punti
                con addr:street e addr:housenumber; sostituisce quelli già caricati
  isochrones    fin dove si arriva a piedi: poligoni con centro e minuti; sostituisce quelli degli stessi centri

I file sono GeoJSON in WGS84. Il codice si cerca in id, code o codice, il nome in name, nome o label;
--id e --name indicano altre proprietà. Gli elementi con lo stesso codice e lo stesso nome sono parti di una sola area.
Di aree e celle --snap porta sul primo i confini che distano fino a mezzo metro, e --clip taglia ciò che è di un
elemento che viene prima o esce dal territorio comunale: entrambi dicono che cosa cambiano. La banca dati è quella del
server (DATABASE_URL o DATA_DIR).
I messaggi sono nella lingua dell’ambiente, italiano o inglese; --lang la sceglie.`,
  en: `npm run load -- SET FILE [--from YYYY-MM-DD] [--source TEXT] [--id PROPERTY] [--name PROPERTY] [--only CODE] [--snap] [--clip] [--lang it|en]

  areas         the target areas: those not in the file end on that day
  centres       the proximity centres: points with name, managedBy, area, address, openingHours
  cells         the statistical map cells: polygons with area and residents, nested in the areas
  cells-from    census sections (polygons with residents) to build the cells of a coming quarter from
  municipality  the boundary that contains everything; --only 076063 takes it out of a larger file
  population    residents by area, a CSV file: area,residents,reference_date,source
  streets       the streets and their numbers, a CSV file (street,number,lon,lat, or the columns of ANNCSU) or
                points with addr:street and addr:housenumber; replaces those loaded before
  isochrones    how far one walks: polygons with centre and minutes; replaces those of the same centres

Files are GeoJSON in WGS84. The code is looked for in id, code or codice, the name in name, nome or label;
--id and --name give other properties. Features of one code and one name are parts of one area.
Of areas and cells --snap draws borders within half a metre of each other onto the first, and --clip cuts off what
belongs to a feature before or lies outside the municipality: both say what they change. The database is that of the server (DATABASE_URL or DATA_DIR).
Messages are in the language of the environment, Italian or English; --lang chooses.`,
}

type Language = keyof Bilingual

/** By --lang, else by what the environment sets first of LC_ALL, LC_MESSAGES and LANG. */
function languageOf(args: string[]): Language {
  const { lang } = parseArgs({ args, strict: false, options: { lang: { type: 'string' } } }).values
  if (lang !== undefined && lang !== 'it' && lang !== 'en')
    throw new StartFault('--lang is it or en · --lang è it o en')
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  return lang ?? ((LC_ALL || LC_MESSAGES || LANG || '').startsWith('it') ? 'it' : 'en')
}

/** Rows printed before the rest is only counted: the summary stays on one screen. */
const rowsShown = 20

/** What was loaded, by its count. */
const amountOf: Record<TerritorySet, (count: number) => Bilingual> = {
  areas: count => ({ it: `${count} aree`, en: `${count} areas` }),
  centres: count => ({ it: `${count} centri`, en: `${count} centres` }),
  cells: count => ({ it: `${count} celle`, en: `${count} cells` }),
  'cells-from': count => ({
    it: `${count} celle fatte dalle sezioni`,
    en: `${count} cells built from sections`,
  }),
  municipality: () => ({ it: 'il comune', en: 'the municipality' }),
  population: count => ({ it: `${count} righe di popolazione`, en: `${count} rows of population` }),
  streets: count => ({ it: `${count} vie`, en: `${count} streets` }),
  isochrones: count => ({ it: `${count} tempi a piedi`, en: `${count} walking times` }),
}

function summary({ set, items, notes }: Loaded, language: Language): string {
  const lines = items
    .slice(0, rowsShown)
    .map(({ id, name, detail }) => `  ${id}  ${name}: ${detail[language]}`)
  const more = items.length - rowsShown
  if (more > 0) lines.push({ it: `  e altre ${more} righe`, en: `  and ${more} more` }[language])
  const verb = { it: 'Caricato:', en: 'Loaded' }[language]
  const what = amountOf[set](items.length)[language]
  return [`${verb} ${what}.`, ...lines, ...notes.map(note => note[language])].join('\n')
}

/** What is wrong with the command itself or with the file it names. */
const commandFault = (language: Language, it: string, en: string) => new StartFault({ it, en }[language])

function readText(file: string, language: Language): string {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw commandFault(language, `${file} non si può leggere (${code}).`, `${file} cannot be read (${code}).`)
  }
  const encoding = encodingOf(bytes)
  if (!isText(bytes, encoding))
    throw commandFault(
      language,
      `${file} non è un testo: si leggono GeoJSON e CSV.`,
      `${file} is no text: GeoJSON or CSV is read.`,
    )
  const { text } = decode(bytes)
  const broken = text.split('\n').flatMap((line, index) => (line.includes('\ufffd') ? [index + 1] : []))
  if (broken.length > 0) {
    const lines = broken.slice(0, 10).join(', ')
    throw commandFault(
      language,
      `${file} ha lettere perdute, ${broken.length === 1 ? 'nella riga' : 'nelle righe'} ${lines}: salvalo di nuovo in UTF-8.`,
      `${file} has letters that are lost, in ${broken.length === 1 ? 'line' : 'lines'} ${lines}: save it again as UTF-8.`,
    )
  }
  return text
}

async function main(args: string[], language: Language): Promise<void> {
  const { values, positionals } = parseCommand(args, language)
  const [name, file, ...rest] = positionals
  const set = sets.find(one => one === name)
  if (!set || !file || rest.length > 0) throw new StartFault(usage[language])
  const { where } = readEnvironment(process.env)
  const content = readText(file, language)
  const database = await connect(where)
  try {
    await migrate(database.owner)
    const options = { ...values, source: values.source ?? basename(file) }
    console.log(summary(await load(database.owner, set, content, options), language))
  } catch (error) {
    throw error instanceof LoadFaults ? new StartFault(refusal(error, set, language)) : error
  } finally {
    await database.close()
  }
}

function parseCommand(args: string[], language: Language) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        from: text,
        source: text,
        id: text,
        name: text,
        only: text,
        lang: text,
        snap: flag,
        clip: flag,
      },
    })
  } catch (error) {
    const { code, message } = error as Error & { code?: string }
    if (!code?.startsWith('ERR_PARSE_ARGS')) throw error
    const option = /'(-[^' ]*)/.exec(message)?.[1] ?? ''
    const it =
      code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
        ? `L’opzione ${option} non esiste.`
        : `L’opzione ${option} è senza il suo valore, o ne ha uno di troppo.`
    throw commandFault(language, `${it}\n\n${usage.it}`, `${message}\n\n${usage.en}`)
  }
}

async function run(args: string[]): Promise<void> {
  try {
    await main(args, languageOf(args))
  } catch (error) {
    console.error(error instanceof StartFault || error instanceof EnvironmentFaults ? error.message : error)
    process.exitCode = 1
  }
}

await run(process.argv.slice(2))
