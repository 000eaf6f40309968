// Databases of other programs of this field, made as those programs make them.
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
