// What is wrong with a project file, and the ways on: the newest good backup, what can be salvaged, or leaving it.
import { FileWarning } from 'lucide-react'
import { Button } from 'react-aria-components'
import type { Trouble } from '../../shared/contract.ts'
import { call } from '../state/api.ts'
import { useTell } from '../state/notice.ts'
import { moment } from '../ui/time.ts'

export function TroubleReport({ trouble, title }: Readonly<{ trouble: Trouble; title: string }>) {
  const { fail } = useTell()
  const onChoose = (by: 'backup' | 'salvage' | 'dismiss') => void call('project.recover', { by }).catch(fail)
  const { backup } = trouble
  return (
    <section className="trouble" role="alert">
      <h2>
        <FileWarning size={18} aria-hidden /> {title}
      </h2>
      <p className="path" dir="ltr">
        {trouble.file}
      </p>
      <p>{trouble.reason}</p>
      <p className="facts">The file has been left exactly as it is.</p>
      <div className="choices">
        {backup === null ? null : (
          <Button onPress={() => onChoose('backup')}>
            Open the backup of {moment(backup.at)} ({backup.articles} articles, {backup.highlights} highlights)
          </Button>
        )}
        {trouble.salvage ? <Button onPress={() => onChoose('salvage')}>Salvage what can be read into a new file</Button> : null}
        <Button className="quiet" onPress={() => onChoose('dismiss')}>
          Leave it
        </Button>
      </div>
    </section>
  )
}
