/** Which format a file has is seen in the file: names and declared types of files are often wrong, and not asked for. */
import type { IncomingMessage } from 'node:http'
import { Problem } from '../http/problem.ts'
import { type Archive, archiveOf, bytesOf, isArchive } from './archive.contract.ts'
import * as csv from './csv.ts'
import { FileUnreadable } from './file-unreadable.contract.ts'
import { foreignArchive, foreignBytes, foreignText } from './foreign.ts'
import { fileFault, fileLimits, type Meaning, type Reading, turn, unreadable } from './format.ts'
import * as geojson from './geojson.ts'
import * as hsds from './hsds.ts'
import { linesOf, type Path, parseJson, records } from './json.ts'
import * as osm from './osm.ts'
import { tableReading } from './table.ts'
import { encodingOf, isText, piecesOf } from './text.contract.ts'
import { isWorkbook, sheetOf } from './workbook.contract.ts'

/**
 * The whole body. Whoever is refused half way is still listened to, and forgotten, so that the answer arrives.
 * @throws Problem for a body that is empty or too large
 */
export function received(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const settle = (then: () => void) => {
      request.off('data', onData).off('end', onEnd).off('error', onBreak).off('close', onBreak)
      then()
    }
    const onData = (chunk: Buffer) => {
      size += chunk.length
      if (size <= fileLimits.bytes) return void chunks.push(chunk)
      settle(() => {
        chunks.length = 0
        request.on('error', () => {})
        request.resume()
        reject(new Problem('file-too-large'))
      })
    }
    const onEnd = () =>
      settle(() =>
        size === 0 ? reject(unreadable(fileFault('empty_file'))) : resolve(Buffer.concat(chunks)),
      )
    const onBreak = () => settle(() => reject(new Problem('malformed-json')))
    request.on('data', onData).on('end', onEnd).on('error', onBreak).on('close', onBreak)
  })
}

/**
 * @param meaning what the import knows of columns
 * @throws Problem saying in a sentence, with the place, why the file cannot be read
 */
export async function readFile(bytes: Buffer, meaning: Meaning): Promise<Reading> {
  try {
    return await readFormat(bytes, meaning)
  } catch (error) {
    throw error instanceof FileUnreadable ? unreadable(fileFault(error.code, error.words)) : error
  }
}

async function readFormat(bytes: Buffer, meaning: Meaning): Promise<Reading> {
  if (isArchive(bytes)) return readArchive(archiveOf(bytes), meaning)
  if (osm.isPbf(bytes)) return osm.readPbf(bytes, meaning)
  const foreign = foreignBytes(bytes)
  if (foreign) throw unreadable(foreign)
  const encoding = encodingOf(bytes)
  if (!isText(bytes, encoding)) throw unreadable(fileFault('unknown_format'))
  let text = ''
  for (const piece of piecesOf(bytes, encoding)) {
    text += piece
    await turn()
  }
  const head = text.slice(0, 4000).trimStart()
  if (osm.isOsmXml(head)) return osm.readXml(text, meaning)
  const other = foreignText(head)
  if (other) throw unreadable(other)
  return head[0] === '{' || head[0] === '[' ? readJson(text, meaning) : csv.read(text, meaning)
}

async function readArchive(archive: Archive, meaning: Meaning): Promise<Reading> {
  const mimetype = archive.get('mimetype')
  const declared = mimetype && mimetype.size < 200 ? new TextDecoder().decode(await bytesOf(mimetype)) : ''
  if (isWorkbook(archive)) {
    const { rows, omissions } = await sheetOf(archive, meaning.knows, fileLimits)
    return tableReading('xlsx', rows, omissions, meaning)
  }
  if (hsds.isPackage(archive)) return hsds.readPackage(archive, meaning)
  throw unreadable(foreignArchive(archive, declared) ?? fileFault('unknown_format'))
}

/** One object on each line, as exports of databases write them. */
function isLines(text: string): boolean {
  const end = text.indexOf('\n')
  if (end === -1 || !/^\s*\{/.test(text.slice(end + 1, end + 200))) return false
  try {
    JSON.parse(text.slice(0, end))
    return true
  } catch {
    return false
  }
}

async function readJson(text: string, meaning: Meaning): Promise<Reading> {
  if (isLines(text)) return readLines(text, meaning)
  const value = parseJson(text)
  if (osm.isOverpass(value)) return osm.read(value, meaning)
  if (hsds.isHsds(value)) return hsds.read(value as Record<string, unknown>, meaning)
  if (geojson.isGeoJson(value)) return geojson.read(value, paths => linesOf(text, paths), meaning)
  if (Array.isArray(value)) return records(value, meaning)
  throw unreadable(fileFault('unknown_format'))
}

async function readLines(text: string, meaning: Meaning): Promise<Reading> {
  const lines = text
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [{ line, number: index + 1 }]))
  if (lines.length > fileLimits.rows) throw unreadable(fileFault('too_many_rows'))
  const values: unknown[] = []
  for (const { line, number } of lines) {
    values.push(parseJson(line, number))
    if (values.length % 500 === 0) await turn()
  }
  if (!values.every(geojson.isGeoJson)) return records(values, meaning)
  const lineOfPath = (path: Path) => lines[Number(path[1] ?? 0)]?.number ?? 1
  return geojson.read(
    { type: 'FeatureCollection', features: values },
    paths => paths.map(lineOfPath),
    meaning,
  )
}
