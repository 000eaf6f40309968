// The tables of a project file, as a list of migrations. What stands here is frozen: a released migration is never edited,
// a new form of the tables is one more entry at the end.
import Database from 'better-sqlite3'

/** "PrLx": tells a project file from any other SQLite database. */
export const APPLICATION_ID = 0x50724c78

export type Migration = Readonly<{ version: number; sql: string }>

/**
 * `text`, `layout` and `original` are content-addressed and immutable: an article refers to them, and taking an article back keeps
 * them, so that it can be done again. `shelf`, `tally`, `outside` and `search` are derived and kept in step by the store
 * inside the transaction that changes what they are derived from; what an older version lacks of them is filled in at opening.
 */
export const migrations: readonly Migration[] = [
  {
    version: 1,
    sql: `
PRAGMA application_id = 1349667960;
PRAGMA user_version = 1;

CREATE TABLE project (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  name TEXT NOT NULL,
  coderId TEXT NOT NULL REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
  createdAt INTEGER NOT NULL
) STRICT;

CREATE TABLE coder (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL
) STRICT;

CREATE TABLE codebook (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  description TEXT NOT NULL,
  citation TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE code (
  id TEXT PRIMARY KEY NOT NULL,
  codebookId TEXT NOT NULL REFERENCES codebook (id) DEFERRABLE INITIALLY DEFERRED,
  parentId TEXT REFERENCES code (id) DEFERRABLE INITIALLY DEFERRED,
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  definition TEXT NOT NULL,
  color TEXT NOT NULL,
  position INTEGER NOT NULL,
  archived INTEGER NOT NULL CHECK (archived IN (0, 1))
) STRICT;

CREATE TABLE text (
  sha256 TEXT PRIMARY KEY NOT NULL,
  units INTEGER NOT NULL,
  blocksSha256 TEXT NOT NULL,
  blocks TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE TRIGGER text_never_changes BEFORE UPDATE ON text BEGIN SELECT RAISE(ABORT, 'a text never changes'); END;

CREATE TABLE original (
  sha256 TEXT PRIMARY KEY NOT NULL,
  size INTEGER NOT NULL,
  deflated BLOB NOT NULL
) STRICT;
CREATE TRIGGER original_never_changes BEFORE UPDATE ON original BEGIN SELECT RAISE(ABORT, 'an original never changes'); END;

CREATE TABLE article (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  outlet TEXT NOT NULL,
  author TEXT NOT NULL,
  date TEXT NOT NULL,
  url TEXT NOT NULL,
  language TEXT NOT NULL,
  collection TEXT NOT NULL,
  memo TEXT NOT NULL,
  source TEXT NOT NULL,
  format TEXT NOT NULL,
  encoding TEXT NOT NULL,
  repairs TEXT NOT NULL,
  words INTEGER NOT NULL,
  textSha256 TEXT NOT NULL REFERENCES text (sha256) DEFERRABLE INITIALLY DEFERRED,
  originalSha256 TEXT NOT NULL REFERENCES original (sha256) DEFERRABLE INITIALLY DEFERRED,
  importedAt INTEGER NOT NULL
) STRICT;
CREATE INDEX article_original ON article (originalSha256);

CREATE TABLE highlight (
  id TEXT PRIMARY KEY NOT NULL,
  articleId TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
  ranges TEXT NOT NULL,
  quote TEXT NOT NULL,
  prefix TEXT NOT NULL,
  suffix TEXT NOT NULL,
  note TEXT NOT NULL,
  coderId TEXT NOT NULL REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
  createdAt INTEGER NOT NULL,
  UNIQUE (articleId, id)
) STRICT;

CREATE TABLE coding (
  id TEXT PRIMARY KEY NOT NULL,
  highlightId TEXT NOT NULL,
  articleId TEXT NOT NULL,
  codeId TEXT NOT NULL REFERENCES code (id) DEFERRABLE INITIALLY DEFERRED,
  UNIQUE (highlightId, codeId),
  FOREIGN KEY (articleId, highlightId) REFERENCES highlight (articleId, id) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX coding_code ON coding (codeId, articleId);

CREATE TABLE journal (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('act', 'undo', 'redo')),
  label TEXT NOT NULL,
  coderId TEXT NOT NULL,
  at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'dropped')),
  target INTEGER REFERENCES journal (seq)
) STRICT;
CREATE INDEX journal_done ON journal (seq) WHERE kind = 'act' AND state = 'done';
CREATE INDEX journal_undone ON journal (seq) WHERE state = 'undone';
CREATE TABLE journal_change (
  seq INTEGER PRIMARY KEY REFERENCES journal (seq),
  change ANY NOT NULL
) STRICT;
CREATE TABLE journal_record (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (kind, id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
  key TEXT PRIMARY KEY NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE TABLE setting (
  key TEXT PRIMARY KEY NOT NULL,
  value TEXT NOT NULL
) STRICT;

CREATE TABLE shelf (
  row INTEGER PRIMARY KEY,
  title TEXT NOT NULL,
  outlet TEXT NOT NULL,
  words TEXT NOT NULL,
  date TEXT NOT NULL,
  length INTEGER NOT NULL,
  imported INTEGER NOT NULL,
  highlights INTEGER NOT NULL
) STRICT;
CREATE INDEX shelf_title ON shelf (title);
CREATE INDEX shelf_outlet ON shelf (outlet, title);
CREATE INDEX shelf_date ON shelf (date);
CREATE INDEX shelf_length ON shelf (length);
CREATE INDEX shelf_imported ON shelf (imported);
CREATE TABLE tally (
  codeId TEXT PRIMARY KEY NOT NULL,
  codings INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5 (
  title, outlet, author, text,
  content = '', contentless_delete = 1, tokenize = 'ascii'
);
`,
  },
  {
    version: 2,
    sql: `
PRAGMA user_version = 2;

ALTER TABLE code ADD COLUMN whenToUse TEXT NOT NULL DEFAULT '';
ALTER TABLE code ADD COLUMN whenNot TEXT NOT NULL DEFAULT '';
ALTER TABLE code ADD COLUMN example TEXT NOT NULL DEFAULT '';
ALTER TABLE code ADD COLUMN memo TEXT NOT NULL DEFAULT '';
ALTER TABLE code ADD COLUMN shortcut TEXT NOT NULL DEFAULT '';
ALTER TABLE code ADD COLUMN exclusive INTEGER NOT NULL DEFAULT 0 CHECK (exclusive IN (0, 1));
ALTER TABLE code ADD COLUMN attributes TEXT NOT NULL DEFAULT '[]';
ALTER TABLE coding ADD COLUMN attributes TEXT NOT NULL DEFAULT '{}';
ALTER TABLE highlight ADD COLUMN origin TEXT NOT NULL DEFAULT 'manual';
ALTER TABLE highlight ADD COLUMN entityId TEXT REFERENCES entity (id) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX highlight_entity ON highlight (entityId) WHERE entityId IS NOT NULL;

CREATE TABLE entity (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  side TEXT NOT NULL,
  aliases TEXT NOT NULL,
  memo TEXT NOT NULL
) STRICT;

CREATE TABLE zoneMark (
  id TEXT PRIMARY KEY NOT NULL,
  articleId TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
  range TEXT NOT NULL,
  zone TEXT NOT NULL
) STRICT;
CREATE INDEX zoneMark_article ON zoneMark (articleId);

CREATE TABLE bookmark (
  id TEXT PRIMARY KEY NOT NULL,
  articleId TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
  offset INTEGER NOT NULL,
  name TEXT NOT NULL
) STRICT;
CREATE INDEX bookmark_article ON bookmark (articleId);

CREATE TABLE link (
  id TEXT PRIMARY KEY NOT NULL,
  type TEXT NOT NULL,
  fromId TEXT NOT NULL REFERENCES highlight (id) DEFERRABLE INITIALLY DEFERRED,
  toId TEXT NOT NULL REFERENCES highlight (id) DEFERRABLE INITIALLY DEFERRED,
  note TEXT NOT NULL,
  coderId TEXT NOT NULL REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
  createdAt INTEGER NOT NULL
) STRICT;
CREATE INDEX link_from ON link (fromId);
CREATE INDEX link_to ON link (toId);
`,
  },
  {
    version: 3,
    sql: `
PRAGMA user_version = 3;

ALTER TABLE shelf ADD COLUMN own INTEGER NOT NULL DEFAULT 0;
ALTER TABLE shelf ADD COLUMN inside INTEGER NOT NULL DEFAULT 0;
ALTER TABLE shelf ADD COLUMN aside TEXT NOT NULL DEFAULT '';
UPDATE shelf SET own = length, inside = highlights;
CREATE INDEX shelf_own ON shelf (own);
CREATE INDEX shelf_unsettled ON shelf (aside) WHERE aside = '';

CREATE TABLE outside (
  articleId TEXT NOT NULL,
  highlightId TEXT NOT NULL,
  codeId TEXT NOT NULL,
  PRIMARY KEY (articleId, highlightId, codeId)
) STRICT, WITHOUT ROWID;
CREATE INDEX outside_code ON outside (codeId, articleId);
`,
  },
  {
    version: 4,
    sql: `
PRAGMA user_version = 4;

CREATE TABLE layout (
  sha256 TEXT PRIMARY KEY NOT NULL,
  blocks TEXT NOT NULL
) STRICT;
CREATE TRIGGER layout_never_changes BEFORE UPDATE ON layout BEGIN SELECT RAISE(ABORT, 'a layout never changes'); END;
ALTER TABLE article ADD COLUMN blocksSha256 TEXT REFERENCES layout (sha256) DEFERRABLE INITIALLY DEFERRED;

CREATE TABLE revision (
  id TEXT PRIMARY KEY NOT NULL,
  articleId TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
  number INTEGER NOT NULL,
  textSha256 TEXT NOT NULL REFERENCES text (sha256) DEFERRABLE INITIALLY DEFERRED,
  blocksSha256 TEXT REFERENCES layout (sha256) DEFERRABLE INITIALLY DEFERRED,
  reason TEXT NOT NULL,
  coderId TEXT NOT NULL REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
  at INTEGER NOT NULL,
  UNIQUE (articleId, number)
) STRICT;
`,
  },
  {
    version: 5,
    sql: `
PRAGMA user_version = 5;

ALTER TABLE article ADD COLUMN modified TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN section TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN via TEXT NOT NULL DEFAULT 'file';
ALTER TABLE article ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN importer TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN evidence TEXT NOT NULL DEFAULT '{}';
ALTER TABLE article ADD COLUMN flags TEXT NOT NULL DEFAULT '[]';
ALTER TABLE article ADD COLUMN part INTEGER NOT NULL DEFAULT 1;
ALTER TABLE article ADD COLUMN of INTEGER NOT NULL DEFAULT 1;
ALTER TABLE article ADD COLUMN within TEXT;
ALTER TABLE article ADD COLUMN reprintOf TEXT REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE article ADD COLUMN attributes TEXT NOT NULL DEFAULT '{}';
CREATE INDEX article_reprints ON article (reprintOf) WHERE reprintOf IS NOT NULL;
ALTER TABLE highlight ADD COLUMN rule TEXT NOT NULL DEFAULT '';
ALTER TABLE highlight ADD COLUMN formerQuote TEXT NOT NULL DEFAULT '';

CREATE TABLE study (
  id TEXT PRIMARY KEY NOT NULL CHECK (id = 'study'),
  memo TEXT NOT NULL,
  attributes TEXT NOT NULL
) STRICT;

CREATE TABLE orphan (
  id TEXT PRIMARY KEY NOT NULL,
  articleId TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
  revisionId TEXT NOT NULL REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED,
  highlight TEXT NOT NULL,
  codings TEXT NOT NULL,
  links TEXT NOT NULL
) STRICT;
CREATE INDEX orphan_article ON orphan (articleId);
CREATE INDEX orphan_revision ON orphan (revisionId);

CREATE TABLE dismissal (
  id TEXT PRIMARY KEY NOT NULL,
  articleId TEXT REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
  rule TEXT NOT NULL,
  range TEXT,
  text TEXT NOT NULL,
  coderId TEXT NOT NULL REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
  createdAt INTEGER NOT NULL
) STRICT;
CREATE INDEX dismissal_article ON dismissal (articleId);

CREATE TABLE pair (
  id TEXT PRIMARY KEY NOT NULL,
  aId TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
  bId TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
  coderId TEXT NOT NULL REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
  relative TEXT,
  stances TEXT NOT NULL,
  note TEXT NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE (aId, bId, coderId)
) STRICT;
CREATE INDEX pair_b ON pair (bId);

CREATE TABLE feeling (
  id TEXT PRIMARY KEY NOT NULL,
  coderId TEXT NOT NULL REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
  entityId TEXT NOT NULL REFERENCES entity (id) DEFERRABLE INITIALLY DEFERRED,
  value INTEGER NOT NULL,
  UNIQUE (coderId, entityId)
) STRICT;
CREATE INDEX feeling_entity ON feeling (entityId);

CREATE TABLE finding (
  id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL,
  articleId TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
  range TEXT NOT NULL,
  quote TEXT NOT NULL,
  thereId TEXT NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
  there TEXT,
  score INTEGER,
  verdict TEXT NOT NULL,
  note TEXT NOT NULL,
  coderId TEXT NOT NULL REFERENCES coder (id) DEFERRABLE INITIALLY DEFERRED,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX finding_article ON finding (articleId);
CREATE INDEX finding_there ON finding (thereId);
ALTER TABLE revision ADD COLUMN originalSha256 TEXT REFERENCES original (sha256) DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX revision_original ON revision (originalSha256) WHERE originalSha256 IS NOT NULL;

CREATE TABLE print (
  hash INTEGER NOT NULL,
  article INTEGER NOT NULL,
  PRIMARY KEY (hash, article)
) STRICT, WITHOUT ROWID;
CREATE TABLE printed (
  article INTEGER PRIMARY KEY,
  textSha256 TEXT NOT NULL
) STRICT;

CREATE INDEX highlight_rule ON highlight (rule) WHERE rule <> '';
CREATE INDEX dismissal_rule ON dismissal (rule);

INSERT OR IGNORE INTO journal_record (kind, id, seq)
  SELECT 'article', highlight.articleId, touched.seq FROM journal_record AS touched JOIN highlight ON highlight.id = touched.id
  WHERE touched.kind = 'highlight';
INSERT OR IGNORE INTO journal_record (kind, id, seq)
  SELECT 'article', coding.articleId, touched.seq FROM journal_record AS touched JOIN coding ON coding.id = touched.id
  WHERE touched.kind = 'coding';
INSERT OR IGNORE INTO journal_record (kind, id, seq)
  SELECT 'code', coding.codeId, touched.seq FROM journal_record AS touched JOIN coding ON coding.id = touched.id
  WHERE touched.kind = 'coding';
`,
  },
  {
    version: 6,
    sql: `
PRAGMA user_version = 6;

CREATE TABLE definition (
  id TEXT PRIMARY KEY NOT NULL,
  name TEXT NOT NULL,
  scope TEXT NOT NULL,
  collection TEXT NOT NULL,
  articleIds TEXT NOT NULL,
  pairs TEXT,
  sections TEXT NOT NULL,
  title TEXT NOT NULL,
  authors TEXT NOT NULL,
  abstract TEXT NOT NULL,
  codeIds TEXT NOT NULL,
  coderIds TEXT NOT NULL
) STRICT;

INSERT INTO definition (id, name, scope, collection, articleIds, pairs, sections, title, authors, abstract, codeIds, coderIds)
  SELECT 'report', 'Report', scope, '', '[]', NULL, sections, title, authors, abstract, '[]', '[]' FROM (
    SELECT
      report ->> 'scope' AS scope,
      report -> 'sections' AS sections,
      substr(ifnull(report ->> 'title', ''), 1, 1000) AS title,
      substr(ifnull(report ->> 'authors', ''), 1, 1000) AS authors,
      substr(ifnull(report ->> 'abstract', ''), 1, 25000) AS abstract
    FROM (SELECT CASE WHEN json_valid(value) THEN value -> '$.report' END AS report FROM setting WHERE key = 'workspace')
    WHERE json_type(report) = 'object'
  )
  WHERE scope IN ('open', 'pair', 'set', 'all') AND json_type(sections) = 'array'
    AND NOT EXISTS (SELECT 1 FROM json_each(sections) AS each WHERE each.type <> 'text' OR length(each.value) > 16)
    AND (title <> '' OR authors <> '' OR abstract <> '' OR scope <> 'pair'
      OR sections <> '["sources","shared","omitted","codes","articles","check"]');

UPDATE setting SET value = json_set(value, '$.report', (SELECT id FROM definition), '$.panels.report', json('{"library":false,"inspector":true}'))
  WHERE key = 'workspace' AND CASE WHEN json_valid(value) THEN json_type(value, '$.panels') = 'object' ELSE 0 END;
`,
  },
]

export const latestVersion = (list: readonly Migration[] = migrations): number => list.at(-1)?.version ?? 0

/** Runs what a database lacks, each migration in a transaction of its own that also moves `user_version`. */
export function migrate(db: Database.Database, list: readonly Migration[] = migrations): void {
  for (const { version, sql } of list) {
    db.transaction(() => {
      if ((db.pragma('user_version', { simple: true }) as number) < version) db.exec(sql)
    }).immediate()
  }
}

/** The schema that a file of some version must have, part by part: `type name` to SQL. */
export function schemaOf(db: Database.Database): ReadonlyMap<string, string> {
  const rows = db.prepare<[], { type: string; name: string; sql: string | null }>('SELECT type, name, sql FROM sqlite_schema').all()
  return new Map(rows.map(({ type, name, sql }) => [`${type} ${name}`, sql ?? '']))
}

export function expectedSchema(
  version: number,
  nativeBinding: string | undefined,
  list: readonly Migration[] = migrations,
): ReadonlyMap<string, string> {
  const db = new Database(':memory:', nativeBinding === undefined ? {} : { nativeBinding })
  try {
    migrate(
      db,
      list.filter((migration) => migration.version <= version),
    )
    return schemaOf(db)
  } finally {
    db.close()
  }
}
