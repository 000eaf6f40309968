// Between records and rows. The columns of a kind are read off its declaration: text as TEXT, whole numbers as INTEGER,
// yes and no as 0 and 1, lists and objects as JSON. This is the one place where SQL is put together, and only from the
// names in the declarations.
import { z } from 'zod'
import { Failure } from '../../shared/failure.ts'
import { type Kind, kinds, type RecordOf, records } from '../../shared/records.ts'

export type Value = string | number | null
type Form = 'text' | 'whole' | 'flag' | 'json'
type Column = Readonly<{ name: string; type: 'TEXT' | 'INTEGER'; form: Form; nullable: boolean }>

function formOf(field: unknown): Form {
  if (field instanceof z.ZodString || field instanceof z.ZodEnum) return 'text'
  if (field instanceof z.ZodNumber) return 'whole'
  if (field instanceof z.ZodBoolean) return 'flag'
  if (field instanceof z.ZodArray || field instanceof z.ZodObject || field instanceof z.ZodRecord) return 'json'
  throw new TypeError('a record has a field that no column can hold')
}

function columnOf(name: string, declared: unknown): Column {
  let field = declared
  let nullable = false
  while (field instanceof z.ZodReadonly || field instanceof z.ZodNullable || field instanceof z.ZodDefault) {
    nullable ||= field instanceof z.ZodNullable
    field = field.unwrap()
  }
  const form = formOf(field)
  return { name, type: form === 'text' || form === 'json' ? 'TEXT' : 'INTEGER', form, nullable }
}

const columnsOf = (kind: Kind): readonly Column[] =>
  Object.entries(records[kind].unwrap().shape).map(([name, field]) => columnOf(name, field))

/** Rows with their numbers, onward from one and backward from one. */
export type Walk = Readonly<{ ahead: string; back: string }>
type Table = Readonly<{ columns: readonly Column[]; all: string; one: string; insert: string; update: string; remove: string; walk: Walk }>

