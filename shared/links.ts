// Links between highlights: what each type says at either end, and what can be done with a link, as changes.
import type { Change } from './change.ts'
import type { Pen } from './commands.ts'
import { type HighlightId, LinkId } from './ids.ts'
import { type Link, linkTypes } from './records.ts'

type LinkType = Link['type']

type Wording = Readonly<{ word: string; hint: string }>
const mutual = (wording: Wording): readonly [Wording, Wording] => [wording, wording]

/**
 * What stands before the other highlight, read from the one that the link leaves, and from the one that it comes to; and what
 * that says of the two where the link is made: the first is the one at hand.
 */
const words: Readonly<Record<LinkType, readonly [leaving: Wording, arriving: Wording]>> = {
  source: [
    { word: 'Source', hint: 'The second says or holds the first' },
    { word: 'Source of', hint: 'The first says or holds the second' },
  ],
  cue: [
    { word: 'Cue', hint: 'The second is the word that attributes the first' },
    { word: 'Cue of', hint: 'The first is the word that attributes the second' },
  ],
  target: [
    { word: 'Target', hint: 'The second is what the first is aimed at' },
    { word: 'Target of', hint: 'The first is what the second is aimed at' },
  ],
  'same claim': mutual({ word: 'Same claim', hint: 'Both claim the same' }),
  contradicts: mutual({ word: 'Contradicts', hint: 'They cannot both be true' }),
  omits: [
    { word: 'Leaves out', hint: 'The first leaves out what the second says' },
    { word: 'Left out by', hint: 'The second leaves out what the first says' },
  ],
  'same thing': mutual({ word: 'Names the same', hint: 'Two names for one person, place or thing' }),
}

/** A type in one of its directions, as it is offered and shown: `leaving` when the highlight at hand is where the link starts. */
export type Relation = Wording & Readonly<{ type: LinkType; leaving: boolean; mutual: boolean }>

const isMutual = (type: LinkType): boolean => words[type][0] === words[type][1]

const relation = (type: LinkType, leaving: boolean): Relation => ({
  type,
  leaving,
  mutual: isMutual(type),
  ...words[type][leaving ? 0 : 1],
})

/** All that one highlight can be to another; a mutual type once. */
export const relations: readonly Relation[] = [
  ...linkTypes.map((type) => relation(type, true)),
  ...linkTypes.filter((type) => !isMutual(type)).map((type) => relation(type, false)),
]

/** A link as it reads from one of its ends. */
export function relationOf({ type, fromId }: Link, here: HighlightId): Relation {
  return relation(type, isMutual(type) || fromId === here)
}

/** The highlight at the other end. */
export const farEnd = ({ fromId, toId }: Link, here: HighlightId): HighlightId => (fromId === here ? toId : fromId)

export const touches = ({ fromId, toId }: Link, id: HighlightId): boolean => fromId === id || toId === id

const ends = ({ type, leaving }: Pick<Relation, 'type' | 'leaving'>, here: HighlightId, there: HighlightId) =>
  leaving ? { type, fromId: here, toId: there } : { type, fromId: there, toId: here }

function isSame(link: Link, { type, fromId, toId }: Pick<Link, 'type' | 'fromId' | 'toId'>): boolean {
  if (link.type !== type) return false
  return (link.fromId === fromId && link.toId === toId) || (isMutual(type) && link.fromId === toId && link.toId === fromId)
}

function refuseIfKnown(links: readonly Link[], made: Pick<Link, 'type' | 'fromId' | 'toId'>): void {
  if (made.fromId === made.toId) throw new RangeError('A highlight cannot be linked to itself. Choose another one.')
  if (links.some((link) => isSame(link, made))) throw new RangeError('These two highlights are linked in this way already.')
}

/**
 * Links `here` to `there`. `links` are those that touch either.
 * @throws RangeError for a link that is there already, or from a highlight to itself
 */
export function addLink(
  pen: Pen,
  links: readonly Link[],
  relation: Pick<Relation, 'type' | 'leaving'>,
  here: HighlightId,
  there: HighlightId,
): Change {
  const made = ends(relation, here, there)
  refuseIfKnown(links, made)
  const link: Link = { id: LinkId.parse(pen.newId()), ...made, note: '', coderId: pen.coderId, createdAt: pen.now() }
  return [{ kind: 'link', before: null, after: link }]
}

/** Makes a link another relation, seen from `here`. @throws RangeError as `addLink` */
export function retypeLink(link: Link, links: readonly Link[], relation: Pick<Relation, 'type' | 'leaving'>, here: HighlightId): Change {
  const made = ends(relation, here, farEnd(link, here))
  if (isSame(link, made)) return []
  refuseIfKnown(
    links.filter((each) => each.id !== link.id),
    made,
  )
  return [{ kind: 'link', before: link, after: { ...link, ...made } }]
}

export const noteLink = (link: Link, note: string): Change => [{ kind: 'link', before: link, after: { ...link, note } }]
export const removeLink = (link: Link): Change => [{ kind: 'link', before: link, after: null }]
