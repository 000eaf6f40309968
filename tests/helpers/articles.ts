// Articles for tests of comparisons: each line a paragraph of the body, or of another zone.
import type { Compared } from '../../shared/comparison.ts'
import { joinBlocks, type Zone } from '../../shared/text.ts'

export function articleOf(lines: readonly (string | readonly [zone: Zone, text: string])[], language = 'en'): Compared {
  const drafts = lines.map((line) => {
    const [zone, text] = typeof line === 'string' ? (['body', line] as const) : line
    return { kind: 'paragraph', zone, text } as const
  })
  return { ...joinBlocks(drafts), language, zoneMarks: [] }
}
