// An import that a crash or a full disk ended: taken up again, or forgotten.
import { useState } from 'react'
import { Button } from 'react-aria-components'
import type { ImportReport } from '../../../shared/contract.ts'
import { call } from '../../state/api.ts'
import { useTell } from '../../state/notice.ts'

type Props = Readonly<{ files: number; onResume: (report: Promise<ImportReport>) => void }>

export function Unfinished({ files, onResume }: Props) {
  const { fail } = useTell()
  const [gone, setGone] = useState(false)
  if (gone) return null
  return (
    <section className="unfinished" aria-label="Unfinished import">
      <p>
        An import of {files.toLocaleString('en')} files was not brought to its end. What was taken is in the project; files are never taken
        twice.
      </p>
      <Button
        onPress={() => {
          setGone(true)
          onResume(call('import.resume'))
        }}
      >
        Resume
      </Button>
      <Button className="quiet" onPress={() => void call('import.forget').then(() => setGone(true), fail)}>
        Forget
      </Button>
    </section>
  )
}