function tableOf(kind: Kind): Table {
  const columns = columnsOf(kind)
  const names = columns.map((column) => column.name)
  // Naming the id in an update would make SQLite look for everything that refers to it.
  const fields = names.filter((name) => name !== 'id')
  const all = `SELECT ${names.join(', ')} FROM ${kind}`
  return {
    columns,
    all,
    one: `${all} WHERE id = ?`,
    insert: `INSERT INTO ${kind} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    update: `UPDATE ${kind} SET ${fields.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`,
    remove: `DELETE FROM ${kind} WHERE id = ?`,
    walk: {
      ahead: `SELECT rowid, ${names.join(', ')} FROM ${kind} WHERE rowid > ? ORDER BY rowid`,
      back: `SELECT rowid, ${names.join(', ')} FROM ${kind} WHERE rowid < ? ORDER BY rowid DESC`,
    },
  }
}

export const tables = Object.fromEntries(kinds.map((kind) => [kind, tableOf(kind)])) as Readonly<Record<Kind, Table>>

export const HIGHLIGHTS_OF_ARTICLE = `${tables.highlight.all} WHERE articleId = ?`
export const CODINGS_OF_ARTICLE = `${tables.coding.all} WHERE highlightId IN (SELECT id FROM highlight WHERE articleId = ?)`
/** Codings of one code, article by article. */
export const CODINGS_OF_CODE = `${tables.coding.all} WHERE codeId = ? ORDER BY articleId, id`
/** Links with an end in an article; a link inside it once. */
export const LINKS_OF_ARTICLE = `${tables.link.all} WHERE fromId IN (SELECT id FROM highlight WHERE articleId = $id)
UNION ${tables.link.all} WHERE toId IN (SELECT id FROM highlight WHERE articleId = $id)`
/** By a list of ids as JSON. */
export const HIGHLIGHTS_BY_ID = `${tables.highlight.all} WHERE id IN (SELECT value FROM json_each(?))`
export const HIGHLIGHTS_OF_ENTITIES = `${tables.highlight.all} WHERE entityId IN (SELECT value FROM json_each(?))`
/** By a list of ids as JSON; reads through all codings. */
export const CODINGS_OF_ENTITIES = `${tables.coding.all} WHERE attributes <> '{}' AND EXISTS (
  SELECT 1 FROM json_each(coding.attributes) AS held WHERE held.value IN (SELECT value FROM json_each(?)))`
export const FEELINGS_OF_ENTITIES = `${tables.feeling.all} WHERE entityId IN (SELECT value FROM json_each(?))`
/** With a stance towards one of them, by a list of ids as JSON; reads through all pairs. */
export const PAIRS_OF_ENTITIES = `${tables.pair.all} WHERE stances <> '[]' AND EXISTS (
  SELECT 1 FROM json_each(pair.stances) AS held WHERE held.value ->> '$.entityId' IN (SELECT value FROM json_each(?)))`
export const USES_OF_ENTITIES = 'SELECT entityId, count(*) AS highlights FROM highlight WHERE entityId IS NOT NULL GROUP BY entityId'
/** Earlier texts, the first one first. */
export const REVISIONS_OF_ARTICLE = `${tables.revision.all} WHERE articleId = ? ORDER BY number`
export const DISMISSALS_OF_ARTICLE = `${tables.dismissal.all} WHERE articleId = ? ORDER BY rowid`
/** How often the suggestions of each rule were accepted (and still stand) and rejected. */
export const ACCEPTED = "SELECT rule, count(*) AS count FROM highlight WHERE rule <> '' GROUP BY rule"
export const REJECTED = 'SELECT rule, count(*) AS count FROM dismissal GROUP BY rule'
export const BOOKMARKS_OF_ARTICLE = `${tables.bookmark.all} WHERE articleId = ? ORDER BY offset, id`
/** The oldest first. */
export const ZONE_MARKS_OF_ARTICLE = `${tables.zoneMark.all} WHERE articleId = ? ORDER BY rowid`
export const ORPHANS_OF_ARTICLE = `${tables.orphan.all} WHERE articleId = ? ORDER BY rowid`
/** On either side. */
export const PAIRS_OF_ARTICLE = `${tables.pair.all} WHERE aId = $id OR bId = $id`
export const FINDINGS_OF_ARTICLE = `${tables.finding.all} WHERE articleId = $id OR thereId = $id`
export const REPRINTS_OF_ARTICLE = `${tables.article.all} WHERE reprintOf = ?`
export const ARTICLES_WITH_ORIGINAL = `${tables.article.all} WHERE originalSha256 = ? ORDER BY row`

const loneSurrogate = /\p{Surrogate}/u

/** @throws Failure 'invalid-input' for text that UTF-8 cannot hold */
export function wellFormed(text: string): string {
  if (loneSurrogate.test(text))
    throw new Failure('invalid-input', 'A text holds half a character and cannot be stored. Nothing was changed.')
  return text
}

function encodeField(form: Form, value: unknown): Value {
  if (value === null) return null
  if (form === 'json') return JSON.stringify(value)
  if (typeof value === 'string') return wellFormed(value)
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'number') return value
  throw new TypeError('a record holds a value that no column can hold')
}

/** The row of a record that was validated, in the order of its columns. */
export function encode<K extends Kind>(kind: K, record: RecordOf<K>): Value[] {
  const fields: Readonly<Record<string, unknown>> = { ...record }
  return tables[kind].columns.map(({ name, form }) => encodeField(form, fields[name]))
}

function decodeField(form: Form, value: unknown): unknown {
  if (form === 'json' && typeof value === 'string') return JSON.parse(value)
  if (form === 'flag') return value === 1
  return value
}

/** @throws Failure 'damaged' when a row is no record of its kind */
export function decode<K extends Kind>(kind: K, row: readonly unknown[]): RecordOf<K> {
  try {
    const fields = tables[kind].columns.map(({ name, form }, i) => [name, decodeField(form, row[i])] as const)
    return records[kind].parse(Object.fromEntries(fields)) as RecordOf<K>
  } catch (cause) {
    throw new Failure(
      'damaged',
      `One ${kind} in this project is not what was written. Nothing was changed. Open the newest backup, or salvage what can be read.`,
      { cause },
    )
  }
}
