// Above the two texts: what stands on each side, what the ribbons mean, and which way to go.
import { ArrowLeftRight, ChevronDown, Link2, Link2Off, PanelBottom } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useWorkspace } from '../../state/workspace.ts'
import { IconButton, IconToggle } from '../../ui/IconButton.tsx'

type Props = Readonly<{
  /** Share of the comparison that is done, 0 to 1. */
  done: number
  onReplace: (side: 0 | 1) => void
}>

const looks = [
  ['verbatim', 'Same words'],
  ['edited', 'Edited'],
  ['statement', 'Same statement'],
] as const

export function CompareBar({ done, onReplace }: Props) {
  const [{ linked, cards }, move] = useWorkspace()
  const replace = (side: 0 | 1) => (
    <Button className="quiet" onPress={() => onReplace(side)}>
      <span>
        {side === 0 ? 'Left' : 'Right'}
        <span className="word"> article</span>
      </span>
      <ChevronDown size={13} aria-hidden />
    </Button>
  )
  return (
    <div className="compare-bar" role="toolbar" aria-label="Comparison">
      {replace(0)}
      <span className="spring" />
      <IconButton icon={ArrowLeftRight} label="Swap sides" shortcut="Ctrl+Shift+X" onPress={() => move({ to: 'swap' })} />
      <IconToggle
        icon={linked ? Link2 : Link2Off}
        label="Link scrolling"
        shortcut="L"
        isSelected={linked}
        onChange={() => move({ to: 'link' })}
      />
      <IconToggle
        icon={PanelBottom}
        label="Cards"
        shortcut="Ctrl+Shift+J"
        isSelected={cards.on}
        onChange={(on) => move({ to: 'cards', now: { on } })}
      />
      <ul className="legend" aria-label="What the ribbons mean">
        {looks.map(([kind, name]) => (
          <li key={kind}>
            <svg width="26" height="14" viewBox="0 0 26 14" aria-hidden="true">
              <path
                className={`ribbon ${kind}`}
                d={kind === 'statement' ? 'M1.5 1 V13 M1.5 7 H24.5 M24.5 1 V13' : 'M0.5 2.5 H25.5 V11.5 H0.5 Z'}
              />
            </svg>
            {name}
          </li>
        ))}
        <li>
          <svg width="7" height="14" viewBox="0 0 7 14" aria-hidden="true">
            <path className="only" d="M3.5 0 V14" />
          </svg>
          Only here
        </li>
      </ul>
      {done > 0 && done < 1 ? <progress className="compare-progress" max={1} value={done} aria-label="Comparing" /> : null}
      <span className="spring" />
      {replace(1)}
    </div>
  )
}
