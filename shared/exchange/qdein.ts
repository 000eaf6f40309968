// A REFI-QDA project as the records of a project of ours. How its positions are counted is proved first (convention.ts). Cases with
// selections become entities, cases with sources outlets, sets of sources collections.
import { Failure } from '../failure.ts'
import { EntityId, LinkId, StudyId } from '../ids.ts'
import { type Article, Entity, linkTypes } from '../records.ts'
import { noRecords, type ProjectContents } from './contents.ts'
import { type Convention, LEAST_FIT, type Proof, prove, wordsOf } from './convention.ts'
import { type Loss, lossesOf } from './loss.ts'
import type { FieldName, Qde } from './qde.ts'
import { codesIn } from './qdecodes.ts'
import { QdeFields } from './qdefields.ts'
import { joined, line, prose, QdeIntake, type Reading, timeOf } from './qdeintake.ts'
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
  const proof = prove(qde.sources, preferred, intake.ours ? 1 : undefined)
  if (proof.score < LEAST_FIT) {
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
  const { articles: taken, highlights, codings, texts, originals, highlightAt } = sourcesIn(intake, fields, byId, proof.convention, reading)
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
  const more = 'Further cases, sets and collections of what has one already are left out.'
  const entityOf = new Map<string, EntityId>()
  for (const { guid, name, description, values, sources, selections } of qde.cases) {
    const entity = new Map(values.map(({ variable, value }) => [fields.entityField.get(variable) ?? '', value]))
    if (selections.length > 0 || entity.has('kind')) {
      const kind = Entity.unwrap().shape.kind.safeParse(entity.get('kind')).data ?? 'other'
      const aliases = namesFrom(entity.get('aliases') ?? '')
      const id = EntityId.parse(guid)
      all.entity.push({
        id,
        name: line(name) || 'Case without a name',
        kind,
        side: line(entity.get('side') ?? ''),
        aliases,
        memo: prose(description),
      })
      for (const selection of selections) {
        const highlight = highlightAt.get(selection)
        if (highlight === undefined || (entityOf.get(highlight) ?? id) !== id) intake.lost[more].push(guid)
        else entityOf.set(highlight, id)
      }
    }
    const { fields: own, values: others } = fields.said(values)
    for (const source of sources)
      change(source, (article) => {
        if (article.outlet !== '' && article.outlet !== line(name)) intake.lost[more].push(guid)
        const outlet = article.outlet || line(name)
        const filled = Object.fromEntries(Object.entries(own).filter(([field]) => article[field as FieldName] === ''))
        return { ...article, ...filled, outlet, attributes: { ...others, ...article.attributes } }
      })
  }
  if (entityOf.size > 0) all.highlight = all.highlight.map((highlight) => ({ ...highlight, entityId: entityOf.get(highlight.id) ?? null }))
  for (const { guid, name, sources, codes: members } of qde.sets) {
    if (members.length > 0 && !intake.ours) intake.lost['Sets of codes are left out.'].push(guid)
    for (const source of sources)
      change(source, (article) => {
        if (article.collection !== '' && article.collection !== line(name)) intake.lost[more].push(guid)
        return { ...article, collection: article.collection || line(name) }
      })
  }

  for (const { guid, name, from, to, notes: ids } of qde.links) {
    const [fromId, toId] = [highlightAt.get(from), highlightAt.get(to)]
    const words = intake.noted(ids)
    if (fromId === undefined || toId === undefined || fromId === toId) {
      intake.lost['Links whose ends are not two highlights are left out.'].push(guid)
      continue
    }
    const type = linkTypes.find((known) => known === name)
    const first = intake.note(ids[0])
    all.link.push({
      id: LinkId.parse(guid),
      type: type ?? 'same thing',
      fromId,
      toId,
      note: joined(type === undefined ? [name, ...words] : words),
      coderId: intake.coderOf(first?.user ?? ''),
      createdAt: timeOf(first?.at ?? '', reading.now),
    })
  }

  const memo = joined([qde.description, ...intake.free().map(({ name, text }) => (name === '' ? text : `${name}\n${text}`))])
  const defined = [...fields.attributes].filter(([key]) => /^[\w-]{1,64}$/.test(key)).slice(0, 50)
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
