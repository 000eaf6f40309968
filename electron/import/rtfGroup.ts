// What holds for the words of a group of an RTF document, and the control words that change it.
import type { RtfStory } from './rtfStory.ts'
import { lexicon } from './rtfWords.ts'

/** Where the words of a group go: into a story, into a table or a property of the document, or, as those of shapes, nowhere. */
export type Sink = 'story' | 'fonts' | 'styles' | 'info' | 'property' | 'shape' | 'nowhere'

/** What holds in a group; an inner group begins with what holds around it. */
export type Group = {
  sink: Sink
  story: RtfStory
  /** What is done with a group when it has ended and the one around it holds again. */
  end: ((ended: Group) => void) | undefined
  /** Where the words go that a group has in another wording. */
  second: Sink | undefined
  inNote: boolean
  /** -1 for the document's own. */
  font: number
  /** How many characters stand in for one in Unicode. */
  substitutes: number
  hidden: boolean
  deleted: boolean
  inserted: boolean
  style: number
  base: number
  outline: number
  list: number
  depth: number
  inTable: boolean
}

export const plainWords = { font: -1, hidden: false, deleted: false, inserted: false }
export const newParagraph = { style: 0, outline: 9, list: 0, depth: 0, inTable: false }

export const outermost = (story: RtfStory): Group => ({
  ...plainWords,
  ...newParagraph,
  sink: 'story',
  story,
  end: undefined,
  second: undefined,
  inNote: false,
  substitutes: 1,
  base: 0,
})

/** What a control word with its number makes of a group; a property without a number, or with any but 0, is on. */
export const settings = lexicon<(group: Group, value: number | undefined) => void>({
  plain: (group) => Object.assign(group, plainWords),
  pard: (group) => Object.assign(group, newParagraph),
  f: (group, value = 0) => {
    group.font = value
  },
  uc: (group, value = 1) => {
    group.substitutes = Math.max(0, value)
  },
  v: (group, value) => {
    group.hidden = value !== 0
  },
  deleted: (group, value) => {
    group.deleted = value !== 0
  },
  revised: (group, value) => {
    group.inserted = value !== 0
  },
  s: (group, value = 0) => {
    group.style = value
  },
  sbasedon: (group, value = 0) => {
    group.base = value
  },
  outlinelevel: (group, value = 9) => {
    group.outline = value
  },
  ls: (group, value = 0) => {
    group.list = value
  },
  ilvl: (group, value = 0) => {
    group.depth = value
  },
  intbl: (group, value) => {
    group.inTable = value !== 0
  },
})
