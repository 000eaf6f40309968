// On the page of a highlight that a new version gave its place by likeness: what it covered, and the analyst's yes to the new place.
import { Button } from 'react-aria-components'
import type { Highlight } from '../../../shared/records.ts'
import { confirmPlace } from '../../../shared/versions.ts'
import { useActs } from '../../state/acts.ts'

export function Moved({ highlight, readOnly }: Readonly<{ highlight: Highlight; readOnly: boolean }>) {
  const acts = useActs()
  if (highlight.formerQuote === '') return null
  const words = highlight.formerQuote.length > 400 ? `${highlight.formerQuote.slice(0, 400)}…` : highlight.formerQuote
  return (
    <section className="moved" aria-label="Moved">
      <p>
        <span className="state-label">moved</span> was <q dir="auto">{words}</q>
      </p>
      {readOnly ? null : (
        <Button onPress={() => void acts.act('Confirm place of highlight', () => confirmPlace(highlight))}>Confirm</Button>
      )}
    </section>
  )
}
