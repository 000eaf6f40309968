import { CircleAlert, HardDriveDownload, Lock, X } from 'lucide-react'
import type { Project } from '../../shared/contract.ts'
import type { Code } from '../../shared/records.ts'
import type { Notice } from '../state/notice.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { JobList } from './JobList.tsx'

type Props = Readonly<{
  project: Project | null
  notice: Notice | null
  onDismiss: () => void
  /** What is not as it usually is. */
  states?: readonly string[]
  /** The code that every new selection gets. */
  active?: Pick<Code, 'name' | 'color'> | undefined
  onEndActive?: () => void
}>

/** The bottom line: what is saved, who codes, where the caret is, what runs, and what went wrong until it is dismissed. */
export function StatusLine({ project, notice, onDismiss, states = [], active, onEndActive }: Props) {
  return (
    <footer className="status">
      {notice?.kind === 'failed' ? (
        <p className="failed" role="alert">
          <CircleAlert size={14} aria-hidden /> {notice.text}
          <IconButton icon={X} label="Dismiss" onPress={onDismiss} />
        </p>
      ) : (
        <output className="said">{notice?.text ?? (project === null ? '' : 'All changes are saved')}</output>
      )}
      <span className="spring" />
      <JobList />
      {active === undefined ? null : (
        <span className="active-code">
          <span className="swatch" style={{ ['--color' as string]: active.color }} aria-hidden />
          Active code: {active.name}
          <IconButton icon={X} label="Stop coding with it" shortcut="Esc" onPress={() => onEndActive?.()} />
        </span>
      )}
      {states.map((state) => (
        <span key={state} className="badge">
          {state}
        </span>
      ))}
      {project?.readOnly ? (
        <span className="badge">
          <Lock size={12} aria-hidden /> read only
        </span>
      ) : null}
      {project === null ? null : (
        <>
          <span title={`Act ${project.history.head} of the journal`}>
            <HardDriveDownload size={12} aria-hidden /> {project.history.head.toLocaleString()}{' '}
            {project.history.head === 1 ? 'act' : 'acts'} on disk
          </span>
          <span>Coder: {project.coder.name}</span>
        </>
      )}
    </footer>
  )
}
