// The report before it is written: the very nodes and style that the exporters use, inside a shadow root of their own.
import { FileCode2, FileText, FileType, Hash } from 'lucide-react'
import { createElement, Fragment, type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { Button, Switch } from 'react-aria-components'
import { createPortal } from 'react-dom'
import type { ReportFormat } from '../../../shared/contract.ts'
import type { ReportRequest } from '../../../shared/report/model.ts'
import type { ReportNode } from '../../../shared/report/node.ts'
import { reportPage } from '../../../shared/report/page.ts'
import { reportStyle } from '../../../shared/report/style.ts'
import type { Counted } from '../../../shared/zones.ts'
import { useReport } from '../../state/data.ts'
import { Empty } from '../../ui/Panel.tsx'
import { Contents } from './Contents.tsx'

const reactNames: Readonly<Record<string, string>> = { class: 'className', datetime: 'dateTime', colspan: 'colSpan', rowspan: 'rowSpan' }

function shown(node: ReportNode, key?: number): ReactNode {
  if (typeof node === 'string') return node
  const attributes = Object.fromEntries(Object.entries(node.attributes).map(([name, value]) => [reactNames[name] ?? name, value]))
  return createElement(
    node.tag,
    { ...attributes, key },
    ...node.children.map((child, i) => (typeof child === 'string' ? child : createElement(Fragment, { key: i }, shown(child, i)))),
  )
}

/** The page's own links lead nowhere from inside a shadow root: goes there by hand. */
function follow(event: Event): void {
  const link = event.composedPath().find((each) => each instanceof HTMLAnchorElement)
  const id = link instanceof HTMLAnchorElement ? link.getAttribute('href')?.slice(1) : undefined
  if (id === undefined || !(event.currentTarget instanceof ShadowRoot)) return
  event.preventDefault()
  event.currentTarget.getElementById(id)?.scrollIntoView()
}

const exports = [
  ['html', 'HTML', FileCode2],
  ['pdf', 'PDF', FileText],
  ['docx', 'Word', FileType],
  ['md', 'Markdown', Hash],
] as const

type Props = Readonly<{
  request: ReportRequest
  onExport: (format: ReportFormat) => void
  /** What its figures are made of. */
  counted: Counted
  onCount: (counted: Counted) => void
}>

export function ReportView({ request, onExport, counted, onCount }: Props) {
  const { data: report, error, isFetching } = useReport(request)
  const host = useRef<HTMLDivElement>(null)
  const [sheet] = useState(() => new CSSStyleSheet())
  const [root, setRoot] = useState<ShadowRoot | null>(null)
  const page = useMemo(() => (report === undefined ? null : shown(reportPage(report))), [report])

  useLayoutEffect(() => {
    const { current } = host
    if (current === null) return
    const shadow = current.shadowRoot ?? current.attachShadow({ mode: 'open' })
    shadow.adoptedStyleSheets = [sheet]
    shadow.addEventListener('click', follow)
    setRoot(shadow)
    return () => shadow.removeEventListener('click', follow)
  }, [sheet])
  useLayoutEffect(() => {
    if (report !== undefined) sheet.replaceSync(reportStyle(report))
  }, [sheet, report])

  return (
    <div className="report-view">
      <div className="report-tools" role="toolbar" aria-label="Report">
        <Contents />
        {exports.map(([format, name, Icon]) => (
          <Button key={format} onPress={() => onExport(format)} isDisabled={report === undefined} aria-label={`Export ${name}…`}>
            <Icon size={15} aria-hidden /> {name}…
          </Button>
        ))}
        <Switch isSelected={counted === 'all'} onChange={(all) => onCount(all ? 'all' : 'own')}>
          <span className="switch-track" aria-hidden />
          Count everything, not own words only
        </Switch>
      </div>
      {request.articleIds.length === 0 ? (
        <Empty title="No article is open">The report is made from the article, or the pair, that is open.</Empty>
      ) : null}
      {error === null ? null : (
        <Empty title="The report could not be made">
          <p>{error.message}</p>
        </Empty>
      )}
      <div className="report-page" ref={host} aria-busy={isFetching} />
      {root === null || page === null ? null : createPortal(page, root)}
    </div>
  )
}
