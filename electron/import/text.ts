// Plain text to blocks. Blank lines part paragraphs. A file whose lines were broken at one width is recognised by its
// lines: each is so full that the next one's first word would not have fitted; the paragraphs that pass that test whole
// are joined. Lines that are paragraphs of their own (long ones, sentences, list items) become blocks of their own; all
// other line breaks inside a paragraph stand.
//
// Reading what this wrote gives the same again. Parting and joining only take line breaks away, so that a file with too few
// full lines never gets enough of them; and joining only makes lines longer, so that the width found in a second pass is no
// smaller than in the first, and a paragraph that failed the test then fails it again.
import type { Page, Piece } from './page.ts'

/** Narrower lines are verse or lists, wider ones are paragraphs. */
const NARROW = 45
const WIDE = 120
/** A line is full when the next word would have reached to this many characters before the width or beyond. */
const SLACK = 8
/** A file with fewer full lines than this was not broken at a width. */
const FULL_LINES = 4

/** What a list item or a note begins with. */
const mark = /^(?:[-*•▪●◦‣–]\s|\d{1,2}[.)]\s|\[\d{1,3}\])/u
const sentenceEnd = /[.!?…。！？։؟।][\p{Pe}\p{Pf}\p{Pi}"']*$/u

type Group = readonly string[]

/** Runs of lines between blank lines; a line that is indented after one that is not begins a run too, except in a list. */
function groupsOf(text: string): Group[] {
  const groups: string[][] = []
  let group: string[] = []
  let indented = true
  const close = () => {
    if (group.length > 0) groups.push(group)
    group = []
  }
  for (const raw of text.split('\n')) {
    const line = raw.trim()
    const indent = /^[ \t]/.test(raw)
    if (line === '' || (indent && !indented && group.length > 1 && !mark.test(group[0] as string))) close()
    if (line !== '') group.push(line)
    indented = indent
  }
  close()
  return groups
}

const firstWord = (line: string): number => {
  const space = line.indexOf(' ')
  return space === -1 ? line.length : space
}

/** How far the line's end could have been reached by the next line's first word. */
const reach = (line: string, next: string): number => line.length + 1 + firstWord(next)

/** The width that a file's lines were broken at, or `undefined` when they were not. */
function widthOf(groups: readonly Group[]): number | undefined {
  let width = 0
  for (const group of groups) for (const line of group) if (line.includes(' ')) width = Math.max(width, line.length)
  if (width < NARROW || width > WIDE) return undefined
  let full = 0
  for (const group of groups) {
    for (let i = 0; i + 1 < group.length; i += 1) {
      if (reach(group[i] as string, group[i + 1] as string) > width - SLACK) full += 1
    }
  }
  return full >= FULL_LINES ? width : undefined
}

const isWrapped = (group: Group, width: number): boolean =>
  group.every((line, i) => i === group.length - 1 || reach(line, group[i + 1] as string) > width - SLACK)

/** One line of the lines of a wrapped paragraph; a word broken at its hyphen is closed up. */
const unwrap = (group: Group): string =>
  group.reduce((joined, line) => (/\p{L}-$/u.test(joined) && /^\p{L}/u.test(line) ? joined + line : `${joined} ${line}`))

/** Whether each line of a group is a paragraph of its own. */
function isParagraphs(group: Group): boolean {
  if (group.some((line) => line.length > WIDE)) return true
  return group.length > 2 && group.filter((line) => sentenceEnd.test(line)).length >= 0.7 * group.length
}

/** A group cut before each list item, when it is a list. */
function itemsOf(group: Group): Group[] {
  const marks = group.filter((line) => mark.test(line)).length
  if (marks < 2 || !mark.test(group[0] as string)) return [group]
  const items: string[][] = []
  for (const line of group) {
    const last = items.at(-1)
    if (last === undefined || mark.test(line)) items.push([line])
    else last.push(line)
  }
  return items
}

/** Reads plain text whose line ends and spaces are already plain. */
export function readText(text: string): Page {
  const groups = groupsOf(text).flatMap(itemsOf)
  const width = widthOf(groups)
  const paragraphs = groups.flatMap((group) => {
    if (group.length === 1) return [group[0] as string]
    if (width !== undefined && isWrapped(group, width)) return [unwrap(group)]
    return isParagraphs(group) ? group : [group.join('\n')]
  })
  return { pieces: paragraphs.map((words, i) => pieceOf(words, [paragraphs[i - 1], paragraphs[i + 1]])), claims: [] }
}

/** A marked paragraph is an item of a list when it is not alone; a note is none. */
function pieceOf(text: string, beside: readonly (string | undefined)[]): Piece {
  const item = mark.test(text) && !text.startsWith('[') && beside.some((other) => other !== undefined && mark.test(other))
  return item ? { kind: 'item', level: 1, text } : { kind: 'paragraph', text }
}
