/** Formats of offices and maps that are not read: each is known by its bytes, and said with the way to one that is. */
import type { Bilingual, Fault } from '../http/operation.ts'
import type { Archive } from './archive.contract.ts'
import { fileFault } from './format.ts'

type Foreign = { what: Bilingual; way: Bilingual }

const asSheet: Bilingual = {
  it: 'aprilo con Excel o LibreOffice e salvalo come .xlsx o CSV',
  en: 'open it with Excel or LibreOffice and save it as .xlsx or CSV',
}
const asGeoJson: Bilingual = {
  it: 'aprilo con QGIS ed esportalo come GeoJSON in WGS84 (EPSG:4326)',
  en: 'open it with QGIS and export it as GeoJSON in WGS84 (EPSG:4326)',
}
const asList: Bilingual = {
  it: 'copia l’elenco in un foglio di calcolo e salvalo come .xlsx o CSV',
  en: 'copy the list into a spreadsheet and save it as .xlsx or CSV',
}
const asOverpass: Bilingual = {
  it: 'esporta i dati come .osm, o come JSON da Overpass',
  en: 'export the data as .osm, or as JSON from Overpass',
}
const unpacked: Bilingual = {
  it: 'aprilo e importa il file che contiene',
  en: 'unpack it and import the file within it',
}
const words = (it: string, en: string): Bilingual => ({ it, en })

const kml: Foreign = {
  what: words('È un KML di Google Earth o My Maps', 'It is a KML of Google Earth or My Maps'),
  way: asGeoJson,
}
const shapefile: Foreign = { what: words('È uno shapefile', 'It is a shapefile'), way: asGeoJson }
const ods: Foreign = {
  what: words('È un foglio ODS di LibreOffice', 'It is an ODS sheet of LibreOffice'),
  way: {
    it: 'aprilo con LibreOffice e salvalo come .xlsx o CSV',
    en: 'open it with LibreOffice and save it as .xlsx or CSV',
  },
}
const document: Foreign = { what: words('È un documento di testo', 'It is a text document'), way: asList }
const slides: Foreign = { what: words('È una presentazione', 'It is a presentation'), way: asList }
const image: Foreign = { what: words('È un’immagine', 'It is an image'), way: asList }
const web: Foreign = { what: words('È una pagina web', 'It is a web page'), way: asList }
const packed: Foreign = { what: words('È un archivio compresso', 'It is a packed archive'), way: unpacked }

