import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sharedPassages } from '../../shared/alignment.ts'
import { Passage } from '../../shared/passage.ts'
import { readWords, Vocabulary } from '../../shared/words.ts'

const wire = 'The ministry said on Tuesday that the northern dam had been closed for repairs until the spring'
const other = 'Nobody in Ostrava remembered a colder morning, and few had slept.'

/** Shows a passage as a reader sees it: `[-a-]` stands in the first text only, `[+b+]` in the second. */
const shown = (a: string, { pieces }: Passage, b: string) =>
  pieces
    .map((piece) => {
      const [left, right] = [piece.a && a.slice(piece.a.start, piece.a.end).trim(), piece.b && b.slice(piece.b.start, piece.b.end).trim()]
      return piece.same ? left : `${left ? `[-${left}-]` : ''}${right ? `[+${right}+]` : ''}`
    })
    .join(' ')

const quotes = (a: string, b: string) =>
  sharedPassages(a, b).map((passage) => [passage.kind, a.slice(passage.a.start, passage.a.end), b.slice(passage.b.start, passage.b.end)])

const idsOf = (vocabulary: Vocabulary, text: string) => [...readWords(text, vocabulary).ids]

/** What must hold of the passages of any two texts. */
function check(a: string, b: string): readonly Passage[] {
  const passages = sharedPassages(a, b)
  for (const side of ['a', 'b'] as const) {
    let end = 0
    for (const passage of passages.toSorted((x, y) => x[side].start - y[side].start)) {
      expect(passage[side].start).toBeGreaterThanOrEqual(end)
      end = passage[side].end
    }
    expect(end).toBeLessThanOrEqual(side === 'a' ? a.length : b.length)
  }
  expect(passages.map((passage) => passage.a.start)).toEqual(passages.map((passage) => passage.a.start).sort((x, y) => x - y))
  for (const passage of passages) {
    expect(Passage.parse(passage)).toEqual(passage)
    const vocabulary = new Vocabulary()
    let words = 0
    for (const side of ['a', 'b'] as const) {
      let at = passage[side].start
      for (const piece of passage.pieces) {
        const range = piece[side]
        if (range === null) continue
        expect(range.start).toBe(at)
        at = range.end
      }
      expect(at).toBe(passage[side].end)
    }
    for (const piece of passage.pieces) {
      const [left, right] = [
        piece.a && idsOf(vocabulary, a.slice(piece.a.start, piece.a.end)),
        piece.b && idsOf(vocabulary, b.slice(piece.b.start, piece.b.end)),
      ]
      if (piece.same) expect(left).toEqual(right)
      else expect(left).not.toEqual(right)
      if (piece.same) words += left?.length ?? 0
    }
    expect(passage.words).toBe(words)
    const longer = Math.max(
      readWords(a.slice(passage.a.start, passage.a.end)).count,
      readWords(b.slice(passage.b.start, passage.b.end)).count,
    )
    expect(passage.score).toBe(words / longer)
    expect(passage.kind).toBe(words === longer ? 'verbatim' : 'edited')
  }
  return passages
}

