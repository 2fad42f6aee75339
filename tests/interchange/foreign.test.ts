/** Formats that are not read are known by their bytes, and the sentence tells the way to one that is. */
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { refusalOf } from '../support/meaning.ts'

const zip = (...names: string[]) =>
  Buffer.from(zipSync(Object.fromEntries(names.map(name => [name, strToU8(name)]))))
const openDocument = (kind: string) =>
  Buffer.from(
    zipSync({
      mimetype: [strToU8(`application/vnd.oasis.opendocument.${kind}`), { level: 0 }],
      'content.xml': strToU8('<x/>'),
    }),
  )
const compound = (name: string) =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(600),
    Buffer.from(name, 'utf16le'),
    Buffer.alloc(40),
  ])

test.for([
  [
    'KML',
    '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>',
    /KML.*QGIS.*GeoJSON/,
  ],
  ['KMZ', zip('doc.kml', 'images/a.png'), /KML.*GeoJSON/],
  ['GPX', '<?xml version="1.0"?>\n<gpx version="1.1"></gpx>', /GPX.*GeoJSON/],
  ['GML', '<?xml version="1.0"?><gml:FeatureCollection xmlns:gml="x"/>', /GML.*GeoJSON/],
  ['ODS', openDocument('spreadsheet'), /ODS di LibreOffice.*\.xlsx o CSV/],
  ['ODT', openDocument('text'), /documento di testo.*foglio di calcolo/],
  ['a zipped shapefile', zip('a/aree.shp', 'a/aree.dbf', 'a/aree.prj'), /shapefile.*QGIS/],
  ['a shapefile', Buffer.from('0000270a0000000000000000', 'hex'), /shapefile.*QGIS/],
  ['GeoPackage', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(100)]), /GeoPackage.*GeoJSON/],
  ['XLS', compound('Workbook'), /XLS del vecchio Excel.*\.xlsx/],
  ['a workbook under a password', compound('EncryptedPackage'), /senza password/],
  ['DOC', compound('WordDocument'), /documento di testo/],
  ['DOCX', zip('[Content_Types].xml', 'word/document.xml'), /documento di testo/],
  ['XLSB', zip('[Content_Types].xml', 'xl/workbook.bin'), /XLSB.*\.xlsx/],
  ['PDF', '%PDF-1.7\n…', /PDF.*foglio di calcolo/],
  ['RTF', '{\\rtf1 ciao}', /documento di testo/],
  ['JPEG', Buffer.from('ffd8ffe000104a464946', 'hex'), /immagine/],
  ['PNG', Buffer.from('89504e470d0a1a0a', 'hex'), /immagine/],
  ['a web page', '<!doctype html><html><body>ciao</body></html>', /pagina web/],
  [
    'a table of a web page, named .xls',
    '<html><body><table><tr><td>Nome</td></tr></table></body></html>',
    /tabella di una pagina web.*\.xlsx/,
  ],
  [
    'Excel 2003 XML',
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    /Excel 2003.*\.xlsx/,
  ],
  ['gzip', Buffer.from('1f8b0800000000000000', 'hex'), /archivio compresso.*aprilo/],
  ['a zip of a table', zip('elenco.csv'), /archivio compresso.*aprilo/],
] as const)('%s', async ([_name, file, sentence]) => {
  const [refusal, ...others] = await refusalOf(file)
  expect(others).toEqual([])
  expect(refusal?.code).toMatch(/^(other_format|locked_sheet)$/)
  expect(refusal?.it).toMatch(sentence)
  expect(refusal?.it).toMatch(/^[^.{}]{20,160}(\.xlsx)?[^.{}]*$/)
  expect(refusal?.en).toMatch(/^[A-Z][^{}]{20,160}$/)
  expect(refusal?.en).not.toBe(refusal?.it)
})

test('a table that begins like an image is a table', async () => {
  expect(await refusalOf('BM;Nome;Tipo\n1;Uno;mensa\n')).toEqual([])
})
