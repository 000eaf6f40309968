// A REFI-QDA project as the records of a project of ours. How its positions are counted is proved first (convention.ts). Cases with
// selections become entities, cases with sources outlets, sets of sources collections.
import { Failure } from '../failure.ts'
import { EntityId, LinkId, StudyId } from '../ids.ts'
import { type Article, Entity, linkTypes } from '../records.ts'
import { noRecords, type ProjectContents } from './contents.ts'
import { type Convention, LEAST_FIT, type Proof, prove, wordsOf } from './convention.ts'
import { type Item, type Loss, lossesOf } from './loss.ts'
import type { FieldName, Qde } from './qde.ts'
import { codesIn } from './qdecodes.ts'
import { QdeFields } from './qdefields.ts'
import { line, QdeIntake, type Reading, timeOf } from './qdeintake.ts'
import { sourcesIn } from './qdesources.ts'

export type QdpxRead = Readonly<{ contents: ProjectContents; losses: readonly Loss[]; proof: Proof }>

const preferences: readonly (readonly [RegExp, Partial<Convention>])[] = [
  [/^parallax \(utf-16/i, { unit: 'utf-16' }],
  [/nvivo/i, { unit: 'utf-16', lineEnd: 2, mark: 0 }],
  [/atlas/i, { unit: 'code point', lineEnd: 1, mark: 0 }],
]

/** @throws Failure 'refused' when the positions of the file fit no way of counting */
export function contentsOf(qde: Qde, reading: Reading): QdpxRead {
  const intake = new QdeIntake(qde, reading.guidOf)
  const preferred = preferences.find(([origin]) => origin.test(qde.origin))?.[1] ?? { unit: 'code point', lineEnd: 2, mark: 0 }
  // What we wrote has its words as the name of every selection, however few they are.
  const sure = qde.sources.filter(({ guessed }) => !guessed)
  const lineEnd = sure.every(({ inline }) => inline) ? ({ lineEnd: 1 } as const) : {}
  const proof = prove(sure, { ...preferred, ...lineEnd }, intake.ours)
  if (proof.score < LEAST_FIT && !proof.agreed) {
    const stretches = proof.samples.slice(0, 2).map((words) => `“${words.slice(0, 60)}”`)
    throw new Failure(
      'refused',
      `The positions of this file fit no way of counting: at best ${wordsOf(proof)}, which gives stretches such as ${stretches.join(' and ')}. Nothing was taken in.`,
    )
  }
  const all = noRecords()
  const fields = new QdeFields(intake)
  const { codebooks, codes } = codesIn(intake)
  const byId = new Map(codes.map((code) => [code.id as string, code]))
  const {
    articles: taken,
    highlights,
    codings,
    texts,
    originals,
    highlightAt,
    casesAt,
  } = sourcesIn(intake, fields, byId, proof.convention, reading)
  all.codebook.push(...codebooks)
  all.code.push(...codes)
  all.article = taken
  all.highlight = highlights
  all.coding = codings

  const articles = new Map(all.article.map((article, n) => [article.id as string, n]))
  const change = (guid: string, edit: (article: Article) => Article) => {
    const n = articles.get(guid)
    if (n !== undefined) all.article[n] = edit(all.article[n] as Article)
  }
  const described = 'Descriptions of cases and sets are left out where those become outlets and collections.'
  const more = 'Further cases, sets and collections of what has one already are left out.'
  const entityOf = new Map<string, EntityId>()
  for (const { guid, name, description, values, codes: whole, sources, selections: marked } of qde.cases) {
    const selections = [...marked, ...(casesAt.get(guid) ?? [])]
    intake.lost['Codes of a whole source or case are left out.'].push(
      ...whole.map((code): Item => [code, `${byId.get(code)?.name ?? code}, ${name}`]),
    )
    const entity = new Map(values.map(({ variable, value }) => [fields.entityField.get(variable) ?? '', value]))
    if (selections.length > 0 || sources.length === 0 || entity.has('kind')) {
      const kind = Entity.unwrap().shape.kind.safeParse(entity.get('kind')).data ?? 'other'
      const aliases = namesFrom(entity.get('aliases') ?? '')
      const id = EntityId.parse(guid)
      all.entity.push({
        id,
        name: intake.fitting(guid, name) || 'Case without a name',
        kind,
        side: line(entity.get('side') ?? ''),
        aliases,
        memo: intake.joined(guid, [description, ...fields.spoken(values)]),
      })
      for (const selection of selections) {
        const highlight = highlightAt.get(selection)
        if (highlight === undefined || (entityOf.get(highlight) ?? id) !== id) intake.lost[more].push([selection, name])
        else entityOf.set(highlight, id)
      }
    } else if (description !== '') intake.lost[described].push([guid, name])
    if (sources.length === 0) continue
    const { fields: own, values: others } = fields.said(values)
    for (const source of sources)
      change(source, (article) => {
        if (article.outlet !== '' && article.outlet !== line(name)) intake.lost[more].push([guid, `${name}, ${article.title}`])
        const outlet = article.outlet || line(name)
        const filled = Object.fromEntries(Object.entries(own).filter(([field]) => article[field as FieldName] === ''))
        return { ...article, ...filled, outlet, attributes: { ...others, ...article.attributes } }
      })
  }
  if (entityOf.size > 0) all.highlight = all.highlight.map((highlight) => ({ ...highlight, entityId: entityOf.get(highlight.id) ?? null }))
  for (const { guid, name, description, sources, codes: members, notes } of qde.sets) {
    if (!intake.ours && (members.length > 0 || notes.length > 0)) intake.lost['Sets of codes and of notes are left out.'].push([guid, name])
    if (members.length + notes.length + sources.length === 0) intake.lost['Sets of nothing are left out.'].push([guid, name])
    if (!intake.ours && description !== '') intake.lost[described].push([guid, name])
    for (const source of sources)
      change(source, (article) => {
        if (article.collection !== '' && article.collection !== line(name)) intake.lost[more].push([guid, `${name}, ${article.title}`])
        return { ...article, collection: article.collection || line(name) }
      })
  }

  for (const { guid, name, from, to, notes: ids } of qde.links) {
    const [fromId, toId] = [highlightAt.get(from), highlightAt.get(to)]
    const words = intake.noted(guid, ids)
    if (fromId === undefined || toId === undefined || fromId === toId) {
      if (!intake.isNoted(from, to)) intake.lost['Links whose ends are not two highlights are left out.'].push([guid, name])
      continue
    }
    const type = linkTypes.find((known) => known === name)
    const first = intake.note(ids[0])
    all.link.push({
      id: LinkId.parse(guid),
      type: type ?? 'same thing',
      fromId,
      toId,
      note: intake.joined(guid, type === undefined ? [name, ...words] : words),
      coderId: intake.coderOf(first?.user ?? ''),
      createdAt: timeOf(first?.at ?? '', reading.now),
    })
  }

  const memo = intake.joined('study', [
    qde.description,
    ...intake.free().map(({ name, text }) => (name === '' ? text : `${name}\n${text}`)),
  ])
  const keys = [...fields.attributes].filter(([key]) => /^[\w-]{1,64}$/.test(key))
  const defined = keys.slice(0, 50)
  intake.lost['Attributes of articles beyond 50 have no name in the study.'].push(...keys.slice(50))
  if (memo !== '' || defined.length > 0)
    all.study.push({
      id: StudyId.parse('study'),
      memo,
      attributes: defined.map(([key, name]) => ({ key, name: name || key, kind: 'text', options: [], initial: '' })),
    })
  all.coder = intake.coders
  return {
    contents: {
      name: line(qde.name),
      analyst: intake.ours ? (intake.coders.find(({ id }) => id === qde.user)?.id ?? null) : null,
      records: all,
      texts,
      layouts: [],
      originals,
    },
    losses: lossesOf(intake.lost),
    proof,
  }
}

/** Other names of an entity from a value of ours. */
function namesFrom(text: string): Entity['aliases'] {
  try {
    return Entity.unwrap().shape.aliases.safeParse(JSON.parse(text)).data ?? []
  } catch {
    return []
  }
}
