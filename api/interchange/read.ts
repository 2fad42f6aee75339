/** Which format a file has is seen in the file: names and declared types of files are often wrong, and not asked for. */
import type { IncomingMessage } from 'node:http'
import { Problem } from '../http/problem.ts'
import { isArchive, unfolded } from './archive.ts'
import * as csv from './csv.ts'
import { fileFault, fileLimits, type Reading, unreadable } from './format.ts'
import * as geojson from './geojson.ts'
import * as hsds from './hsds.ts'
import { parsed, records } from './json.ts'
import * as osm from './osm.ts'
import * as xlsx from './xlsx.ts'

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

/** @throws Problem saying in a sentence, with the place, why the file cannot be read */
export async function readFile(bytes: Buffer): Promise<Reading> {
  if (bytes.length >= 4 && isArchive(bytes)) {
    const parts = unfolded(bytes)
    if ('[Content_Types].xml' in parts && Object.keys(parts).some(name => name.startsWith('xl/')))
      return xlsx.read(parts)
    if (hsds.isPackage(parts)) return hsds.readPackage(parts)
    throw unreadable(fileFault('unknown_format'))
  }
  if (osm.isPbf(bytes)) return osm.readPbf(bytes)
  if (!csv.isText(bytes)) throw unreadable(fileFault('unknown_format'))
  const start = bytes
    .subarray(0, 1000)
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .trimStart()[0]
  if (start === '{' || start === '[') return readJson(bytes.toString('utf8').replace(/^\ufeff/, ''))
  return csv.read(bytes)
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

async function readJson(text: string): Promise<Reading> {
  if (isLines(text)) {
    const lines = text.split('\n').filter(line => line.trim() !== '')
    if (lines.length > fileLimits.rows) throw unreadable(fileFault('too_many_rows'))
    const values = lines.map((line, index) => {
      try {
        return JSON.parse(line) as unknown
      } catch {
        throw unreadable(fileFault('broken_json', { line: index + 1, character: 1 }))
      }
    })
    const features = values.every(value => geojson.isGeoJson(value))
    if (!features) return records(values)
    const collection = { type: 'FeatureCollection', features: values }
    return geojson.read(JSON.stringify(collection, null, 1), collection)
  }
  const value = parsed(text)
  if (osm.isOverpass(value)) return osm.read(value)
  if (hsds.isHsds(value)) return hsds.read(value as Record<string, unknown>)
  if (geojson.isGeoJson(value)) return geojson.read(text, value)
  if (Array.isArray(value)) return records(value)
  throw unreadable(fileFault('unknown_format'))
}
