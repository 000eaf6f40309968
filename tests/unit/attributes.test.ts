import { expect, it } from 'vitest'
import { attributesOf, faultOfValue, initialValues, setAttribute } from '../../shared/attributes.ts'
import { addHighlight, recode } from '../../shared/commands.ts'
import { ArticleId, CodebookId, CodeId, type CodingId } from '../../shared/ids.ts'
import { Attribute, blank, type Code, type Coding } from '../../shared/records.ts'
import { penOf } from '../helpers/store.ts'

const attribute = (key: string, rest: Partial<Attribute> = {}) =>
  Attribute.parse({ key, name: key, kind: 'text', options: [], initial: '', ...rest })
const code = (id: string, parentId: string | null, attributes: readonly Attribute[]): Code => ({
  ...blank.code,
  id: CodeId.parse(id),
  codebookId: CodebookId.parse('book'),
  parentId: parentId === null ? null : CodeId.parse(parentId),
  key: id,
  name: id,
  definition: '',
  color: '#336699',
  position: 0,
  archived: false,
  attributes,
})
const family = code('family', null, [attribute('stance', { initial: 'neutral' }), attribute('target')])
const quote = code('quote', 'family', [attribute('level')])
const direct = code('direct', 'quote', [attribute('stance', { kind: 'choice', options: ['with', 'against'], initial: 'with' })])
const codes = new Map([family, quote, direct].map((each) => [each.id as string, each]))
const article = { id: ArticleId.parse('a'), text: 'She said that it rained.' }
const pen = { ...penOf(), codes }

it('a code has the attributes of the codes above it, and its own in place of theirs', () => {
  expect(attributesOf(direct, codes).map(({ key, initial }) => [key, initial])).toEqual([
    ['stance', 'with'],
    ['target', ''],
    ['level', ''],
  ])
  expect(attributesOf(family, codes).map(({ key }) => key)).toEqual(['stance', 'target'])
})

it('codes that stand under each other in a circle are read once each', () => {
  const a = code('a', 'b', [attribute('x')])
  const b = code('b', 'a', [attribute('y')])
  expect(attributesOf(a, new Map([a, b].map((each) => [each.id, each]))).map(({ key }) => key)).toEqual(['y', 'x'])
})

it('a new coding starts with the initial values, by marking and by recoding', () => {
  const made = addHighlight(pen, article, [{ start: 0, end: 3 }], [direct.id, family.id])
  const [first] = made
  const codings = made.flatMap((step) => (step.kind === 'coding' && step.after !== null ? [step.after] : []))
  expect(codings.map(({ attributes }) => attributes)).toEqual([{ stance: 'with' }, { stance: 'neutral' }])
  if (first?.kind !== 'highlight' || first.after === null) throw new Error('no highlight')
  const [step] = recode(pen, { highlight: first.after, codings: [] }, [direct.id])
  expect(step).toMatchObject({ after: { attributes: { stance: 'with' } } })
  const [bare] = recode(penOf(), { highlight: first.after, codings: [] }, [direct.id])
  expect(bare).toMatchObject({ after: { attributes: {} } })
})

it('a value is set, changed and taken off; the same value changes nothing', () => {
  const coding: Coding = {
    id: 'c' as CodingId,
    highlightId: 'h' as Coding['highlightId'],
    articleId: article.id,
    codeId: direct.id,
    attributes: initialValues(attributesOf(direct, codes)),
  }
  const [set] = setAttribute(coding, 'target', 'the weather')
  expect(set).toMatchObject({ before: coding, after: { attributes: { stance: 'with', target: 'the weather' } } })
  const [off] = setAttribute(coding, 'stance', '')
  expect(off?.after).toEqual({ ...coding, attributes: {} })
  expect(setAttribute(coding, 'stance', 'with')).toEqual([])
})

it('a value has to suit its attribute', () => {
  const number = attribute('n', { kind: 'number' })
  expect(['', '3', '-0.5', 'three', 'Infinity', ' '].map((value) => faultOfValue(number, value) === undefined)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ])
  const [stance] = attributesOf(direct, codes)
  expect(stance && faultOfValue(stance, 'neutral')).toBe('Not one of the choices')
})
