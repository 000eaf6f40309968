// The report before it is written: the very nodes and style that the exporters use, inside a shadow root of their own.
import { FileCode2, FileText, FileType, Hash, ListChecks } from 'lucide-react'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { Button, Switch, ToggleButton } from 'react-aria-components'
import { createPortal } from 'react-dom'
import type { ReportFormat } from '../../../shared/contract.ts'
import type { Definition } from '../../../shared/records.ts'
import { placeFrom } from '../../../shared/report/evidence.ts'
import { reportPage } from '../../../shared/report/page.ts'
import { reportStyle } from '../../../shared/report/style.ts'
import type { Counted } from '../../../shared/zones.ts'
import { useReport } from '../../state/data.ts'
import { useDefinition } from '../../state/definitions.ts'
import { useWorkspace } from '../../state/workspace.ts'
import { Markup } from '../../ui/Markup.tsx'
import { Empty } from '../../ui/Panel.tsx'

const exports = [
  ['html', 'HTML', FileCode2],
  ['pdf', 'PDF', FileText],
  ['docx', 'Word', FileType],
  ['md', 'Markdown', Hash],
] as const

/** Parts that are not in the window are laid out when they come into it. */
const PREVIEW = '.part { content-visibility: auto; contain-intrinsic-size: auto 800px; }'

/** Keeps the place in a report that is made anew: what stands at the top of the window stays there. */
class Place {
  #report = ''
  #at: Readonly<{ id: string; top: number }> | null = null

  keep(host: HTMLElement): void {
    const { left, top, width } = host.getBoundingClientRect()
    const held = host.shadowRoot?.elementFromPoint(left + width / 2, top + 24)?.closest('[id]') ?? null
    this.#at = held === null ? null : { id: held.id, top: held.getBoundingClientRect().top }
  }

  /** Another report begins at its top. */
  enter(report: string): void {
    if (this.#report !== report) this.#at = null
    this.#report = report
  }

  comeBack(host: HTMLElement): void {
    const held = this.#at === null ? null : host.shadowRoot?.getElementById(this.#at.id)
    if (this.#at === null || !held) {
      host.scrollTop = 0
      return
    }
    // Its part is laid out in full, or the place would lie behind the end.
    const part = held.closest<HTMLElement>('.part')
    if (part !== null) part.style.contentVisibility = 'visible'
    host.scrollTop += held.getBoundingClientRect().top - this.#at.top
  }
}

/** The words of an article that an element of the page shows, or is the number of; `null` for none. */
function wordsAt(root: ShadowRoot, element: Element): ReturnType<typeof placeFrom> {
  const [, listed] = /^#(?:highlight|start)-(\d+)$/.exec(element.closest('a')?.getAttribute('href') ?? '') ?? []
  const number = listed ?? element.closest('[data-highlight]')?.getAttribute('data-highlight')
  const shown = element.closest('[data-place]') ?? root.querySelector(`#highlight-${number} [data-place]`)
  return placeFrom(shown?.getAttribute('data-place') ?? '')
}

/** What brings articles into a report that has none. */
const missing: Readonly<Record<Definition['scope'], string>> = {
  open: 'Open an article in Read, or choose others in the panel beside.',
  pair: 'Open two articles in Compare, or choose others in the panel beside.',
  set: 'Choose a set in Compare, or choose others in the panel beside.',
  collection: 'The project has none in this collection. Choose others in the panel beside.',
  all: 'The project has none yet. Import some into the library.',
  chosen: 'Choose articles in the panel beside.',
}

type Props = Readonly<{
  onExport: (format: ReportFormat) => void
  /** What its figures are made of. */
  counted: Counted
  onCount: (counted: Counted) => void
}>

export function ReportView({ onExport, counted, onCount }: Props) {
  const [{ panels, blind }, move] = useWorkspace()
  const [seeing, setSeeing] = useState(false)
  const { definition, found, request } = useDefinition()
  const { data: report, error, isFetching } = useReport(request)
  const host = useRef<HTMLDivElement>(null)
  const place = useRef(new Place())
  const [sheet] = useState(() => new CSSStyleSheet())
  const [root, setRoot] = useState<ShadowRoot | null>(null)
  const none = found !== undefined && found.articles.length === 0
  // A report names outlets and bylines: whoever reads blind is asked first.
  const covered = blind && !seeing && !none
  const page = useMemo(() => (report === undefined || none || covered ? null : reportPage(report)), [report, none, covered])

  useLayoutEffect(() => {
    const { current } = host
    if (current === null) return
    const shadow = current.shadowRoot ?? current.attachShadow({ mode: 'open' })
    shadow.adoptedStyleSheets = [sheet]
    setRoot(shadow)
  }, [sheet])
  useLayoutEffect(() => {
    place.current.enter(definition.id)
  }, [definition.id])
  useEffect(() => {
    const open = ({ ctrlKey, metaKey, target }: Event & Partial<MouseEvent>) => {
      const place = root !== null && (ctrlKey || metaKey) && target instanceof Element ? wordsAt(root, target) : null
      if (place !== null) move({ to: 'seek', hit: { articleId: place.articleId, range: place.ranges[0] ?? null } })
    }
    root?.addEventListener('click', open)
    return () => root?.removeEventListener('click', open)
  }, [root, move])
  const onShown = () => {
    if (report !== undefined) sheet.replaceSync(reportStyle(report) + PREVIEW)
    if (host.current !== null) place.current.comeBack(host.current)
  }

  return (
    <div className="report-view">
      <div className="report-tools" role="toolbar" aria-label="Report">
        <ToggleButton isSelected={panels.report.inspector} onChange={() => move({ to: 'toggle', what: 'inspector' })}>
          <ListChecks size={15} aria-hidden /> Contents
        </ToggleButton>
        {exports.map(([format, name, Icon]) => (
          <Button key={format} onPress={() => onExport(format)} isDisabled={report === undefined || none} aria-label={`Export ${name}…`}>
            <Icon size={15} aria-hidden /> {name}…
          </Button>
        ))}
        <Switch isSelected={counted === 'all'} onChange={(all) => onCount(all ? 'all' : 'own')}>
          <span className="switch-track" aria-hidden />
          Count everything, not own words only
        </Switch>
      </div>
      {none ? (
        <Empty title="No article is in this report">
          <p>{missing[definition.scope]}</p>
        </Empty>
      ) : null}
      {covered ? (
        <Empty title="You read without outlets and bylines">
          <p>A report names them.</p>
          <Button onPress={() => setSeeing(true)}>Show the report</Button>
        </Empty>
      ) : null}
      {error === null ? null : (
        <Empty title="The report could not be made">
          <p>{error.message}</p>
        </Empty>
      )}
      <div className="report-page" ref={host} aria-busy={isFetching} onScroll={({ currentTarget }) => place.current.keep(currentTarget)} />
      {root === null || page === null
        ? null
        : createPortal(
            <Markup
              node={page}
              onShown={onShown}
              onFollow={(href, { ctrlKey, metaKey }) => ctrlKey || metaKey || root.getElementById(href.slice(1))?.scrollIntoView()}
            />,
            root,
          )}
    </div>
  )
}
