// The desk of an open project: library, reader or pair or report, inspector.
import { PanelLeft, PanelRight, Redo2, Undo2 } from 'lucide-react'
import { Fragment, useCallback, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { startOf } from '../../shared/anchor.ts'
import type { ImportReport, Project, ReadData, ReportFormat } from '../../shared/contract.ts'
import type { ArticleId, CodeId, HighlightId } from '../../shared/ids.ts'
import { shownAt } from '../../shared/omissions.ts'
import { keyOfPassage, type Passage, sharesWords } from '../../shared/passage.ts'
import type { ReportCheck } from '../../shared/report/evidence.ts'
import type { Range } from '../../shared/text.ts'
import type { Counted } from '../../shared/zones.ts'
import type { Accent } from '../editor/highlights.ts'
import type { Reader } from '../editor/reader.ts'
import { AnalyseView } from '../features/analyse/AnalyseView.tsx'
import { ActiveCodeDialog } from '../features/annotate/ActiveCodeDialog.tsx'
import { ArticlePane, neighbour } from '../features/annotate/ArticlePane.tsx'
import { Cards } from '../features/cards/Cards.tsx'
import { CodebookView } from '../features/codebook/CodebookView.tsx'
import { StudyDialog } from '../features/codebook/StudyDialog.tsx'
import { CompareView } from '../features/compare/CompareView.tsx'
import { Crossing } from '../features/compare/Crossing.tsx'
import { Correcting } from '../features/correct/Correcting.tsx'
import { NewVersion } from '../features/correct/NewVersion.tsx'
import { EntityInspector } from '../features/entities/EntityInspector.tsx'
import { EntityList } from '../features/entities/EntityList.tsx'
import { ExportDialog, TakeDialog } from '../features/exchange/ExchangeDialogs.tsx'
import { OccurrenceDialog } from '../features/highlights/OccurrenceDialog.tsx'
import { HistoryView } from '../features/history/HistoryView.tsx'
import { plainlyTaken, splitInto } from '../features/importing/entries.ts'
import { ImportDialog } from '../features/importing/ImportDialog.tsx'
import { LinkDialog } from '../features/importing/LinkDialog.tsx'
import { SplitDialog } from '../features/importing/SplitDialog.tsx'
import { Unfinished } from '../features/importing/Unfinished.tsx'
import { LibraryPanel } from '../features/library/LibraryPanel.tsx'
import { Attributing } from '../features/links/Attributing.tsx'
import { Linking } from '../features/links/Linking.tsx'
import { LinkLines } from '../features/links/LinkLines.tsx'
import { linesOf } from '../features/links/lines.ts'
import { ReportView } from '../features/report/ReportView.tsx'
import { VerifyDialog } from '../features/report/VerifyDialog.tsx'
import { Suggestions } from '../features/suggest/Suggestions.tsx'
import { Zones } from '../features/zones/Zones.tsx'
import { useActs } from '../state/acts.ts'
import { call } from '../state/api.ts'
import { useCommands } from '../state/commands.ts'
import { useApp, useArticle, useCodes, useComparison, useReportable } from '../state/data.ts'
import { type Notice, useTell } from '../state/notice.ts'
import {
  initialWorkspace,
  type Page,
  type Side,
  type View,
  views,
  type Workspace,
  WorkspaceContext,
  workspaceReducer,
} from '../state/workspace.ts'
import { IconButton, IconToggle } from '../ui/IconButton.tsx'
import { Empty, Region } from '../ui/Panel.tsx'
import { useAppCommands } from './appcommands.ts'
import { CommandPalette } from './CommandPalette.tsx'
import { Dropping } from './Dropping.tsx'
import { Guide } from './Guide.tsx'
import { Inspector } from './Inspector.tsx'
import { useKept, walkRegions } from './keeping.ts'
import { SearchDialog } from './SearchDialog.tsx'
import { ShortcutsDialog } from './ShortcutsDialog.tsx'
import { StatusLine } from './StatusLine.tsx'
import { TroubleReport } from './TroubleReport.tsx'

const viewNames: Record<View, string> = {
  read: 'Read',
  compare: 'Compare',
  analyse: 'Analyse',
  entities: 'Entities',
  codebook: 'Codebook',
  report: 'Report',
  history: 'History',
}
const noAccents: readonly Accent[] = []
const MOST_RECENT = 9

/** A passage, and the words in it that only one side has. */
const accentsOf = (passage: Passage | undefined, side: 'a' | 'b'): readonly Accent[] =>
  passage === undefined
    ? noAccents
    : [
        { range: passage[side], kind: 'passage' },
        ...passage.pieces.flatMap((piece): Accent[] => {
          const range = piece[side]
          return piece.same || range === null ? [] : [{ range, kind: 'changed' }]
        }),
      ]
type Places = readonly [readonly Range[], readonly Range[]]
const noPlaces: Places = [[], []]

const wordsAt = (text: string, { start, end }: Range): string => text.slice(start, Math.min(end, start + 500)).trim()

/** The articles that a report is made of, unless it is of all. */
const reportedOf = ({ panes, set, report }: Workspace): readonly ArticleId[] => [
  ...new Set(
    [...(report.scope === 'open' ? panes.slice(0, 1) : panes), ...(report.scope === 'set' ? set : [])].filter((id) => id !== null),
  ),
]

export function Desk({ project, notice, onDismiss }: Readonly<{ project: Project; notice: Notice | null; onDismiss: () => void }>) {
  const [workspace, move] = useReducer(workspaceReducer, initialWorkspace)
  const { view, panes, active, picked, focused, sought } = workspace
  const trouble = useApp()?.trouble ?? null
  const panels = workspace.panels[view]
  const ready = useKept(workspace, move)
  const acts = useActs()
  const tell = useTell()
  const [readers, setReaders] = useState<readonly [Reader | null, Reader | null]>([null, null])
  const [recent, setRecent] = useState<readonly CodeId[]>([])
  const [report, setReport] = useState<ImportReport | null>(null)
  const [splitting, setSplitting] = useState<ArticleId | null>(null)
  const [tried, setTried] = useState<readonly Range[]>([])
  const [verified, setVerified] = useState<ReportCheck | null>(null)
  const [placesOf, setPlaces] = useState({ panes, places: noPlaces })
  const places = placesOf.panes === panes ? placesOf.places : noPlaces
  /** The side that the other follows in scrolling. */
  const leader = useRef<Side | null>(0)
  const codes = useCodes()
  const followed = useRef<CodeId | null>(null)
  const [data, setData] = useState<ReadData | null>(null)
  const [dialog, setDialog] = useState<
    'exchange' | 'keepCode' | 'link' | 'occurrences' | 'palette' | 'search' | 'shortcuts' | 'study' | null
  >(null)
  const left = useArticle(panes[0]).data
  const right = useArticle(view === 'compare' ? panes[1] : null).data
  const comparing = useComparison(view === 'compare' ? panes[0] : null, view === 'compare' ? panes[1] : null)
  const shared = useMemo(() => shownAt(comparing.found, workspace.cutOff), [comparing.found, workspace.cutOff])
  const { passages } = shared
  const reader = readers[active]
  const open = active === 0 ? left : right

  const onReader = useCallback((side: Side, widget: Reader | null) => {
    setReaders((now) => (side === 0 ? [widget, now[1]] : [now[0], widget]))
  }, [])
  const onUsed = useCallback((id: CodeId) => setRecent((now) => [id, ...now.filter((each) => each !== id)].slice(0, MOST_RECENT)), [])

  const pair = useMemo(
    () => (view === 'compare' && left !== undefined && right !== undefined ? ([left, right] as const) : null),
    [view, left, right],
  )

  const openTitle = open === undefined ? '' : open.article.title || open.article.source
  useEffect(() => {
    document.title = [openTitle, project.name, 'Parallax'].filter((part) => part !== '').join(' — ')
  }, [openTitle, project.name])

  // A place that is offered for a highlight without one is shown in the text.
  useEffect(() => {
    const [first] = tried
    if (first !== undefined && reader !== null && !reader.view.isDestroyed) reader.reveal(first.start)
  }, [tried, reader])

  const passage = focused === null ? undefined : passages.find((each) => keyOfPassage(each) === focused)
  const accents = useMemo(() => {
    const lit = (side: Side): readonly Accent[] => places[side].map((range) => ({ range, kind: 'found' }))
    return [
      [...accentsOf(passage, 'a'), ...lit(0)],
      [...accentsOf(passage, 'b'), ...lit(1)],
    ] as const
  }, [passage, places])

  // A place that was searched for is shown once its article stands.
  useEffect(() => {
    if (sought?.range == null || reader === null || reader.view.isDestroyed || open?.article.id !== sought.articleId) return
    const { start } = sought.range
    reader.select({ start, end: start })
    reader.reveal(start)
  }, [sought, reader, open?.article.id])
  const found = useMemo<readonly Accent[]>(() => (sought?.range == null ? noAccents : [{ range: sought.range, kind: 'found' }]), [sought])

  // The links of the chosen highlight, and the other ends that are open.
  const chosen = picked?.side === active ? open?.highlights.find(({ id }) => id === picked.id) : undefined
  const lines = useMemo(() => {
    const [a, b] = readers
    const shown = [
      ...(left === undefined || a === null ? [] : [{ open: left, reader: a, side: 0 as const }]),
      ...(right === undefined || b === null ? [] : [{ open: right, reader: b, side: 1 as const }]),
    ]
    return linesOf(shown, picked)
  }, [left, right, readers, picked])
  const accentsIn = useMemo(() => {
    const linked = (side: Side): readonly Accent[] =>
      lines.flatMap(({ there }) => (there.side === side ? there.highlight.ranges.map((range) => ({ range, kind: 'linked' as const })) : []))
    const on = (side: Side, id: ArticleId | null) => {
      const own = sought?.found === true && sought.articleId === id ? found : view === 'compare' ? accents[side] : noAccents
      const more = [...linked(side), ...(side === active ? tried.map((range): Accent => ({ range, kind: 'found' })) : [])]
      return more.length === 0 ? own : [...own, ...more]
    }
    return [on(0, panes[0]), on(1, panes[1])] as const
  }, [lines, sought, found, view, accents, panes, tried, active])

  /** Brings places of both texts into the window; where nothing is to be shown of one, it follows the other. */
  const reveal = useCallback(
    (starts: readonly [number | undefined, number | undefined]) => {
      leader.current = starts[0] === undefined ? 1 : starts[1] === undefined ? 0 : null
      for (const side of [0, 1] as const) if (starts[side] !== undefined) readers[side]?.reveal(starts[side])
    },
    [readers],
  )
  const goTo = useCallback(
    (key: string) => {
      const target = passages.find((each) => keyOfPassage(each) === key)
      if (target === undefined) return
      move({ to: 'focus', key })
      setPlaces({ panes, places: noPlaces })
      reveal([target.a.start, target.b.start])
    },
    [passages, panes, reveal],
  )
  const showPlaces = useCallback(
    (shown: Places) => {
      move({ to: 'focus', key: null })
      setPlaces({ panes, places: shown })
      reveal([shown[0][0]?.start, shown[1][0]?.start])
    },
    [panes, reveal],
  )

  const show = (id: ArticleId, side?: Side) => move({ to: 'open', id, ...(side === undefined ? {} : { side }) })
  const beside = (id: ArticleId) => {
    if (panes[0] === null || panes[0] === id) show(id, 0)
    else move({ to: 'compare', panes: [panes[0], id] })
  }

  /** Shows what came in: the article, and the report where there is something to look at. */
  const taken = (made: ImportReport) => {
    const first = made.taken[0] ?? made.known[0]
    if (first !== undefined) show(first.id)
    const plain = plainlyTaken(made)
    if (plain === null) setReport(made)
    else tell.say(`Imported “${plain.title}” (${plain.encoding})`)
  }
  const take = async (imported: Promise<ImportReport | null>) => {
    try {
      const made = await imported
      if (made !== null) taken(made)
    } catch (error) {
      tell.fail(error)
    }
  }

  const jump = (id: HighlightId | null, page?: Page) => {
    const highlight = open?.highlights.find((each) => each.id === id)
    if (highlight === undefined) return
    move({ to: 'pick', side: active, id: highlight.id, ...(page === undefined ? {} : { page }) })
    reader?.reveal(startOf(highlight))
  }
  const step = (by: 1 | -1) => {
    if (open !== undefined && reader !== null) jump(neighbour(open.highlights, picked?.id ?? null, reader.caret(), by))
  }
  /** Of the highlights with a code: the active one, or one of the chosen highlight, the one that was followed last if it has several. */
  const stepOfCode = (by: 1 | -1) => {
    if (open === undefined || reader === null) return
    const own = open.codings.flatMap(({ highlightId, codeId }) => (highlightId === picked?.id ? [codeId] : []))
    const code = own.find((id) => id === followed.current) ?? own[0] ?? workspace.activeCode
    if (code === null) return tell.say('Choose a highlight first: its code is followed.')
    walk(code, by)
  }
  const walk = (code: CodeId, by: 1 | -1, page?: Page) => {
    if (open === undefined || reader === null) return
    followed.current = code
    const ids = new Set(open.codings.flatMap(({ highlightId, codeId }) => (codeId === code ? [highlightId] : [])))
    jump(
      neighbour(
        open.highlights.filter(({ id }) => ids.has(id)),
        picked?.id ?? null,
        reader.caret(),
        by,
      ),
      page,
    )
  }
  const stepPassage = (by: 1 | -1) => {
    const at = passages.findIndex((each) => keyOfPassage(each) === focused)
    const next = passages[(at === -1 ? (by === 1 ? 0 : passages.length - 1) : at + by + passages.length) % passages.length]
    if (next !== undefined) goTo(keyOfPassage(next))
  }
  const { scope, ...said } = workspace.report
  const every = useReportable(scope === 'all')
  const reporting = { ...said, articleIds: scope === 'all' ? every : reportedOf(workspace) }
  const exportReport = (format: ReportFormat) => {
    if (reporting.articleIds.length === 0) return tell.say('Open an article first: the report is made from it.')
    void call('report.export', { request: reporting, format }).then(
      (file) => file !== null && tell.say(`Report written to ${file}`),
      tell.fail,
    )
  }
  const count = (counted: Counted) => void call('project.count', { counted }).catch(tell.fail)
  useAppCommands()
  useCommands({
    'project.saveCopy': () =>
      void call('project.saveCopy').then((file) => file !== null && tell.say(`A copy was saved as ${file}`), tell.fail),
    'import.files': () => void take(call('import.choose', { what: 'files' })),
    'import.link': () => setDialog('link'),
    'import.folder': () => void take(call('import.choose', { what: 'folder' })),
    ...(project.readOnly
      ? {}
      : {
          'edit.keepCode': () => setDialog('keepCode'),
          'edit.codeAll': () => setDialog('occurrences'),
          ...(open === undefined || reader === null
            ? {}
            : {
                'edit.removeArticle': () =>
                  void call('article.remove', { id: open.article.id }).then(() => tell.say(`Deleted “${openTitle}” — saved`), tell.fail),
                'edit.split': () => setSplitting(open.article.id),
                'edit.bookmark': () => void acts.bookmark(open, reader.caret()).then((made) => made && move({ to: 'page', page: 'list' })),
              }),
        }),
    'edit.undo': () => void acts.undo(),
    'edit.redo': () => void acts.redo(),
    'exchange.import': () => void call('exchange.read').then(setData, tell.fail),
    'exchange.export': () => setDialog('exchange'),
    'report.html': () => exportReport('html'),
    'report.pdf': () => exportReport('pdf'),
    'report.docx': () => exportReport('docx'),
    'report.md': () => exportReport('md'),
    'report.verify': () => void call('report.verify').then((found) => found !== null && setVerified(found), tell.fail),
    'view.read': () => move({ to: 'view', view: 'read' }),
    'view.compare': () => move({ to: 'view', view: 'compare' }),
    'view.analyse': () => move({ to: 'view', view: 'analyse' }),
    'view.report': () => move({ to: 'view', view: 'report' }),
    'view.codebook': () => move({ to: 'view', view: 'codebook' }),
    'view.entities': () => move({ to: 'view', view: 'entities' }),
    'view.history': () => move({ to: 'view', view: 'history' }),
    'view.library': () => move({ to: 'toggle', what: 'library' }),
    'view.inspector': () => move({ to: 'toggle', what: 'inspector' }),
    'view.nextPanel': () => walkRegions(1),
    'view.previousPanel': () => walkRegions(-1),
    'view.larger': () => move({ to: 'textSize', size: workspace.textSize + 1 }),
    'view.smaller': () => move({ to: 'textSize', size: workspace.textSize - 1 }),
    'view.resetSize': () => move({ to: 'textSize', size: initialWorkspace.textSize }),
    'view.palette': () => setDialog('palette'),
    'view.study': () => setDialog('study'),
    'view.zones': () => move({ to: 'zones' }),
    'view.suggestions': () => {
      move({ to: 'suggesting', now: { on: !workspace.suggesting.on } })
      tell.say(workspace.suggesting.on ? 'Suggestions are hidden' : 'Suggestions are shown: F4 goes to the next one')
    },
    'view.countOwn': () => count('own'),
    'view.countAll': () => count('all'),
    'go.back': () => move({ to: 'back' }),
    'go.forward': () => move({ to: 'forward' }),
    'go.nextHighlight': () => step(1),
    'go.previousHighlight': () => step(-1),
    'go.nextOfCode': () => stepOfCode(1),
    'go.previousOfCode': () => stepOfCode(-1),
    'go.find': () => setDialog('search'),
    'compare.cards': () => move({ to: 'cards', now: { on: !workspace.cards.on } }),
    'compare.swap': () => move({ to: 'swap' }),
    'compare.link': () => move({ to: 'link' }),
    'compare.blind': () => move({ to: 'pairing', now: { blind: !workspace.blind } }),
    ...(pair === null
      ? {}
      : {
          'compare.shared': () => move({ to: 'pairPage', page: 'shared' }),
          'compare.ledger': () => move({ to: 'pairPage', page: 'ledger' }),
          'compare.verdict': () => move({ to: 'pairPage', page: 'verdict' }),
          'compare.set': () => move({ to: 'pairPage', page: 'set' }),
        }),
    'help.shortcuts': () => setDialog('shortcuts'),
  })

  const pane = (side: Side) => {
    const id = panes[side]
    return id === null ? (
      <Empty title={side === 0 ? 'No article is open' : 'Choose the article to compare with'}>
        <p>{side === 0 ? 'Choose one from the library on the left.' : 'Press the two columns beside an article in the library.'}</p>
      </Empty>
    ) : (
      <ArticlePane key={side} side={side} id={id} accents={accentsIn[side]} recent={recent} onUsed={onUsed} onReader={onReader} />
    )
  }

  if (!ready) return <div className="app" aria-busy />
  return (
    <WorkspaceContext value={[workspace, move]}>
      <Dropping
        disabled={project.readOnly}
        onFiles={(files) => void take(call('import.files', { files: [...files] }))}
        onPaste={(text, html) => void take(call('import.paste', { text, html }))}
      >
        <div
          className="app"
          data-zones={workspace.zones || undefined}
          data-blind={workspace.blind || undefined}
          style={{ ['--text-size' as string]: `${workspace.textSize}px` }}
        >
          <header className="top">
            <IconToggle
              icon={PanelLeft}
              label="Library panel"
              shortcut="Ctrl+B"
              isSelected={panels.library}
              onChange={() => move({ to: 'toggle', what: 'library' })}
            />
            <h1>{project.name}</h1>
            <span className="spring" />
            <ToggleButtonGroup
              aria-label="View"
              className="views"
              selectionMode="single"
              disallowEmptySelection
              selectedKeys={[view]}
              onSelectionChange={(keys) => {
                const chosen = views.find((each) => keys.has(each))
                if (chosen !== undefined) move({ to: 'view', view: chosen })
              }}
            >
              {views.map((each) => (
                <ToggleButton key={each} id={each} className="view-button">
                  {viewNames[each]}
                </ToggleButton>
              ))}
            </ToggleButtonGroup>
            <span className="spring" />
            <IconButton
              icon={Undo2}
              label={project.history.undo === null ? 'Nothing to undo' : `Undo: ${project.history.undo}`}
              shortcut="Ctrl+Z"
              isDisabled={project.history.undo === null || project.readOnly}
              onPress={() => void acts.undo()}
            />
            <IconButton
              icon={Redo2}
              label={project.history.redo === null ? 'Nothing to redo' : `Redo: ${project.history.redo}`}
              shortcut="Ctrl+Shift+Z"
              isDisabled={project.history.redo === null || project.readOnly}
              onPress={() => void acts.redo()}
            />
            <IconToggle
              icon={PanelRight}
              label="Inspector panel"
              shortcut="Ctrl+I"
              isSelected={panels.inspector}
              onChange={() => move({ to: 'toggle', what: 'inspector' })}
            />
          </header>
          <Group className="panels" orientation="horizontal" disableCursor id="desk">
            {panels.library ? (
              <>
                <Panel id="library" defaultSize={280} minSize={200} maxSize={520} groupResizeBehavior="preserve-pixel-size">
                  <Region id="region-library" label="Library" className="panel">
                    <LibraryPanel
                      openIds={view === 'compare' ? panes : [panes[0]]}
                      readOnly={project.readOnly}
                      onOpen={show}
                      onBeside={beside}
                      onImport={(what) => (what === 'link' ? setDialog('link') : void take(call('import.choose', { what })))}
                    />
                  </Region>
                </Panel>
                <Separator className="divider" aria-label="Width of the library" />
              </>
            ) : null}
            <Panel id="centre" minSize={360}>
              <Region id="region-centre" label={viewNames[view]} className="centre">
                {trouble === null ? null : <TroubleReport trouble={trouble} title="This project is damaged" />}
                {project.unfinished === null || project.readOnly ? null : (
                  <Unfinished key={project.path} files={project.unfinished} onResume={(report) => void take(report)} />
                )}
                {project.sample && view === 'read' ? <Guide /> : null}
                {view === 'read' || view === 'compare'
                  ? ([0, 1] as const).map((side) => {
                      const [shown, widget] = [side === 0 ? left : right, readers[side]]
                      if (shown === undefined || widget === null) return null
                      const beside = { open: shown, side, reader: widget, active: active === side, readOnly: project.readOnly }
                      return (
                        <Fragment key={`${side} ${shown.article.id}`}>
                          <Zones {...beside} passage={passage !== undefined && sharesWords(passage) ? passage : undefined} />
                          <Suggestions {...beside} />
                        </Fragment>
                      )
                    })
                  : null}
                {view === 'read' || view === 'compare' ? <Linking open={open} highlight={chosen} readOnly={project.readOnly} /> : null}
                {pair === null || project.readOnly ? null : (
                  <Crossing pair={pair} passages={passages} passage={passage} onShow={showPlaces} />
                )}
                {project.readOnly || (view !== 'read' && view !== 'compare') ? null : (
                  <Attributing open={open} highlight={chosen} onProposed={() => reader?.select(null)} />
                )}
                {view === 'codebook' ? (
                  <CodebookView readOnly={project.readOnly} />
                ) : view === 'entities' ? (
                  <EntityList readOnly={project.readOnly} />
                ) : view === 'analyse' ? (
                  <AnalyseView readOnly={project.readOnly} />
                ) : view === 'history' ? (
                  <HistoryView openId={open?.article.id ?? null} readOnly={project.readOnly} />
                ) : view === 'report' ? (
                  <ReportView request={reporting} onExport={exportReport} counted={project.counted} onCount={count} />
                ) : view === 'compare' ? (
                  <CompareView
                    panes={[pane(0), pane(1)]}
                    readers={readers}
                    pair={[left, right]}
                    passages={passages}
                    done={comparing.done}
                    leader={leader}
                    onFocus={goTo}
                    onStep={stepPassage}
                    onShow={showPlaces}
                    below={
                      pair === null || !workspace.cards.on ? undefined : (
                        <Cards key={`${panes[0]} ${panes[1]}`} pair={pair} onShow={showPlaces} readOnly={project.readOnly} />
                      )
                    }
                  />
                ) : (
                  pane(0)
                )}
                {lines.length > 0 && (view === 'read' || view === 'compare') ? <LinkLines lines={lines} /> : null}
              </Region>
            </Panel>
            {panels.inspector ? (
              <>
                <Separator className="divider" aria-label="Width of the inspector" />
                <Panel id="inspector" defaultSize={320} minSize={240} maxSize={560} groupResizeBehavior="preserve-pixel-size">
                  <Region id="region-inspector" label="Inspector" className="panel">
                    {view === 'entities' ? (
                      <EntityInspector readOnly={project.readOnly} />
                    ) : (
                      <Inspector
                        pair={pair}
                        shared={shared}
                        compared={comparing.done}
                        onFocus={goTo}
                        onPlaces={showPlaces}
                        onJump={(id) => jump(id, workspace.page)}
                        onWalk={(code, by) => walk(code, by, 'codes')}
                        onPlace={(start) => reader !== null && move({ to: 'jump', side: active, from: reader.caret(), start })}
                        onShow={setTried}
                        recent={recent}
                        onUsed={onUsed}
                        readOnly={project.readOnly}
                      />
                    )}
                  </Region>
                </Panel>
              </>
            ) : null}
          </Group>
          <StatusLine
            project={project}
            notice={notice}
            onDismiss={onDismiss}
            states={[
              ...(view === 'compare' && !workspace.linked ? ['Each side scrolls by itself'] : []),
              ...(workspace.blind ? ['Outlets are hidden'] : []),
            ]}
            active={workspace.activeCode === null ? undefined : codes.get(workspace.activeCode)}
            onEndActive={() => move({ to: 'keepCode', id: null })}
          />
        </div>
      </Dropping>
      <Correcting open={open} readOnly={project.readOnly} />
      <NewVersion open={open} readOnly={project.readOnly} />
      <CommandPalette isOpen={dialog === 'palette'} onClose={() => setDialog(null)} onArticle={show} />
      <SearchDialog
        isOpen={dialog === 'search'}
        onClose={() => setDialog(null)}
        onHit={(hit) => {
          setDialog(null)
          move({ to: 'seek', hit })
        }}
      />
      <ActiveCodeDialog isOpen={dialog === 'keepCode'} codes={codes} recent={recent} onClose={() => setDialog(null)} />
      <OccurrenceDialog
        isOpen={dialog === 'occurrences'}
        articleId={open?.article.id ?? null}
        words={open === undefined || workspace.selection === null ? '' : wordsAt(open.text, workspace.selection.range)}
        codes={codes}
        onClose={() => setDialog(null)}
      />
      <StudyDialog isOpen={dialog === 'study'} readOnly={project.readOnly} onClose={() => setDialog(null)} />
      <ShortcutsDialog isOpen={dialog === 'shortcuts'} onClose={() => setDialog(null)} />
      <ImportDialog
        report={report}
        onReport={setReport}
        onOpen={show}
        onBeside={(pair) => {
          setReport(null)
          move({ to: 'compare', panes: pair })
        }}
        onSplit={setSplitting}
      />
      {dialog === 'exchange' ? (
        <ExportDialog
          onClose={() => setDialog(null)}
          onDone={(file) => {
            setDialog(null)
            tell.say(`Data written to ${file}`)
          }}
        />
      ) : null}
      {data === null ? null : (
        <TakeDialog
          data={data}
          onClose={() => setData(null)}
          onDone={(records) => {
            setData(null)
            tell.say(`${records.toLocaleString()} records came in — saved`)
          }}
        />
      )}
      <LinkDialog
        isOpen={dialog === 'link'}
        onClose={() => setDialog(null)}
        onReport={(made) => {
          setDialog(null)
          taken(made)
        }}
      />
      <SplitDialog
        id={splitting}
        onClose={() => setSplitting(null)}
        onSplit={(ids) => {
          if (report !== null && splitting !== null) setReport(splitInto(report, splitting, ids))
          setSplitting(null)
          if (ids[0] !== undefined) show(ids[0])
        }}
      />
      <VerifyDialog found={verified} onClose={() => setVerified(null)} />
    </WorkspaceContext>
  )
}
