// A REFI-QDA project (`project.qde`) as a value: what its XML says, with GUIDs in lower case and without braces. Positions are as
// the file counts them.

export type QdeCode = Readonly<{
  guid: string
  parent: string | null
  name: string
  color: string
  description: string
  isCodable: boolean
  notes: readonly string[]
}>
/** `user`, `at`: who made it and when, in the words of the file; empty where it does not say. */
type Made = Readonly<{ user: string; at: string }>
export type QdeCoding = Made & Readonly<{ guid: string; code: string; notes: readonly string[] }>
export type QdeSelection = Made &
  Readonly<{
    guid: string
    name: string
    start: number
    end: number
    description: string
    codings: readonly QdeCoding[]
    notes: readonly string[]
  }>
export type QdeValue = Readonly<{ variable: string; value: string }>
export type QdeSource = Made &
  Readonly<{
    guid: string
    name: string
    description: string
    /** Its text without the byte order mark, and whether it had one. */
    raw: string
    marked: boolean
    /** Whether it stands in the XML, where every line end is one character whatever it was. */
    inline: boolean
    /** Whether it was taken from a Word file, so that positions may count another text. */
    guessed: boolean
    selections: readonly QdeSelection[]
    /** Codings of the source as a whole. */
    codings: readonly QdeCoding[]
    notes: readonly string[]
    values: readonly QdeValue[]
  }>
export type QdeNote = Made & Readonly<{ guid: string; name: string; text: string }>
export type QdeCase = Readonly<{
  guid: string
  name: string
  description: string
  values: readonly QdeValue[]
  codes: readonly string[]
  sources: readonly string[]
  selections: readonly string[]
}>
export type QdeSet = Readonly<{
  guid: string
  name: string
  description: string
  codes: readonly string[]
  sources: readonly string[]
  notes: readonly string[]
}>
type QdeLink = Readonly<{ guid: string; name: string; direction: string; from: string; to: string; notes: readonly string[] }>
export type Qde = Readonly<{
  name: string
  /** The program that wrote it. */
  origin: string
  user: string
  description: string
  users: readonly Readonly<{ guid: string; name: string }>[]
  /** Each before those under it. */
  codes: readonly QdeCode[]
  variables: readonly Readonly<{ guid: string; name: string; description: string }>[]
  cases: readonly QdeCase[]
  sources: readonly QdeSource[]
  notes: readonly QdeNote[]
  links: readonly QdeLink[]
  sets: readonly QdeSet[]
}>

/** A GUID for what has another name of its own; always the same for the same thing. */
export type GuidOf = (kind: string, id: string) => string

/** How positions are counted in a file that we write. */
export const offsetKinds = ['standard', 'nvivo'] as const
export type Offsets = (typeof offsetKinds)[number]
/** What we call ourselves in a file, so that how it counts is said in it. */
export const origins: Readonly<Record<Offsets, string>> = { standard: 'Parallax', nvivo: 'Parallax (UTF-16 positions)' }

/** Fields of an article that are variables of its source. */
export const fieldNames = {
  outlet: 'Outlet',
  author: 'Author',
  date: 'Date',
  modified: 'Changed',
  section: 'Section',
  url: 'Web address',
  language: 'Language',
  collection: 'Collection',
  source: 'File name',
} as const
export type FieldName = keyof typeof fieldNames
export const entityFields = { kind: 'Kind', side: 'Side', aliases: 'Other names' } as const
