// Who reprints whom: one row for each copy and where its words come from. Linking makes the words that both share count once.

import { Columns2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import { sharedPassages } from '../../../shared/alignment.ts'
import { nameOf } from '../../../shared/articlename.ts'
import type { Reprinting } from '../../../shared/collection/reprinting.ts'
import { linkReprint, unlinkReprint } from '../../../shared/flags.ts'
import type { ArticleId } from '../../../shared/ids.ts'
import { useActs } from '../../state/acts.ts'
import { call } from '../../state/api.ts'
import { useTell } from '../../state/notice.ts'
import { useWorkspace } from '../../state/workspace.ts'
import { Facts } from '../../ui/Facts.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Empty } from '../../ui/Panel.tsx'
import { dayOf, type Found, type Listed, titleOf } from './lookup.ts'

const AT_ONCE = 200
const percent = (share: number) => `${Math.round(share * 100)} %`
/** How it is known who was first, where the dates do not say it. */
const orders: Record<Reprinting['order'], string> = {
  date: '',
  credit: 'credited by the copy',
  unknown: 'order not known',
}

export function Reprints({ found, readOnly }: Readonly<{ found: Found; readOnly: boolean }>) {
  const [shown, setShown] = useState(AT_ONCE)
  const [, move] = useWorkspace()
  const acts = useActs()
  const { fail } = useTell()
  const { reprints, byId } = found

  const link = async ({ firstId, copyId, kept, words }: Found['reprints'][number], on: boolean) => {
    try {
      const [first, copy] = await Promise.all([call('article.open', { id: firstId }), call('article.open', { id: copyId })])
      const shared = sharedPassages(copy.text, first.text).map(({ a }) => a)
      const name = nameOf(first.article).slice(0, 120)
      const evidence = `has ${percent(kept)} of “${name}” (${words.toLocaleString('en')} words)`
      await acts.act(`${on ? 'Link as' : 'Unlink as'} reprint of “${name}”`, ({ newId }) =>
        on ? linkReprint(newId, copy, firstId, shared, evidence) : unlinkReprint(copy, shared),
      )
    } catch (error) {
      fail(error)
    }
  }

  if (reprints.length === 0)
    return (
      <Empty title="No article reprints another">
        <p>An article is shown here when at least 40 words and a fifth of it, or of the other, stand in both.</p>
      </Empty>
    )
  return (
    <div className="analyse-page">
      <table className="analyse-table">
        <caption>
          Each copy beside the article that it has its words from. A copy of a copy is beside that copy; what several papers took from one
          wire is beside the wire.
        </caption>
        <thead>
          <tr>
            <th scope="col">First</th>
            <th scope="col">Copy</th>
            <th scope="col" className="number">
              Kept
            </th>
            <th scope="col" className="number">
              Of the copy
            </th>
            <th scope="col" className="number">
              Words
            </th>
            <th scope="col">
              <span className="unseen">Acts</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {reprints.slice(0, shown).map((reprint) => {
            const { firstId, copyId, order, kept, share, words } = reprint
            const [first, copy] = [byId.get(firstId), byId.get(copyId)]
            const linked = copy?.reprintOf === firstId
            const pair = `${titleOf(copy)}, ${titleOf(first)}`
            return (
              <tr key={`${firstId} ${copyId}`}>
                <Named article={first} more={orders[order]} />
                <Named article={copy} more={linked ? 'linked as reprint' : ''} />
                <td className="number">{percent(kept)}</td>
                <td className="number">{percent(share)}</td>
                <td className="number">{words.toLocaleString()}</td>
                <td className="analyse-acts">
                  <IconButton icon={Columns2} label={`Compare ${pair}`} onPress={() => move({ to: 'compare', panes: [firstId, copyId] })} />
                  {readOnly ? null : (
                    <Button aria-label={`${linked ? 'Unlink' : 'Link as reprint'}: ${pair}`} onPress={() => void link(reprint, !linked)}>
                      {linked ? 'Unlink' : 'Link as reprint'}
                    </Button>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {shown < reprints.length ? (
        <Button className="quiet" onPress={() => setShown(shown + AT_ONCE)}>
          {(reprints.length - shown).toLocaleString()} more
        </Button>
      ) : null}
    </div>
  )
}

type NamedProps = Readonly<{ article: Listed | undefined; dated?: boolean; more?: string }>

/** An article by its title, which opens it, with its facts. */
export function Named({ article, dated = true, more = '' }: NamedProps) {
  const [{ blind }, move] = useWorkspace()
  const open = (id: ArticleId) => {
    move({ to: 'view', view: 'read' })
    move({ to: 'open', id, side: 0 })
  }
  return (
    <th scope="row" dir="auto">
      <Button className="quiet link" onPress={() => article !== undefined && open(article.id)}>
        <bdi>{titleOf(article)}</bdi>
      </Button>
      <span className="facts named-facts">
        <Facts of={[blind ? '' : (article?.outlet ?? ''), dated ? dayOf(article) : '', more]} />
      </span>
    </th>
  )
}