describe('shared passages', () => {
  it('finds a sentence that both have, with its exact edges', () => {
    expect(quotes(`It rained. ${wire}. More follows.`, `${other} ${wire}. The end.`)).toEqual([['verbatim', `${wire}.`, `${wire}.`]])
  })

  it('takes in quotation marks and full stops that both have, and leaves out those that differ', () => {
    expect(quotes(`He wrote: “${wire}.” So it was.`, `She read "${wire}." Then she left.`)).toEqual([
      ['verbatim', `“${wire}.”`, `"${wire}."`],
    ])
    expect(quotes(`He wrote: “${wire}.” So it was.`, `She read ${wire}, then left.`)).toEqual([['verbatim', wire, wire]])
  })

  it('does not call case, punctuation, spacing or the shape of quotes an edit', () => {
    const typed = wire.toUpperCase().replaceAll(' ', '\n\n').replace('TUESDAY', 'TUESDAY,')
    expect(quotes(wire, typed)).toEqual([['verbatim', wire, typed]])
  })

  it('goes across changed, added and left-out words, and marks each', () => {
    const a = `${wire}, and that families downstream should boil their water before they drink it.`
    const b = a
      .replace('northern', 'southern')
      .replace('should boil', 'must always boil')
      .replace('before they drink it', 'before drinking')
    const [passage, ...rest] = check(a, b)
    expect(rest).toEqual([])
    expect(passage && shown(a, passage, b)).toBe(
      'The ministry said on Tuesday that the [-northern-][+southern+] dam had been closed for repairs until the spring, and that families downstream [-should-][+must always+] boil their water before',
    )
    expect(passage).toMatchObject({ kind: 'edited', words: 24, score: 24 / 27 })
  })

  it('joins no passages across more than a sentence', () => {
    const filler = (stem: string, n: number) => Array.from({ length: n }, (_, i) => `${stem}${i}`).join(' ')
    const [head, tail] = [filler('one', 60), filler('two', 60)]
    const with_ = (gap: string) => check(`${head} ${tail}`, `${head} ${gap} ${tail}`).map(({ kind, words }) => [kind, words])
    expect(with_(filler('new', 30))).toEqual([['edited', 120]])
    expect(with_(filler('new', 31))).toEqual([
      ['verbatim', 60],
      ['verbatim', 60],
    ])
  })

  it('lets a moved paragraph cross, and stays symmetric there', () => {
    const [one, two] = [`${wire}.`, 'Rescue teams from four counties searched the valley through the night without finding anyone alive.']
    expect(quotes(`${one}\n\n${other}\n\n${two}`, `${two}\n\nNothing else was known.\n\n${one}`).map(([, a]) => a)).toEqual([one, two])
  })

  it('gives words that stand twice to the longer passage', () => {
    const teaser = wire.split(' ').slice(0, 9).join(' ')
    const a = `${wire}. ${other}`
    const b = `${teaser} … read on. Advertisement here. ${wire}.`
    const found = check(a, b)
    expect(found.map((passage) => b.slice(passage.b.start, passage.b.end))).toEqual([`${wire}.`])
  })

  it('prefers a long edited reprint to a verbatim piece of it elsewhere', () => {
    const words = Array.from({ length: 90 }, (_, i) => `word${i}`)
    const edited = words.map((word, i) => (i % 12 === 11 ? `changed${i}` : word))
    const found = check(words.join(' '), `${words.slice(24, 35).join(' ')} break ${edited.join(' ')}`)
    expect(found.map(({ kind, words }) => [kind, words])).toEqual([['edited', 83]])
  })

  it('needs eight words in a row, or twelve of an edited passage', () => {
    const eight = 'the northern dam had been closed for repairs'
    expect(quotes(`Alpha ${eight} beta`, `Gamma ${eight} delta`)).toEqual([['verbatim', eight, eight]])
    expect(quotes('Alpha the northern dam had been closed for beta', 'Gamma the northern dam had been closed for delta')).toEqual([])
    const eleven = (middle: string) => `the northern dam had been ${middle} closed for repairs until the spring`
    expect(quotes(eleven('quite'), eleven('nearly'))).toEqual([])
    expect(quotes(`${eleven('quite')} thaw`, `${eleven('nearly')} thaw`).map(([kind]) => kind)).toEqual(['edited'])
  })

  it.each([
    [
      'Cyrillic',
      'Министерство сообщило во вторник, что северная плотина закрыта на ремонт до самой весны',
      'Никто не помнил утра холоднее.',
      ' ',
    ],
    ['Arabic', 'قالت الوزارة يوم الثلاثاء إن السد الشمالي أُغلق للإصلاح حتى الربيع المقبل', 'لم يتذكر أحد صباحًا أبرد من هذا', ' '],
    ['Hebrew', 'המשרד מסר ביום שלישי כי הסכר הצפוני נסגר לשיפוצים עד האביב הבא', 'איש לא זכר בוקר קר יותר', ' '],
    ['Chinese', '该部周二表示北部大坝因维修关闭至春天', '没有人记得更冷的早晨', '。'],
    ['Japanese', '同省は火曜日、北部のダムが春まで修理のため閉鎖されたと発表した', 'あれほど寒い朝を覚えている人はいなかった', '。'],
    ['Thai', 'กระทรวงกล่าวเมื่อวันอังคารว่าเขื่อนปิดซ่อม', 'ไม่มีใครจำเช้าที่หนาวกว่านี้ได้', ' '],
  ])('finds a sentence in %s', (_, sentence, filler, space) => {
    expect(quotes(`${filler}${space}${sentence}`, `${sentence}${space}${filler.slice(0, 6)}`)).toEqual([['verbatim', sentence, sentence]])
  })

  const word = fc.stringMatching(/^[a-z]{5,9}$/)
  /** Texts of few words, so that they repeat themselves and each other. */
  const babble = fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'E', 'f.', '“g”', 'h'), { maxLength: 120 }).map((words) => words.join(' '))
  const kin = fc
    .tuple(fc.array(word, { minLength: 30, maxLength: 80 }), fc.array(fc.tuple(fc.nat(79), fc.nat(20), word), { maxLength: 6 }))
    .map(([words, cuts]) => {
      const changed = [...words]
      for (const [at, length, instead] of cuts) changed.splice(at, length, instead, ...words.slice(0, length))
      return [words.join(' '), changed.join(' ')] as const
    })

  it('is exact on identical texts', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          babble,
          fc.array(word, { minLength: 8, maxLength: 50 }).map((words) => words.join(', ')),
        ),
        (text) => {
          const { count, starts, ends } = readWords(text)
          const [passage, ...rest] = check(text, text)
          if (count < 8) expect(passage).toBeUndefined()
          if (count < 8) return
          expect(rest).toEqual([])
          expect(passage).toMatchObject({ kind: 'verbatim', words: count })
          expect(passage?.a.start).toBeLessThanOrEqual(starts[0] as number)
          expect(passage?.a.end).toBeGreaterThanOrEqual(ends[count - 1] as number)
        },
      ),
    )
  })

  it('is empty on texts that have no word in common', () => {
    const only = (letters: string) =>
      fc.array(fc.stringMatching(new RegExp(`^[${letters}]{1,3}$`)), { maxLength: 60 }).map((words) => words.join(' '))
    fc.assert(fc.property(only('a-m'), only('n-z'), (a, b) => sharedPassages(a, b).length === 0))
  })

  it('keeps its promises on any two texts, and swaps with them', () => {
    fc.assert(
      fc.property(fc.oneof(fc.tuple(babble, babble), kin), ([a, b]) => {
        const mirrored = check(a, b).map(({ a, b, pieces, ...rest }) => ({
          ...rest,
          a: b,
          b: a,
          pieces: pieces.map(({ same, a, b }) => ({ same, a: b, b: a })),
        }))
        expect(mirrored.sort((x, y) => x.a.start - y.a.start)).toEqual(check(b, a))
      }),
      { numRuns: 300 },
    )
  })

  it('finds planted passages with exact edges', () => {
    const unique = fc.uniqueArray(word, { minLength: 90, maxLength: 140 })
    fc.assert(
      fc.property(unique, fc.nat(20), fc.integer({ min: 8, max: 30 }), (words, before, length) => {
        const planted = words.slice(before, before + length).join(' ')
        const rest = words.slice(60)
        const a = words.slice(0, 60).join(' ')
        const b = [...rest.slice(0, 15), planted, ...rest.slice(15)].join(' ')
        expect(quotes(a, b)).toEqual([['verbatim', planted, planted]])
      }),
    )
  })

  it.each([
    ['one word', () => 'dam'],
    ['a refrain', (i: number) => `w${i % 7}`],
    ['two words at random', (_: number, random: () => number) => (random() < 0.5 ? 'dam' : 'weir')],
    ['fourteen words at random', (_: number, random: () => number) => `w${Math.floor(random() * 14)}`],
    ['a list with one new word per line', (i: number) => (i % 6 === 5 ? `w${i}` : `item${i % 6}`)],
  ])('does work in proportion to length on %s', (_, next) => {
    const steps = (length: number) => {
      let seed = 7
      const random = () => {
        seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
        return seed / 2 ** 32
      }
      const text = () => Array.from({ length }, (_, i) => next(i, random)).join(' ')
      const tally = { steps: 0 }
      sharedPassages(text(), text(), tally)
      return tally.steps / length
    }
    expect(steps(16_000)).toBeLessThan(600)
  })

  const seeds = new URL('../../../shared/seeds/', import.meta.url)
  it.skipIf(!existsSync(seeds))('finds the whole op-ed of seed 000 in seed 001 as one passage, and nothing else', () => {
    const [a, b] = readdirSync(seeds)
      .sort()
      .slice(0, 2)
      .map((name) => readFileSync(new URL(name, seeds), 'utf8')) as [string, string]
    const [passage, ...rest] = check(a, b)
    expect(rest).toEqual([])
    expect(passage).toMatchObject({ kind: 'verbatim', score: 1 })
    const title = a.slice(0, passage?.a.start).trim()
    expect(title.includes('\n')).toBe(false)
    expect(a.slice(passage?.a.end).trim().startsWith('Dr.')).toBe(true)
    expect(a[(passage?.a.end ?? 0) - 1]).toBe('.')
  })
})
