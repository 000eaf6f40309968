// Where an article came from: how, when and by which version, which part of its original it is, and what it may be.

import { useQuery } from '@tanstack/react-query'
import { RefreshCw, Scissors } from 'lucide-react'
import { useContext } from 'react'
import { Button } from 'react-aria-components'
import { nameOf } from '../../../shared/articlename.ts'
import type { OpenArticle } from '../../../shared/contract.ts'
import type { ArticleId } from '../../../shared/ids.ts'
import type { Article } from '../../../shared/records.ts'
import { call } from '../../state/api.ts'
import { CommandContext } from '../../state/commands.ts'
import { useArticle } from '../../state/data.ts'
import { useWorkspace } from '../../state/workspace.ts'
import { moment } from '../../ui/time.ts'
import { AddFlag, FlagList } from './FlagList.tsx'

type Props = Readonly<{
  open: OpenArticle
  onOpen: (id: ArticleId) => void
  readOnly: boolean
}>

const ways: Readonly<Record<Article['via'], string>> = { file: 'a file', link: 'a link', paste: 'the clipboard' }

export function Provenance({ open, onOpen, readOnly }: Props) {
  // With outlets and bylines hidden, so is what would tell them.
  const [{ blind }] = useWorkspace()
  const { article, blocks } = open
  const commands = useContext(CommandContext)
  const { via, address, source, importer, repairs, within, reprintOf } = article
  return (
    <>
      <h3>Where it came from</h3>
      <dl className="provenance">
        <dt>By</dt>
        <dd>{ways[via]}</dd>
        {blind ? null : (
          <>
            <dt>Source</dt>
            <dd dir="auto">{source}</dd>
            {address === '' ? null : (
              <>
                <dt>Address</dt>
                <dd dir="ltr">{address}</dd>
              </>
            )}
          </>
        )}
        <dt>Format</dt>
        <dd>
          {article.format}, {article.encoding}
        </dd>
        <dt>Imported</dt>
        <dd>
          {moment(article.importedAt)}
          {importer === '' ? null : `, by Parallax ${importer}`}
        </dd>
        {article.modified === '' ? null : (
          <>
            <dt>Modified</dt>
            <dd dir="ltr">{article.modified}</dd>
          </>
        )}
        {article.section === '' || blind ? null : (
          <>
            <dt>Section</dt>
            <dd dir="auto">{article.section}</dd>
          </>
        )}
        <dt>Length</dt>
        <dd>
          {article.words.toLocaleString()} words in {blocks.length.toLocaleString()} blocks
        </dd>
        <dt>Text</dt>
        <dd className="hash" title={article.textSha256}>
          SHA-256 {article.textSha256.slice(0, 16)}…
        </dd>
        <dt>Original</dt>
        <dd className="hash" title={article.originalSha256}>
          SHA-256 {article.originalSha256.slice(0, 16)}…
        </dd>
      </dl>
      {article.of === 1 ? null : <Siblings article={article} what={within === null ? 'file' : 'page'} onOpen={onOpen} />}
      {reprintOf === null ? null : <ReprintOf id={reprintOf} onOpen={onOpen} />}
      {article.flags.length === 0 && readOnly ? null : (
        <section aria-label="Flags">
          <h3>What it may be</h3>
          {article.flags.length === 0 ? null : <FlagList article={article} readOnly={readOnly} />}
          {readOnly ? null : <AddFlag article={article} />}
        </section>
      )}
      {repairs.length === 0 ? null : (
        <>
          <h3>Repairs made at import</h3>
          <ul className="repairs">
            {repairs.map((repair) => (
              <li key={repair}>{repair}</li>
            ))}
          </ul>
        </>
      )}
      {readOnly ? null : (
        <div className="text-acts">
          <Button onPress={() => commands.find('edit.readAgain')?.()}>
            <RefreshCw size={14} aria-hidden /> Read again from the original…
          </Button>
          <Button onPress={() => commands.find('edit.split')?.()}>
            <Scissors size={14} aria-hidden /> Split this article…
          </Button>
        </div>
      )}
    </>
  )
}

type SiblingsProps = Readonly<{ article: Article; what: string; onOpen: (id: ArticleId) => void }>

function Siblings({ article, what, onOpen }: SiblingsProps) {
  const { data: others = [] } = useQuery({
    queryKey: ['library', 'siblings', article.id],
    queryFn: () => call('article.siblings', { id: article.id }),
  })
  return (
    <section className="siblings" aria-label={`Other articles of the ${what}`}>
      <h3>
        Part {article.part} of {article.of} of this {what}
      </h3>
      <ol>
        {others.map(({ id, title, part }) => (
          <li key={id} value={part}>
            <Button className="quiet" onPress={() => onOpen(id)}>
              <bdi>{title}</bdi>
            </Button>
          </li>
        ))}
      </ol>
    </section>
  )
}

function ReprintOf({ id, onOpen }: Readonly<{ id: ArticleId; onOpen: (id: ArticleId) => void }>) {
  const { data: other } = useArticle(id)
  return (
    <section className="siblings" aria-label="Reprint of">
      <h3>Reprint of</h3>
      <Button className="quiet" onPress={() => onOpen(id)}>
        <bdi>{other === undefined ? '…' : nameOf(other.article)}</bdi>
      </Button>
    </section>
  )
}
