// The article's own record: what is known of the source, and what was done to get its text.
import { ExternalLink } from 'lucide-react'
import { Button } from 'react-aria-components'
import type { OpenArticle } from '../../../shared/contract.ts'
import { setArticleAttribute } from '../../../shared/study.ts'
import { useActs } from '../../state/acts.ts'
import { call } from '../../state/api.ts'
import { useProject, useStudy } from '../../state/data.ts'
import { useTell } from '../../state/notice.ts'
import { useWorkspace } from '../../state/workspace.ts'
import { CommitField } from '../../ui/CommitField.tsx'
import { moment } from '../../ui/time.ts'
import { AttributeFields } from './AttributeFields.tsx'

export function ArticleInspector({ open, children }: Readonly<{ open: OpenArticle; children: React.ReactNode }>) {
  const { article, blocks } = open
  const acts = useActs()
  const study = useStudy()
  const [{ blind }] = useWorkspace()
  const { readOnly = true } = useProject() ?? {}
  const { fail } = useTell()
  const field = (
    label: string,
    name: 'title' | 'outlet' | 'author' | 'date' | 'url' | 'language' | 'collection' | 'memo',
    rest: object = {},
  ) => <CommitField label={label} value={article[name]} onCommit={(value) => void acts.edit(article, { [name]: value.trim() })} {...rest} />
  return (
    <div className="inspector-body">
      {field('Title', 'title', { fault: (value: string) => (value.length > 2000 ? 'At most 2,000 characters' : undefined) })}
      {blind ? null : (
        <>
          {field('Outlet', 'outlet')}
          {field('Author', 'author')}
        </>
      )}
      <div className="pair">
        {field('Date', 'date', { dir: 'ltr', placeholder: 'YYYY-MM-DD' })}
        {field('Language', 'language', {
          dir: 'ltr',
          fault: (value: string) => (value.length > 35 ? 'A language tag such as en or az-Latn' : undefined),
        })}
      </div>
      {field('URL', 'url', { dir: 'ltr' })}
      {/^https?:\/\//i.test(article.url) ? (
        <Button className="quiet" onPress={() => void call('link.open', { url: article.url }).catch(fail)}>
          <ExternalLink size={14} aria-hidden /> Open in the browser…
        </Button>
      ) : null}
      {field('Story', 'collection')}
      {field('Memo', 'memo', { multiline: true })}
      <AttributeFields
        of="the article"
        attributes={study?.attributes ?? []}
        values={article.attributes}
        readOnly={readOnly}
        onChange={(key, value) =>
          void acts.act(value === '' ? 'Clear attribute' : 'Set attribute', () => setArticleAttribute(article, key, value))
        }
      />
      <h3>Where it came from</h3>
      <dl className="provenance">
        <dt>Source</dt>
        <dd dir="auto">{article.source}</dd>
        <dt>Format</dt>
        <dd>
          {article.format}, {article.encoding}
        </dd>
        <dt>Imported</dt>
        <dd>{moment(article.importedAt)}</dd>
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
      {children}
      {article.repairs.length === 0 ? null : (
        <>
          <h3>Repairs made at import</h3>
          <ul className="repairs">
            {article.repairs.map((repair) => (
              <li key={repair}>{repair}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
