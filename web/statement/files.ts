/** Every file that a view becomes, made in the browser; each maker is fetched when it is first asked for. */
import regular from '@fontsource/titillium-web/files/titillium-web-latin-400-normal.woff?url'
import bold from '@fontsource/titillium-web/files/titillium-web-latin-700-normal.woff?url'
import regularExtended from '@fontsource/titillium-web/files/titillium-web-latin-ext-400-normal.woff?url'
import boldExtended from '@fontsource/titillium-web/files/titillium-web-latin-ext-700-normal.woff?url'
import type { Statement } from '../view/statement.ts'
import type { StatementWords } from '../words/statement.ts'
import type { Geometry } from './geojson.ts'
import { mapInImage, mapOnPaper } from './onPaper.ts'
import { legendOf } from './picture/legend.ts'
import type { Picture } from './picture/picture.ts'
import { planOf } from './picture/plan.ts'
import { posterOf } from './picture/poster.ts'
import { fileName, type Provenance, sourceLine } from './provenance.ts'
import { withTiles } from './tiles.ts'

export const formats = ['xlsx', 'csv', 'csvItalian', 'geojson', 'pdf', 'png', 'svg'] as const
export type Format = (typeof formats)[number]

export type Filing = {
  /** As it is shown: with its columns, rows and order. */
  statement: Statement
  picture: Picture | null
  from: Provenance
  w: StatementWords
  /** As `it-IT`. */
  language: string
}

/** Formats that this view can become: no image without a map, no GeoJSON of what is nowhere. */
export const formatsOf = (picture: Picture | null, statement: Statement): readonly Format[] =>
  formats.filter(format =>
    format === 'png' || format === 'svg'
      ? picture !== null && picture.scene.areas.length > 0
      : format === 'geojson'
        ? picture !== null && statement.rows.some(({ target }) => target !== null)
        : true,
  )

const endings: Record<Format, string> = {
  xlsx: 'xlsx',
  csv: 'csv',
  csvItalian: 'csv',
  geojson: 'geojson',
  pdf: 'pdf',
  png: 'png',
  svg: 'svg',
}

export async function fileOf(format: Format, filing: Filing): Promise<{ name: string; content: Blob }> {
  const { statement, from } = filing
  const kind = format === 'csvItalian' ? '-excel' : ''
  return {
    name: `${fileName(statement, from)}${kind}.${endings[format]}`,
    content: await contentOf(format, filing),
  }
}

async function contentOf(format: Format, filing: Filing): Promise<Blob> {
  const { statement, picture, from, w } = filing
  switch (format) {
    case 'xlsx':
      return (await import('./xlsx.ts')).xlsxOf(statement, from, w)
    case 'csv':
    case 'csvItalian': {
      const { csvOf } = await import('./csv.ts')
      const text = csvOf(statement, from, w, format === 'csv' ? 'open' : 'italian')
      return new Blob([text], { type: 'text/csv;charset=utf-8' })
    }
    case 'geojson': {
      const { geojsonOf } = await import('./geojson.ts')
      const text = geojsonOf(statement, ({ target }) => placeOf(picture, target), from, w)
      return new Blob([text], { type: 'application/geo+json' })
    }
    case 'pdf': {
      const [{ pdfOf }, ...fonts] = await Promise.all([import('./pdf.ts'), bytes(regular), bytes(bold)])
      return pdfOf(
        { ...filing, picture: picture && (await withTiles(picture, mapOnPaper(statement))) },
        { regular: fonts[0]!, bold: fonts[1]!, ...(extended(filing) && { extended: await moreLetters() }) },
      )
    }
    default: {
      const plan = picture && planOf(await withTiles(picture, mapInImage), statement, mapInImage, w)
      if (!plan) throw new Error('no picture')
      const poster = posterOf(plan, {
        title: [statement.hypothesis && `${w.hypothesis} ${statement.hypothesis}`, statement.title]
          .filter(Boolean)
          .join(' · '),
        scale: picture.scale,
        legend: legendOf(picture, w),
        source: `${w.source}: ${sourceLine({ ...statement, title: '' }, from, w)}`,
      })
      const { pngOf, svgOf } = await import('./image.tsx')
      return format === 'png' ? pngOf(poster) : svgOf(poster, w.mapOf(statement.title))
    }
  }
}

/** Whether a name has letters of Latin that the usual half of the typeface lacks, as of Romanian or Albanian. */
const extended = ({ statement, picture }: Pick<Filing, 'statement' | 'picture'>): boolean =>
  /[\u0100-\u024f\u1e00-\u1eff]/.test(
    JSON.stringify([statement, picture?.scene.areas.map(({ area }) => area.properties.name)]),
  )

/** Without them letters lose their marks, and are still read. */
const moreLetters = (): Promise<{ regular: Uint8Array; bold: Uint8Array } | null> =>
  Promise.all([bytes(regularExtended), bytes(boldExtended)]).then(
    ([regular, bold]) => ({ regular: regular!, bold: bold! }),
    () => null,
  )

async function bytes(url: string): Promise<Uint8Array> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

/** Where the row's subject is: an area, or a resource or centre that the picture has. */
function placeOf(picture: Picture | null, target: Statement['rows'][number]['target']): Geometry | null {
  if (!picture || !target) return null
  const { areas, resources, centres } = picture.scene
  const find = (): { geometry: unknown } | undefined => {
    if ('area' in target) return areas.find(({ area }) => area.properties.id === target.area)?.area
    const [kind, id] = target.selection.split(':')
    const list: readonly { geometry: unknown; properties: { id: string } }[] =
      kind === 'centre' ? centres : resources
    return list.find(({ properties }) => properties.id === id)
  }
  return (find()?.geometry ?? null) as Geometry | null
}

/** Hands a file to the browser, as if a link had been followed. */
export function handOver({ name, content }: { name: string; content: Blob }): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(content)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
