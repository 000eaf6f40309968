// Each fixture stands beside what is expected of it. After a change that is meant: UPDATE_FIXTURES=1, then read the diff.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Imported } from '../../../shared/imported.ts'
import { faultOfBlocks } from '../../../shared/text.ts'
import { fixtures, readPath, shown } from './read.ts'

const files = readdirSync(fixtures).filter((name) => !name.endsWith('.json'))

describe('fixtures', () => {
  it.each(files)('%s is read as expected', (name) => {
    const imported = readPath(new URL(name, fixtures))
    expect(Imported.safeParse(imported).error).toBeUndefined()
    expect(faultOfBlocks(imported.text, imported.blocks)).toBeUndefined()
    const { text: _, blocks: __, textSha256: ___, originalSha256: ____, ...fields } = imported
    const actual = { ...fields, blocks: shown(imported) }
    const expected = new URL(`${name}.json`, fixtures)
    if (process.env.UPDATE_FIXTURES) writeFileSync(expected, `${JSON.stringify(actual, null, 2)}\n`)
    expect(actual).toEqual(JSON.parse(readFileSync(expected, 'utf8')))
  })
})
