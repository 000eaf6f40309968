// Days put together as a time line needs them: days, weeks, months or years, so that no more stand beside each other than can be told
// apart. Days are those of the calendar, without a time zone.
const DAY = 86_400_000
const MOST = 36

const units = ['day', 'week', 'month', 'year'] as const
export type Unit = (typeof units)[number]
export type Stretch = Readonly<{ /** ISO dates, both among it. */ from: string; to: string; name: string }>

const iso = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** The first day of the unit that a day is in; weeks begin on Mondays. */
function begin(time: number, unit: Unit): number {
  const date = new Date(time)
  if (unit === 'day') return time
  if (unit === 'week') return time - ((date.getUTCDay() + 6) % 7) * DAY
  return Date.UTC(date.getUTCFullYear(), unit === 'month' ? date.getUTCMonth() : 0)
}

function next(time: number, unit: Unit): number {
  const date = new Date(time)
  if (unit === 'day' || unit === 'week') return time + (unit === 'day' ? 1 : 7) * DAY
  return unit === 'month' ? Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1) : Date.UTC(date.getUTCFullYear() + 1, 0)
}

const nameOf = (time: number, unit: Unit) => iso(time).slice(0, unit === 'year' ? 4 : unit === 'month' ? 7 : 10)

/** Stretches of the finest unit that they are few enough of, from the first day to the last, without gaps. Days are ISO dates in order. */
export function stretchesOf(days: readonly string[]): Readonly<{ unit: Unit; stretches: readonly Stretch[] }> {
  const [first, last] = [Date.parse(days[0] ?? ''), Date.parse(days.at(-1) ?? '')]
  if (Number.isNaN(first) || Number.isNaN(last)) return { unit: 'day', stretches: [] }
  for (const unit of units) {
    const stretches: Stretch[] = []
    for (let at = begin(first, unit); at <= last && (stretches.length <= MOST || unit === 'year'); at = next(at, unit))
      stretches.push({ from: iso(at), to: iso(next(at, unit) - DAY), name: nameOf(at, unit) })
    if (stretches.length <= MOST || unit === 'year') return { unit, stretches }
  }
  return { unit: 'year', stretches: [] }
}
