// Files that hold several articles, mails and saved pages, each beside what is expected of it. After a change that is meant:
// UPDATE_FIXTURES=1, then read the diff.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { importFile } from '../../../electron/import/import.ts'
import { Failure } from '../../../shared/failure.ts'
import { Imported } from '../../../shared/imported.ts'
import { faultOfBlocks } from '../../../shared/text.ts'
import { now, shown } from './read.ts'

const folder = new URL('../../fixtures/exports/', import.meta.url)
const files = readdirSync(folder).filter((name) => !name.endsWith('.expected.json'))

describe('exports, mails and saved pages', () => {
  it.each(files)('%s is read as expected', async (name) => {
    const imported = await importFile({ name, bytes: readFileSync(new URL(name, folder)) }, { now })
    const actual = imported.map((article) => {
      expect(Imported.safeParse(article).error).toBeUndefined()
      expect(faultOfBlocks(article.text, article.blocks)).toBeUndefined()
      const { text: _, textSha256: __, originalSha256: ___, source: ____, ...fields } = article
      return { ...fields, blocks: shown(article) }
    })
    const expected = new URL(`${name}.expected.json`, folder)
    if (process.env.UPDATE_FIXTURES) writeFileSync(expected, `${JSON.stringify(actual, null, 2)}\n`)
    expect(actual).toEqual(JSON.parse(readFileSync(expected, 'utf8')))
  })

  it('broken anywhere, are read or refused in plain words', async () => {
    const contents = files.map((name) => ({ name, bytes: readFileSync(new URL(name, folder)) }))
    const damage = fc.record({
      file: fc.constantFrom(...contents),
      cut: fc.double({ min: 0, max: 1, noNaN: true }),
      flips: fc.array(fc.tuple(fc.nat(100_000), fc.nat(255)), { maxLength: 20 }),
    })
    await fc.assert(
      fc.asyncProperty(damage, async ({ file: { name, bytes }, cut, flips }) => {
        const broken = Uint8Array.from(bytes.subarray(0, Math.ceil(bytes.length * cut)))
        for (const [at, byte] of flips) if (at < broken.length) broken[at] = byte
        try {
          for (const article of await importFile({ name, bytes: broken }, { now })) {
            expect(Imported.safeParse(article).error).toBeUndefined()
            expect(faultOfBlocks(article.text, article.blocks)).toBeUndefined()
          }
        } catch (error) {
          expect(error).toBeInstanceOf(Failure)
          expect(error).toMatchObject({
            code: expect.stringMatching(/^(?:refused|needs-columns)$/),
            message: expect.stringMatching(/^[A-Z][\s\S]*\.$/),
          })
        }
      }),
      { numRuns: 150 },
    )
  })
})
