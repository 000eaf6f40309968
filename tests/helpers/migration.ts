// One more migration that only tests know. Each of its steps calls `reach`, where a process can be stopped.
import { latestVersion, type Migration, migrations } from '../../electron/store/migrations.ts'

export const testVersion = latestVersion() + 1

export const withOneMore: readonly Migration[] = [
  ...migrations,
  {
    version: testVersion,
    sql: `
SELECT reach('begin');
ALTER TABLE codebook ADD COLUMN language TEXT NOT NULL DEFAULT 'und';
SELECT reach('altered');
CREATE TABLE extra (id TEXT PRIMARY KEY NOT NULL) STRICT;
UPDATE codebook SET language = 'en';
SELECT reach('filled');
PRAGMA user_version = ${testVersion};
SELECT reach('counted');`,
  },
]
