// The top line: panels, project, views, undo and redo.
import { PanelLeft, PanelRight, Redo2, Undo2 } from 'lucide-react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import type { Project } from '../../shared/contract.ts'
import { useActs } from '../state/acts.ts'
import { useWorkspace, type View, views } from '../state/workspace.ts'
import { IconButton, IconToggle } from '../ui/IconButton.tsx'

export const viewNames: Record<View, string> = {
  read: 'Read',
  compare: 'Compare',
  analyse: 'Analyse',
  entities: 'Entities',
  codebook: 'Codebook',
  report: 'Report',
  history: 'History',
}

export function TopBar({ project: { name, history, readOnly } }: Readonly<{ project: Project }>) {
  const [{ view, panels }, move] = useWorkspace()
  const acts = useActs()
  return (
    <header className="top">
      <IconToggle
        icon={PanelLeft}
        label="Library panel"
        shortcut="Ctrl+B"
        isSelected={panels[view].library}
        onChange={() => move({ to: 'toggle', what: 'library' })}
      />
      <h1>{name}</h1>
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
        label={history.undo === null ? 'Nothing to undo' : `Undo: ${history.undo}`}
        shortcut="Ctrl+Z"
        isDisabled={history.undo === null || readOnly}
        onPress={() => void acts.undo()}
      />
      <IconButton
        icon={Redo2}
        label={history.redo === null ? 'Nothing to redo' : `Redo: ${history.redo}`}
        shortcut="Ctrl+Shift+Z"
        isDisabled={history.redo === null || readOnly}
        onPress={() => void acts.redo()}
      />
      <IconToggle
        icon={PanelRight}
        label="Inspector panel"
        shortcut="Ctrl+I"
        isSelected={panels[view].inspector}
        onChange={() => move({ to: 'toggle', what: 'inspector' })}
      />
    </header>
  )
}