/** By the names of the parts of a zip. */
const archives: [RegExp, Foreign][] = [
  [/\.kml$/i, kml],
  [/\.shp$/i, shapefile],
  [/\.gpkg$/i, { what: words('È un GeoPackage', 'It is a GeoPackage'), way: asGeoJson }],
  [/^word\//, document],
  [/^ppt\//, slides],
  [/^xl\/.*\.bin$/, { what: words('È un foglio XLSB', 'It is an XLSB sheet'), way: asSheet }],
  [/^Index\/.*\.iwa$/, { what: words('È un documento di Apple', 'It is a document of Apple'), way: asSheet }],
]
const openDocuments: [RegExp, Foreign][] = [
  [/opendocument\.spreadsheet/, ods],
  [/opendocument\.presentation/, slides],
  [/opendocument/, document],
]

/** @param mimetype the part of that name, which OpenDocument has in the first place */
export function foreignArchive(archive: Archive, mimetype: string): Fault | undefined {
  const names = [...archive.keys()]
  const kind =
    openDocuments.find(([pattern]) => pattern.test(mimetype))?.[1] ??
    archives.find(([pattern]) => names.some(name => pattern.test(name)))?.[1]
  if (kind) return faultOf(kind)
  return names.some(name => /\.(csv|xlsx|geojson|json|osm|pbf)$/i.test(name)) ? faultOf(packed) : undefined
}

/** By the first bytes. */
const signatures: [string | readonly number[], Foreign, number?][] = [
  ['%PDF', { what: words('È un PDF', 'It is a PDF'), way: asList }],
  [
    'SQLite format 3',
    {
      what: words('È un GeoPackage o un database SQLite', 'It is a GeoPackage or an SQLite database'),
      way: asGeoJson,
    },
  ],
  ['{\\rtf', document],
  [[0xff, 0xd8, 0xff], image],
  [[0x89, 0x50, 0x4e, 0x47], image],
  ['GIF8', image],
  ['RIFF', image],
  ['ftypheic', image, 4],
  ['ftypmif1', image, 4],
  [[0x49, 0x49, 0x2a, 0x00], image],
  [[0x4d, 0x4d, 0x00, 0x2a], image],
  ['BM', image],
  [[0x00, 0x00, 0x27, 0x0a], shapefile],
  [[0x1f, 0x8b], packed],
  ['7z\xbc\xaf', packed],
  ['Rar!', packed],
  ['fgb', { what: words('È un FlatGeobuf', 'It is a FlatGeobuf'), way: asGeoJson }],
  [
    'PMTiles',
    { what: words('È una mappa di sfondo PMTiles', 'It is a PMTiles background map'), way: asOverpass },
  ],
  ['Standard Jet DB', { what: words('È un database Access', 'It is an Access database'), way: asSheet }, 4],
  ['Standard ACE DB', { what: words('È un database Access', 'It is an Access database'), way: asSheet }, 4],
]
/** What older Office programs write, and newer ones under a password. */
const compound = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const utf16 = (text: string) => Buffer.from(text, 'utf16le')

export function foreignBytes(bytes: Buffer): Fault | undefined {
  const starts = (sign: string | readonly number[], at = 0) => {
    const expected = typeof sign === 'string' ? Buffer.from(sign, 'latin1') : Buffer.from(sign)
    return bytes.subarray(at, at + expected.length).equals(expected)
  }
  if (starts(compound)) {
    if (bytes.includes(utf16('EncryptedPackage'))) return fileFault('locked_sheet')
    const sheet = bytes.includes(utf16('Workbook')) || bytes.includes(utf16('Book'))
    return faultOf(
      sheet
        ? {
            what: words('È un foglio XLS del vecchio Excel', 'It is an XLS sheet of older Excel'),
            way: asSheet,
          }
        : document,
    )
  }
  const kind = signatures.find(([sign, , at]) => starts(sign, at))?.[1]
  return kind && (kind !== image || !isPlain(bytes)) ? faultOf(kind) : undefined
}

/** A table may begin with the letters of an image: «BM;…». */
const isPlain = (bytes: Buffer) =>
  bytes.subarray(0, 512).every(byte => byte >= 0x20 || byte === 9 || byte === 10 || byte === 13)

/** By the first element of a text with tags. */
const textElements: [RegExp, Foreign][] = [
  [/<kml[\s>]/i, kml],
  [/<gpx[\s>]/i, { what: words('È una traccia GPX', 'It is a GPX track'), way: asGeoJson }],
  [
    /<osmChange[\s>]/,
    {
      what: words('È un elenco di modifiche di OpenStreetMap', 'It is a list of changes of OpenStreetMap'),
      way: asOverpass,
    },
  ],
  [/<(\w+:)?FeatureCollection[\s>]/, { what: words('È un GML', 'It is a GML'), way: asGeoJson }],
  [
    /urn:schemas-microsoft-com:office:spreadsheet/,
    { what: words('È un foglio XML di Excel 2003', 'It is an XML sheet of Excel 2003'), way: asSheet },
  ],
  [
    /<table[\s>]/i,
    { what: words('È una tabella di una pagina web', 'It is a table of a web page'), way: asSheet },
  ],
  [/<(!doctype )?html[\s>]/i, web],
  [
    /^\s*<\?xml/i,
    {
      what: words('È un XML di un formato che non si legge', 'It is an XML of a format that is not read'),
      way: asSheet,
    },
  ],
]

/** @param head the first signs of the text */
export function foreignText(head: string): Fault | undefined {
  if (!/^\s*</.test(head)) return undefined
  const kind = textElements.find(([pattern]) => pattern.test(head))?.[1]
  return kind && faultOf(kind)
}

const faultOf = ({ what, way }: Foreign): Fault => fileFault('other_format', { what, way })
