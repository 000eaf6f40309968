// The cards of a pair: their form, wherever they are made, shown or written. Ranges are UTF-16 offsets into the text of their side.
import { z } from 'zod'
import { CodeId, EntityId } from '../ids.ts'
import { NameRow, Proposal } from '../names/model.ts'
import { Piece } from '../passage.ts'
import { Range } from '../text.ts'
import { Counted } from '../zones.ts'

const bounds = ['exactly', 'at least', 'more than', 'about', 'up to', 'fewer than', 'between'] as const
export type Bound = (typeof bounds)[number]

export const Figure = z
  .strictObject({
    /** From the words that bound it to what is counted. UTF-16 offsets. */
    range: Range,
    /** As it is given; of a range its lower end. */
    value: z.number(),
    bound: z.enum(bounds),
    /** What the bound allows; `high` is null where nothing limits it. Both ends are part of it. */
    low: z.number(),
    high: z.number().nullable(),
    kind: z.enum(['count', 'percent', 'money']),
    /** What is counted or measured, in the text's words; empty where the text leaves it to the reader. */
    unit: z.string(),
    /** Where, when or of whom: the nearest phrase after it. */
    scope: Range.nullable(),
    /** Who is credited with it. */
    source: Range.nullable(),
  })
  .readonly()
export type Figure = z.infer<typeof Figure>

export const figureRelations = ['conflicting', 'compatible', 'same', 'only'] as const
export type Relation = (typeof figureRelations)[number]

const PlacedFigure = z
  .strictObject({ ...Figure.unwrap().shape, /** To the figure of the other text that agrees most. */ relation: z.enum(figureRelations) })
  .readonly()
export const FigureRow = z
  .strictObject({
    /** What is counted, in the words of one of the texts; empty where neither says. */
    about: z.string(),
    /** Of the two figures that agree most; `only` where one text gives none. */
    relation: z.enum(figureRelations),
    /** What makes figures compatible that are not the same. */
    by: z.enum(['bounds', 'scope']).nullable(),
    /** In the order of the text. */
    a: z.array(PlacedFigure).readonly(),
    b: z.array(PlacedFigure).readonly(),
  })
  .readonly()
export type FigureRow = z.infer<typeof FigureRow>

const Voice = z
  .strictObject({
    /** How often it speaks, and words of what it says, with those in quotation marks. */
    times: z.int().nonnegative(),
    words: z.int().nonnegative(),
    quoted: z.int().nonnegative(),
    /** How often by a word of each stance. */
    stances: z.strictObject({ neutral: z.int(), endorsing: z.int(), distancing: z.int() }).readonly(),
    first: z.boolean(),
    last: z.boolean(),
    /** What it says, in the order of the text. */
    ranges: z.array(Range).readonly(),
  })
  .readonly()
export type Voice = z.infer<typeof Voice>

const SourceRow = z
  .strictObject({
    name: z.string(),
    /** `none`: words in quotation marks that the text credits to nobody. */
    kind: z.enum(['named', 'role', 'unnamed', 'pronoun', 'none']),
    entityId: EntityId.nullable(),
    a: Voice,
    b: Voice,
  })
  .readonly()
export type SourceRow = z.infer<typeof SourceRow>

const SpeechBase = z
  .strictObject({
    /** Words that are credited to somebody, which shares are of, and of the whole text. */
    credited: z.int().nonnegative(),
    words: z.int().nonnegative(),
    /** How many of the contents the analyst coded with a source or cue, and how many the app proposes. */
    coded: z.int().nonnegative(),
    proposed: z.int().nonnegative(),
  })
  .readonly()
export const Sources = z.strictObject({ rows: z.array(SourceRow).readonly(), a: SpeechBase, b: SpeechBase }).readonly()
export type Sources = z.infer<typeof Sources>

export type SpeechBase = z.infer<typeof SpeechBase>
const Quoted = z
  .strictObject({
    /** The words between the marks, one range for each paragraph. UTF-16 offsets. */
    ranges: z.array(Range).min(1).readonly(),
    source: Range.nullable(),
  })
  .readonly()
export const QuotationRow = z
  .strictObject({
    relation: z.enum(['same', 'cut', 'altered']),
    /** Whether both texts credit it to the same, as far as names tell; `null` where one credits it to nobody or by a pronoun. */
    sameSource: z.boolean().nullable(),
    /** Words in common over the words of the longer. */
    score: z.number().min(0).max(1),
    a: Quoted,
    b: Quoted,
    /** The words that both have and those that one has, in order; empty where a quotation goes over several paragraphs. */
    pieces: z.array(Piece).readonly(),
  })
  .readonly()
export type QuotationRow = z.infer<typeof QuotationRow>
const Quotations = z
  .strictObject({
    rows: z.array(QuotationRow).readonly(),
    /** How many there are in each text. */ a: z.int().nonnegative(),
    b: z.int().nonnegative(),
  })
  .readonly()

export type Quotations = z.infer<typeof Quotations>

const WordUses = z.strictObject({ count: z.int().nonnegative(), ranges: z.array(Range).readonly() }).readonly()
const WordRow = z
  .strictObject({
    /** The form that is used most. */
    word: z.string(),
    /** Log-odds ratio, above 0 where the first text uses it more, and the same in standard deviations. */
    logOdds: z.number(),
    z: z.number(),
    a: WordUses,
    b: WordUses,
  })
  .readonly()
export type WordRow = z.infer<typeof WordRow>
const Wording = z
  .strictObject({
    /** Whether both texts are in one language; else there are no rows. */
    comparable: z.boolean(),
    /** The words that differ most first. */
    rows: z.array(WordRow).readonly(),
    /** Words that were counted: without grammar, numbers and names. */
    a: z.int().nonnegative(),
    b: z.int().nonnegative(),
  })
  .readonly()

export type Wording = z.infer<typeof Wording>

const CodeUses = z
  .strictObject({ count: z.int().nonnegative(), /** By 1,000 words. */ rate: z.number().nonnegative(), ranges: z.array(Range).readonly() })
  .readonly()
const CodeRow = z.strictObject({ codeId: CodeId, a: CodeUses, b: CodeUses }).readonly()
export type CodeRow = z.infer<typeof CodeRow>
const Profile = z
  .strictObject({ rows: z.array(CodeRow).readonly(), /** Words that are counted. */ a: z.int().nonnegative(), b: z.int().nonnegative() })
  .readonly()
export type Profile = z.infer<typeof Profile>
const CodeProfiles = z.strictObject({ own: Profile, all: Profile }).readonly()

export type CodeProfiles = z.infer<typeof CodeProfiles>

export const Cards = z
  .strictObject({
    counted: Counted,
    sources: Sources,
    names: z.array(NameRow).readonly(),
    /** Rows of `names` that may be one; `key` is what a declined one is remembered by. */
    proposals: z.array(z.strictObject({ ...Proposal.unwrap().shape, key: z.string() }).readonly()).readonly(),
    figures: z.array(FigureRow).readonly(),
    quotations: Quotations,
    words: Wording,
    codes: CodeProfiles,
  })
  .readonly()
export type Cards = z.infer<typeof Cards>
