// The desk of an open project: library, a view, inspector.

import { useCallback, useEffect, useReducer, useState } from 'react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { nameOf } from '../../shared/articlename.ts'
import type { Project } from '../../shared/contract.ts'
import type { CodeId } from '../../shared/ids.ts'
import { Correcting } from '../features/correct/Correcting.tsx'
import { NewVersion } from '../features/correct/NewVersion.tsx'
import { Unfinished } from '../features/importing/Unfinished.tsx'
import { LibraryPanel } from '../features/library/LibraryPanel.tsx'
import { call } from '../state/api.ts'
import { useApp, useCodes } from '../state/data.ts'
import type { Notice } from '../state/notice.ts'
import { initialWorkspace, useWorkspace, WorkspaceContext, workspaceReducer } from '../state/workspace.ts'
import { loaded } from '../ui/loaded.tsx'
import { Later, Region } from '../ui/Panel.tsx'
import { useAppCommands } from './appcommands.ts'
import { Centre } from './Centre.tsx'
import { Dialogs } from './Dialogs.tsx'
import { Dropping } from './Dropping.tsx'
import { useDeskCommands } from './deskcommands.ts'
import { Guide } from './Guide.tsx'
import { ImportDialogs, useImporting } from './Importing.tsx'
import { Inspector } from './Inspector.tsx'
import { useKept } from './keeping.ts'
import { useExport } from './reporting.ts'
import { StatusLine } from './StatusLine.tsx'
import { useSteps } from './steps.ts'
import { TopBar, viewNames } from './TopBar.tsx'
import { TroubleReport } from './TroubleReport.tsx'
import { useTexts } from './texts.ts'

const Builder = loaded(() => import('../features/report/Builder.tsx').then((file) => file.Builder))
const EntityInspector = loaded(() => import('../features/entities/EntityInspector.tsx').then((file) => file.EntityInspector))

type Props = Readonly<{ project: Project; notice: Notice | null; onDismiss: () => void }>

export function Desk(props: Props) {
  const [workspace, move] = useReducer(workspaceReducer, initialWorkspace)
  const ready = useKept(workspace, move)
  useAppCommands()
  if (!ready) return <div className="app" aria-busy />
  return (
    <WorkspaceContext value={[workspace, move]}>
      <Table {...props} />
    </WorkspaceContext>
  )
}

const MOST_RECENT = 9

function Table({ project, notice, onDismiss }: Props) {
  const [workspace, move] = useWorkspace()
  const { view, panes } = workspace
  const { readOnly } = project
  const trouble = useApp()?.trouble ?? null
  const codes = useCodes()
  const [recent, setRecent] = useState<readonly CodeId[]>([])
  const onUsed = useCallback((id: CodeId) => setRecent((now) => [id, ...now.filter((each) => each !== id)].slice(0, MOST_RECENT)), [])
  const texts = useTexts()
  const { open, reader } = texts
  const walk = useSteps(texts)
  const importing = useImporting(project, open)
  const onExport = useExport()
  useDeskCommands(project, texts)

  const openTitle = open === undefined ? '' : nameOf(open.article)
  useEffect(() => {
    document.title = [openTitle, project.name, 'Parallax'].filter((part) => part !== '').join(' — ')
  }, [openTitle, project.name])

  return (
    <>
      <Dropping
        disabled={readOnly}
        onFiles={(files) => importing.take(call('import.files', { files: [...files] }))}
        onPaste={(text, html) => importing.take(call('import.paste', { text, html }))}
      >
        <div
          className="app"
          data-zones={workspace.zones || undefined}
          data-blind={workspace.blind || undefined}
          style={{ ['--text-size' as string]: `${workspace.textSize}px` }}
        >
          <TopBar project={project} />
          <Group className="panels" orientation="horizontal" disableCursor id="desk">
            {workspace.panels[view].library ? (
              <>
                <Panel id="library" defaultSize={280} minSize={200} maxSize={520} groupResizeBehavior="preserve-pixel-size">
                  <Region id="region-library" label="Library" className="panel">
                    <Later>
                      <LibraryPanel
                        openIds={view === 'compare' ? panes : [panes[0]]}
                        readOnly={readOnly}
                        onOpen={(id) => move({ to: 'open', id })}
                        onBeside={(id) => {
                          if (panes[0] === null || panes[0] === id) move({ to: 'open', id, side: 0 })
                          else move({ to: 'compare', panes: [panes[0], id] })
                        }}
                        onImport={importing.choose}
                      />
                    </Later>
                  </Region>
                </Panel>
                <Separator className="divider" aria-label="Width of the library" />
              </>
            ) : null}
            <Panel id="centre" minSize={360}>
              <Region id="region-centre" label={viewNames[view]} className="centre">
                {trouble === null ? null : <TroubleReport trouble={trouble} title="This project is damaged" />}
                {project.unfinished === null || readOnly ? null : (
                  <Unfinished key={project.path} files={project.unfinished} onResume={importing.take} />
                )}
                {project.sample && view === 'read' ? <Guide /> : null}
                <Centre project={project} texts={texts} onExport={onExport} recent={recent} onUsed={onUsed} />
              </Region>
            </Panel>
            {workspace.panels[view].inspector ? (
              <>
                <Separator className="divider" aria-label="Width of the inspector" />
                <Panel id="inspector" defaultSize={320} minSize={240} maxSize={560} groupResizeBehavior="preserve-pixel-size">
                  <Region id="region-inspector" label="Inspector" className="panel">
                    <Later>
                      {view === 'entities' ? (
                        <EntityInspector readOnly={readOnly} />
                      ) : view === 'report' ? (
                        <Builder />
                      ) : (
                        <Inspector
                          pair={texts.pair}
                          shared={texts.shared}
                          compared={texts.done}
                          onFocus={texts.goTo}
                          onPlaces={texts.showPlaces}
                          onJump={(id) => texts.jump(id, workspace.page)}
                          onWalk={(code, by) => walk(code, by, 'codes')}
                          onPlace={(start) => reader !== null && move({ to: 'jump', side: workspace.active, from: reader.caret(), start })}
                          onShow={texts.setTried}
                          recent={recent}
                          onUsed={onUsed}
                          readOnly={readOnly}
                        />
                      )}
                    </Later>
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
      <Correcting open={open} readOnly={readOnly} />
      <NewVersion open={open} readOnly={readOnly} />
      <Dialogs open={open} recent={recent} readOnly={readOnly} />
      <ImportDialogs importing={importing} />
    </>
  )
}
