import { useEffect, useState } from 'react'
import { Button } from 'react-aria-components'
import type { Events } from '../../../shared/contract.ts'
import { call, listen } from '../../state/api.ts'

/** How far a job is, and its end on demand. */
export function Running({ job, name }: Readonly<{ job: string; name: string }>) {
  const [step, setStep] = useState<Events['progress'] | null>(null)
  useEffect(() => listen('progress', (progress) => progress.job === job && setStep(progress.cancellable ? progress : null)), [job])
  return (
    <span className="analyse-running">
      <output>{step === null ? '' : `${step.label}…`}</output>
      <progress aria-label={name} {...(step === null ? {} : { max: step.total, value: step.done })} />
      <Button onPress={() => void call('job.cancel', { job }).catch(() => undefined)}>Cancel</Button>
    </span>
  )
}
