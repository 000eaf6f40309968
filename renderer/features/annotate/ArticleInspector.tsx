// The article's own record: what is known of the source, and what was done to get its text.
import { ExternalLink, Quote } from 'lucide-react'
import { Button } from 'react-aria-components'
import type { OpenArticle } from '../../../shared/contract.ts'
import { setArticleAttribute } from '../../../shared/study.ts'
import { useActs } from '../../state/acts.ts'
import { call } from '../../state/api.ts'
import { useProject, useStudy } from '../../state/data.ts'
import { useTell } from '../../state/notice.ts'
import { useWorkspace } from '../../state/workspace.ts'
import { CommitField } from '../../ui/CommitField.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { AttributeFields } from './AttributeFields.tsx'

export function ArticleInspector({ open, children }: Readonly<{ open: OpenArticle; children: React.ReactNode }>) {
  const { article } = open
  const acts = useActs()
  const study = useStudy()
  const [{ blind }] = useWorkspace()
  const { readOnly = true } = useProject() ?? {}
  const { fail } = useTell()
  const field = (
    label: string,
    name: 'title' | 'outlet' | 'author' | 'date' | 'url' | 'language' | 'collection' | 'memo',
    rest: object = {},
  ) => (
    <div className="why-field">
      <CommitField label={label} value={article[name]} onCommit={(value) => void acts.edit(article, { [name]: value.trim() })} {...rest} />
      {Object.hasOwn(article.evidence, name) ? <IconButton icon={Quote} label={`${label} as imported: ${article.evidence[name]}`} /> : null}
    </div>
  )
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
      {children}
    </div>
  )
}
