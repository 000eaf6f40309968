// What runs beside the windows, how far it is, and an end to each on demand.
import { useEffect, useState } from 'react'
import { Button } from 'react-aria-components'
import type { Progress } from '../../shared/job.ts'
import { call, listen } from '../state/api.ts'

/** Jobs that run, the oldest first. */
const after = (jobs: readonly Progress[], now: Progress): readonly Progress[] => {
  if (now.done >= now.total) return jobs.filter(({ job }) => job !== now.job)
  return jobs.some(({ job }) => job === now.job) ? jobs.map((each) => (each.job === now.job ? now : each)) : [...jobs, now]
}

export function JobList() {
  const [jobs, setJobs] = useState<readonly Progress[]>([])
  useEffect(() => listen('progress', (now) => setJobs((held) => after(held, now))), [])
  if (jobs.length === 0) return null
  return (
    <ul className="jobs" aria-label="Running">
      {jobs.map(({ job, name, label, done, total, cancellable }) => (
        <li key={job}>
          <progress aria-label={name} {...(total > 1 ? { max: total, value: done } : {})} />
          <span className="job-name" title={name}>
            {name}
          </span>
          <span className="job-step">
            {label}
            {total > 1 ? ` ${done.toLocaleString()}/${total.toLocaleString()}` : ''}
          </span>
          {cancellable ? (
            <Button aria-label={`Cancel: ${name}`} onPress={() => void call('job.cancel', { job })}>
              Cancel
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  )
}
