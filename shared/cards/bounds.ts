// The bounds that a text puts on its figures, in English and a few languages more, and what they allow.
import type { Bound } from './model.ts'

const ending = (words: string) => new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})\\s*(?:a total of |another |a further |the |an? )?$`, 'iu')

/** What stands before a number that it bounds. */
export const boundsBefore: readonly (readonly [Bound, RegExp])[] = [
  [
    'at least',
    ending(
      `at least|(?:no|not) (?:fewer|less) than|a minimum of|upwards? of|mindestens|wenigstens|au moins|al menos|por lo menos|pelo menos|almeno|не менее|по меньшей мере|co najmniej|minst`,
    ),
  ],
  ['up to', ending(`up to|at most|(?:no|not) more than|a maximum of|as many as|bis zu|höchstens|jusqu['’]à|hasta|até|fino a`)],
  [
    'more than',
    ending(
      `more than|over|above|in excess of|exceed(?:ed|ing|s)?|greater than|mehr als|über|plus de|más de|mais de|più di|более|больше|ponad`,
    ),
  ],
  ['fewer than', ending(`fewer than|less than|under|below|weniger als|unter|moins de|menos de|meno di|менее|меньше`)],
  [
    'about',
    ending(
      `about|around|roughly|approximately|approx\\.?|some|nearly|almost|close to|estimated|circa|ca\\.|~|etwa|rund|ungefähr|knapp|environ|près de|quelque|unos|unas|alrededor de|cerca de|casi|около|примерно|почти`,
    ),
  ],
]
/** How far "about" reaches, as a share of the value. */
const SLACK = 0.1

/** What a bounded number allows, both ends included; `null` where nothing limits it. `upper` is the other end of a range. */
export function allowedBy(bound: Bound, value: number, upper: number | null): readonly [low: number, high: number | null] {
  const slack = Math.abs(value) * SLACK
  return (
    {
      exactly: [value, value],
      'at least': [value, null],
      'more than': [value, null],
      about: [value - slack, value + slack],
      'up to': [0, value],
      'fewer than': [0, value],
      between: [value, upper ?? value],
    } as const
  )[bound]
}
