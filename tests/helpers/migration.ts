// A second migration that only tests know. Each of its steps calls `reach`, where a process can be stopped.
import { type Migration, migrations } from '../../electron/store/migrations.ts'

export const secondMigration: readonly Migration[] = [
  ...migrations,
  {
    version: 2,
    sql: `
SELECT reach('begin');
ALTER TABLE codebook ADD COLUMN language TEXT NOT NULL DEFAULT 'und';
SELECT reach('altered');
CREATE TABLE link (id TEXT PRIMARY KEY NOT NULL, fromId TEXT NOT NULL, toId TEXT NOT NULL) STRICT;
UPDATE codebook SET language = 'en';
SELECT reach('filled');
PRAGMA user_version = 2;
SELECT reach('counted');`,
  },
]
