// What the import found in an article that it took, and what the analyst makes of it. Every decision is an act that can be undone.
import { Columns2, Scissors } from 'lucide-react'
import { Button } from 'react-aria-components'
import type { OpenArticle } from '../../../shared/contract.ts'
import { keepAsOwn, linkReprint } from '../../../shared/flags.ts'
import type { ArticleId } from '../../../shared/ids.ts'
import { sharesWords } from '../../../shared/passage.ts'
import { useActs } from '../../state/acts.ts'
import { call } from '../../state/api.ts'
import { useArticle, useProject } from '../../state/data.ts'
import { useTell } from '../../state/notice.ts'
import type { TakenFile } from './entries.ts'
import { FlagList } from './FlagList.tsx'

type Props = Readonly<{
  file: TakenFile
  onOpen: (id: ArticleId) => void
  onBeside: (pair: readonly [ArticleId, ArticleId]) => void
  onSplit: (id: ArticleId) => void
}>

export function TakenArticle({ file, onOpen, onBeside, onSplit }: Props) {
  const { id, warnings, repairs, cuts, reprints } = file
  const { data: open, error } = useArticle(id)
  const { readOnly = true } = useProject() ?? {}
  if (error !== null) return <p className="facts">{error.message}</p>
  return (
    <>
      <Button onPress={() => onOpen(id)}>Open it</Button>
      {warnings.map((warning) => (
        <p key={warning} className="warning">
          {warning}
        </p>
      ))}
      {cuts.length === 0 || open === undefined || readOnly ? null : (
        <section>
          <h4>It seems to hold {cuts.length + 1} articles</h4>
          <ul className="repairs">
            {cuts.map(({ at, evidence }) => (
              <li key={at} dir="auto">
                {evidence}
              </li>
            ))}
          </ul>
          <Button onPress={() => onSplit(id)}>
            <Scissors size={14} aria-hidden /> Look at the cuts…
          </Button>
        </section>
      )}
      {open === undefined || reprints.length === 0 ? null : (
        <section aria-label="Reprints">
          <h4>Words that stand in other articles</h4>
          {reprints.map((reprint) => (
            <Reprinted key={reprint.id} open={open} reprint={reprint} onBeside={onBeside} readOnly={readOnly} />
          ))}
        </section>
      )}
      {open === undefined || open.article.flags.length === 0 ? null : (
        <section aria-label="Flags">
          <h4>What it may be</h4>
          <FlagList article={open.article} readOnly={readOnly} />
        </section>
      )}
      {repairs.length === 0 ? null : (
        <section>
          <h4>What was done to get its text</h4>
          <ul className="repairs">
            {repairs.map((repair) => (
              <li key={repair}>{repair}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

const percent = (share: number) => `${Math.round(100 * share)} %`

type ReprintedProps = Readonly<{
  open: OpenArticle
  reprint: TakenFile['reprints'][number]
  onBeside: Props['onBeside']
  readOnly: boolean
}>

function Reprinted({ open, reprint, onBeside, readOnly }: ReprintedProps) {
  const acts = useActs()
  const { say, fail } = useTell()
  const { article } = open
  const { id, title, outlet, date, words, here, there } = reprint
  const name = title || 'an article without a title'
  const evidence = `${percent(here)} of it stands in “${name}” (${words.toLocaleString('en')} words), which has ${percent(there)} of its own here`
  const state =
    article.reprintOf === id
      ? 'linked'
      : article.flags.some((flag) => flag.kind === 'reprint' && flag.state === 'declined')
        ? 'kept'
        : 'open'

  const link = async () => {
    try {
      const { passages } = await call('compare', { a: article.id, b: id })
      const ranges = passages.filter(sharesWords).map(({ a }) => a)
      await acts.act(`Link as reprint of “${name.slice(0, 120)}”`, ({ newId }) => linkReprint(newId, open, id, ranges, evidence))
    } catch (error) {
      fail(error)
    }
  }
  const takeOut = () => call('article.remove', { id: article.id }).then(() => say('Taken out of the project again — saved'), fail)

  return (
    <div className="reprinted">
      <p dir="auto">
        <strong>{percent(here)}</strong> of this article stands in <bdi className="reprinted-title">{name}</bdi>
      </p>
      <p className="facts" dir="auto">
        {[outlet, date.slice(0, 10), `${words.toLocaleString('en')} words in common, ${percent(there)} of the other`]
          .filter((fact) => fact !== '')
          .join(' · ')}
      </p>
      {state === 'linked' ? <p className="facts">Linked as its reprint; what both share is counted once.</p> : null}
      {state === 'kept' ? <p className="facts">Kept as an article of its own.</p> : null}
      <div className="text-acts">
        <Button onPress={() => onBeside([article.id, id])}>
          <Columns2 size={14} aria-hidden /> See the differences
        </Button>
        {readOnly ? null : (
          <>
            {state === 'kept' ? null : (
              <Button onPress={() => void acts.act('Keep as an article of its own', () => keepAsOwn(article, evidence))}>Keep</Button>
            )}
            {state === 'linked' ? null : <Button onPress={() => void link()}>Link as reprint</Button>}
            <Button onPress={() => void takeOut()}>Take out again</Button>
          </>
        )}
      </div>
    </div>
  )
}
