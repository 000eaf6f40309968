// Highlights that have no certain place in the present text: what each said, where it may stand, and the ways back or out.
import { useQuery } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from 'react-aria-components'
import type { OpenArticle } from '../../../shared/contract.ts'
import type { HighlightId } from '../../../shared/ids.ts'
import type { Orphan } from '../../../shared/records.ts'
import type { Range } from '../../../shared/text.ts'
import { type OrphanPlaces, removeOrphan } from '../../../shared/versions.ts'
import { useActs } from '../../state/acts.ts'
import { call } from '../../state/api.ts'
import { useCodes } from '../../state/data.ts'
import { useTell } from '../../state/notice.ts'
import { IconButton } from '../../ui/IconButton.tsx'

type Props = Readonly<{
  open: OpenArticle
  /** What is selected in the text, as pieces. */
  selection: readonly Range[]
  /** Shows a place in the text, or none any more. */
  onShow: (ranges: readonly Range[]) => void
  onPlaced: (id: HighlightId) => void
  readOnly: boolean
}>

export function Orphans({ open, selection, onShow, onPlaced, readOnly }: Props) {
  const { id, textSha256 } = open.article
  const { orphans } = open
  const places = useQuery({
    queryKey: ['orphans', id, textSha256, orphans.length],
    queryFn: () => call('orphan.places', { articleId: id }),
    enabled: orphans.length > 0,
  }).data
  useEffect(() => () => onShow([]), [onShow])
  if (orphans.length === 0) return null
  return (
    <section className="orphans" aria-label={`Without a place: ${orphans.length.toLocaleString('en')}`}>
      <h3>Without a place: {orphans.length.toLocaleString('en')}</h3>
      <ul>
        {orphans.map((orphan) => (
          <Row
            key={orphan.id}
            orphan={orphan}
            places={places?.find((each) => each.id === orphan.id)}
            selection={selection}
            onShow={onShow}
            onPlaced={onPlaced}
            readOnly={readOnly}
          />
        ))}
      </ul>
    </section>
  )
}

type RowProps = Omit<Props, 'open'> & Readonly<{ orphan: Orphan; places: OrphanPlaces | undefined }>
const clipped = (words: string) => (words.length > 160 ? `${words.slice(0, 160)}…` : words)

function Row({ orphan, places, selection, onShow, onPlaced, readOnly }: RowProps) {
  const codes = useCodes()
  const acts = useActs()
  const { say, fail } = useTell()
  const { highlight, codings, links } = orphan
  const coded = codings.flatMap(({ codeId }) => codes.get(codeId) ?? [])
  const place = async (ranges: readonly Range[]) => {
    try {
      await call('orphan.place', { articleId: orphan.articleId, id: orphan.id, ranges: [...ranges] })
      say('Place highlight again — saved')
      onShow([])
      onPlaced(highlight.id)
    } catch (error) {
      fail(error)
    }
  }
  return (
    <li className="orphan">
      <p className="orphan-quote" dir="auto">
        {clipped(highlight.quote)}
      </p>
      <p className="mark-codes">
        {coded.map((code) => (
          <span key={code.id} className="swatch" style={{ ['--color' as string]: code.color }} aria-hidden />
        ))}
        <span>{coded.map(({ name }) => name).join(', ') || 'no code'}</span>
        {links.length === 0 ? null : <span>· {links.length === 1 ? '1 link' : `${links.length} links`}</span>}
      </p>
      {highlight.note === '' ? null : (
        <p className="facts" dir="auto">
          {clipped(highlight.note)}
        </p>
      )}
      <ol className="orphan-places" aria-label="Candidates">
        {(places?.candidates ?? []).map(({ ranges, quote, score }) => (
          <li key={ranges[0]?.start ?? 0}>
            <Button
              className="candidate"
              isDisabled={readOnly}
              aria-label={`Place here: ${clipped(quote)}, likeness ${Math.round(score * 100)} of 100`}
              onFocus={() => onShow(ranges)}
              onBlur={() => onShow([])}
              onHoverStart={() => onShow(ranges)}
              onHoverEnd={() => onShow([])}
              onPress={() => void place(ranges)}
            >
              <span className="candidate-quote" dir="auto">
                {clipped(quote)}
              </span>
              <small>{Math.round(score * 100)}</small>
            </Button>
          </li>
        ))}
      </ol>
      {places !== undefined && places.candidates.length === 0 ? <p className="facts">Nothing in the text is like it.</p> : null}
      {readOnly ? null : (
        <div className="row">
          <Button className="quiet" isDisabled={selection.length === 0} onPress={() => void place(selection)}>
            Place at the selection
          </Button>
          <span className="spring" />
          <IconButton
            icon={Trash2}
            label={`Remove “${clipped(highlight.quote)}”`}
            onPress={() => void acts.act('Remove highlight without a place', () => removeOrphan(orphan))}
          />
        </div>
      )}
    </li>
  )
}
