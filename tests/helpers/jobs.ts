// Jobs as the app does them, with the source of their thread.
import path from 'node:path'
import { Jobs, type WorkThread } from '../../electron/jobs.ts'
import { startThread } from '../../electron/thread.ts'
import type { Progress } from '../../shared/job.ts'

const source = path.resolve(import.meta.dirname, '../../electron/worker.ts')

export const startWorker = (): WorkThread => startThread(source)

export const jobsHere = (announce: (progress: Progress) => void = () => {}): Jobs => new Jobs(startWorker, announce)
