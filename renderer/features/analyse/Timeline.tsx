// Who told a story when: a line for each outlet, a dot for each article. The table under it says the same in words.
import type { ArticleId } from '../../../shared/ids.ts'
import { useWorkspace } from '../../state/workspace.ts'
import { dayOf, type Listed, titleOf } from './lookup.ts'

const LINE = 22
const MOST_NAME = 26
/** Of a letter of a name, about. */
const LETTER = 6.4
const WIDTH = 720
const MOST_LINES = 40
const DAY = 86_400_000

const at = ({ date }: Listed): number => Date.parse(date.slice(0, 10))

/** At most seven days to write below, first and last among them. */
function ticksOf(first: number, last: number): number[] {
  const days = Math.round((last - first) / DAY)
  const step = Math.max(1, Math.ceil(days / 6))
  const ticks = Array.from({ length: Math.floor(days / step) + 1 }, (_, i) => first + i * step * DAY)
  return days - (ticks.length - 1) * step > step / 2 ? [...ticks, last] : [...ticks.slice(0, -1), last]
}

export function Timeline({ articles, onOpen }: Readonly<{ articles: readonly Listed[]; onOpen: (id: ArticleId) => void }>) {
  const [{ blind }] = useWorkspace()
  const dated = articles.filter((article) => !Number.isNaN(at(article)))
  const outlets = [...new Set(dated.map(({ outlet }) => outlet))]
  if (dated.length < 2 || outlets.length > MOST_LINES) return null
  const [first, last] = [Math.min(...dated.map(at)), Math.max(...dated.map(at))]
  const nameOf = (outlet: string, i: number) => (blind ? `Outlet ${i + 1}` : shortened(outlet || 'No outlet'))
  const names = 24 + LETTER * Math.max(...outlets.map((outlet, i) => nameOf(outlet, i).length))
  const x = (time: number) => names + (last === first ? 0.5 : (time - first) / (last - first)) * (WIDTH - names - 56) + 24
  const height = outlets.length * LINE + 28
  /** Several of one outlet on one day stand beside each other. */
  const seen = new Map<string, number>()
  const beside = (key: string): number => {
    const count = seen.get(key) ?? 0
    seen.set(key, count + 1)
    return count
  }
  return (
    <svg className="timeline" viewBox={`0 0 ${WIDTH} ${height}`} aria-hidden="true">
      {ticksOf(first, last).map((time) => (
        <g key={time}>
          <line x1={x(time)} x2={x(time)} y1={4} y2={height - 22} className="tick" />
          <text x={x(time)} y={height - 6} textAnchor="middle">
            {new Date(time).toISOString().slice(0, 10)}
          </text>
        </g>
      ))}
      {outlets.map((outlet, i) => (
        <g key={outlet} transform={`translate(0 ${i * LINE + 14})`}>
          <line x1={names} x2={WIDTH} y1={0} y2={0} className="lane" />
          <text x={names - 10} y={4} textAnchor="end">
            {nameOf(outlet, i)}
          </text>
          {dated
            .filter((article) => article.outlet === outlet)
            .map((article) => (
              // biome-ignore lint/a11y/noStaticElementInteractions: by keyboard the table leads there; a dot is a shortcut for the pointer
              <circle
                key={article.id}
                cx={x(at(article)) + beside(`${outlet} ${dayOf(article)}`) * 13}
                cy={0}
                r={5.5}
                onClick={() => onOpen(article.id)}
              >
                <title>{`${dayOf(article)} ${titleOf(article)}`}</title>
              </circle>
            ))}
        </g>
      ))}
    </svg>
  )
}

const shortened = (name: string) => (name.length > MOST_NAME ? `${name.slice(0, MOST_NAME - 1)}…` : name)
