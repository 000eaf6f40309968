// Databases of other programs of this field, made as those programs make them.
import { gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'

type Cell = string | number | null
type Filled = Readonly<Record<string, readonly (readonly Cell[])[]>>

/** The bytes of a SQLite file; `sql` makes its tables, `rows` fill them. */
export function databaseOf(sql: string, rows: Filled = {}): Uint8Array {
  const db = new Database(':memory:')
  try {
    db.exec(sql)
    for (const [table, all] of Object.entries(rows))
      for (const row of all) db.prepare(`INSERT INTO ${table} VALUES (${row.map(() => '?').join(', ')})`).run(...row)
    return db.serialize()
  } finally {
    db.close()
  }
}

export const TAGUETTE = `
  CREATE TABLE projects (id INTEGER PRIMARY KEY, name TEXT, description TEXT, created TEXT);
  CREATE TABLE documents (id INTEGER PRIMARY KEY, name TEXT, description TEXT, filename TEXT, created TEXT, project_id INTEGER, text_direction TEXT, contents TEXT);
  CREATE TABLE tags (id INTEGER PRIMARY KEY, project_id INTEGER, path TEXT, description TEXT);
  CREATE TABLE highlights (id INTEGER PRIMARY KEY, document_id INTEGER, start_offset INTEGER, end_offset INTEGER, snippet TEXT);
  CREATE TABLE highlight_tags (highlight_id INTEGER, tag_id INTEGER, PRIMARY KEY (highlight_id, tag_id));
  CREATE TABLE commands (id INTEGER PRIMARY KEY, date TEXT, user_login TEXT, payload TEXT);`

export const QUALCODER = `
  CREATE TABLE project (databaseversion TEXT, date TEXT, memo TEXT, about TEXT);
  CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT UNIQUE, fulltext TEXT, mediapath TEXT, memo TEXT, owner TEXT, date TEXT, av_text_id INTEGER, risid INTEGER);
  CREATE TABLE code_cat (catid INTEGER PRIMARY KEY, name TEXT, owner TEXT, date TEXT, memo TEXT, supercatid INTEGER);
  CREATE TABLE code_name (cid INTEGER PRIMARY KEY, name TEXT UNIQUE, memo TEXT, catid INTEGER, owner TEXT, date TEXT, color TEXT);
  CREATE TABLE code_text (ctid INTEGER PRIMARY KEY, cid INTEGER, fid INTEGER, seltext TEXT, pos0 INTEGER, pos1 INTEGER, owner TEXT, date TEXT, memo TEXT, avid INTEGER, important INTEGER);
  CREATE TABLE code_image (imid INTEGER PRIMARY KEY, id INTEGER);
  CREATE TABLE annotation (anid INTEGER PRIMARY KEY, fid INTEGER, pos0 INTEGER, pos1 INTEGER, memo TEXT, owner TEXT, date TEXT);
  CREATE TABLE cases (caseid INTEGER PRIMARY KEY, name TEXT, memo TEXT, owner TEXT, date TEXT);
  CREATE TABLE case_text (id INTEGER PRIMARY KEY, caseid INTEGER, fid INTEGER, pos0 INTEGER, pos1 INTEGER, owner TEXT, date TEXT, memo TEXT);
  CREATE TABLE attribute (attrid INTEGER PRIMARY KEY, name TEXT, attr_type TEXT, value TEXT, id INTEGER, date TEXT, owner TEXT);
  CREATE TABLE journal (jid INTEGER PRIMARY KEY, name TEXT, jentry TEXT, date TEXT, owner TEXT);`

/** A TAR archive compressed by gzip. `kind`: `0` for a file, `2` for a link. */
export function tarGzOf(entries: readonly Readonly<{ name: string; words: string; kind?: string }>[]): Uint8Array {
  const parts = entries.flatMap(({ name, words, kind = '0' }) => {
    const held = Buffer.from(words)
    const header = Buffer.alloc(512)
    header.write(name, 0)
    header.write('0000644\0', 100)
    header.write(`${held.length.toString(8).padStart(11, '0')}\0`, 124)
    header.write('        ', 148)
    header.write(kind, 156)
    header.write('ustar\x0000', 257)
    header.write(
      `${header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    )
    return [header, held, Buffer.alloc((512 - (held.length % 512)) % 512)]
  })
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(1_024)]))
}

export type CatmaMark = Readonly<{
  id: string
  tag: string
  places: readonly (readonly [number, number])[]
  values?: Readonly<Record<string, string>>
  author?: string
}>

/** Annotations as CATMA writes them: the document of `length` cut wherever a mark begins or ends, each part naming the marks on it. */
export function catmaTei(
  length: number,
  marks: readonly CatmaMark[],
  tags: readonly Readonly<{ id: string; name: string; parent?: string }>[],
): string {
  const edges = [...new Set([0, length, ...marks.flatMap(({ places }) => places.flat())])].sort((a, b) => a - b)
  const parts = edges.slice(1).map((end, i) => {
    const start = edges[i] as number
    const on = marks.filter(({ places }) => places.some(([from, to]) => from <= start && to >= end))
    const pointer = `<ptr target="catma:///CATMA_DOC#char=${start},${end}" type="inclusion"/>`
    return on.length === 0 ? pointer : `<seg ana="${on.map(({ id }) => `#${id}`).join(' ')}">${pointer}</seg>`
  })
  const string = (name: string, value: string) => `<f name="${name}"><string>${value}</string></f>`
  return `<?xml version="1.0" encoding="UTF-8"?>
<TEI xml:lang="en" xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Reading one</title></titleStmt></fileDesc><encodingDesc>
<fsdDecl xml:id="CATMA_SET" n="My tags 2024-05-06T07:08:09.000+0200">${tags
    .map(
      ({ id, name, parent }) =>
        `<fsDecl xml:id="${id}" n="2024-05-06T07:08:09.000+0200" type="${id}"${parent === undefined ? '' : ` baseTypes="${parent}"`}><fsDescr>${name}</fsDescr><fDecl xml:id="P_${id}" name="catma_displaycolor"><vRange><vColl><string>-16776961</string></vColl></vRange></fDecl></fsDecl>`,
    )
    .join('')}</fsdDecl></encodingDesc></teiHeader>
<text><body><ab type="catma">${parts.join('')}</ab></body>${marks
    .map(
      ({ id, tag, values = {}, author = 'ada' }) =>
        `<fs xml:id="${id}" type="${tag}">${string('catma_markupauthor', author)}${string('catma_markuptimestamp', '2024-05-06T07:08:09.000+0200')}${Object.entries(
          values,
        )
          .map(([name, value]) => `<f name="${name}"><vRange><vColl><string>${value}</string></vColl></vRange></f>`)
          .join('')}</fs>`,
    )
    .join('')}</text></TEI>`
}
