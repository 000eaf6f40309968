// The cards of the sample articles, to be read in tests/fixtures/cards: after a change that is meant, UPDATE_FIXTURES=1, then read the diff.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { importFile } from '../../../electron/import/import.ts'
import { readSource } from '../../../electron/sources.ts'
import type { Paired } from '../../../shared/cards/cards.ts'
import type { Voice } from '../../../shared/cards/model.ts'
import type { Range } from '../../../shared/text.ts'
import { corpus, made, words } from '../../helpers/cards.ts'

const folder = path.join(corpus, 'articles')

async function sample(number: string): Promise<Paired> {
  const [article] = await importFile(readSource(path.join(folder, readdirSync(folder).find((each) => each.startsWith(number)) ?? number)))
  if (article === undefined) throw new Error(number)
  const { text, blocks, language } = article
  return { text, blocks, language, zoneMarks: [], highlights: [], codings: [], links: [], dismissals: [] }
}

const voice = ({ times, words: said, quoted, stances, first, last }: Voice): string =>
  times === 0
    ? '–'
    : `${times}×, ${said} words, ${quoted} quoted, ${stances.neutral}/${stances.endorsing}/${stances.distancing}${first ? ', first' : ''}${last ? ', last' : ''}`

it.each([
  ['01', '02'],
  ['04', '06'],
  ['06', '07'],
  ['08', '09'],
])('%s and %s have the expected cards', async (first, second) => {
  const [a, b] = await Promise.all([sample(first), sample(second)])
  const cards = made(a, b)
  const at = (side: 'a' | 'b', range: Range | null) => words((side === 'a' ? a : b).text, range).replace(/\s+/g, ' ')
  const shown = [
    'figures',
    ...cards.figures.flatMap((row) => [
      `  ${[row.relation, row.by].filter((part) => part !== null).join(' by ')}: ${row.about}`,
      ...(['a', 'b'] as const).flatMap((side) =>
        row[side].map(
          ({ range, bound, value, kind, scope, source, relation }) =>
            `    ${side.toUpperCase()} ${at(side, range)} (${bound} ${value}, ${kind}, ${relation})${scope === null ? '' : ` | ${at(side, scope)}`}${source === null ? '' : ` | by ${at(side, source)}`}`,
        ),
      ),
    ]),
    'sources',
    ...cards.sources.rows.map((row) => `  ${row.kind} ${row.name}: ${voice(row.a)} | ${voice(row.b)}`),
    'quotations',
    ...cards.quotations.rows.flatMap((row) => [
      `  ${row.relation}, ${row.sameSource === null ? 'source unknown' : row.sameSource ? 'same source' : 'another source'}, ${row.score.toFixed(2)}`,
      ...(['a', 'b'] as const).map((side) => `    ${side.toUpperCase()} ${row[side].ranges.map((range) => at(side, range)).join(' ¶ ')}`),
    ]),
    'words',
    ...cards.words.rows
      .slice(0, 16)
      .map(
        ({ word, logOdds, z, a: here, b: there }) => `  ${word} ${logOdds.toFixed(2)} (z ${z.toFixed(2)}): ${here.count} | ${there.count}`,
      ),
    '',
  ].join('\n')
  const expected = path.resolve(import.meta.dirname, `../../fixtures/cards/${first}-${second}.txt`)
  if (process.env.UPDATE_FIXTURES) writeFileSync(expected, shown)
  expect(shown).toBe(readFileSync(expected, 'utf8'))
})
