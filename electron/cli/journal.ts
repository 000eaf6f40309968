// `journal`: every act of a project, with the records that it touched.
import { parseArgs } from 'node:util'
import { recordOf } from '../../shared/change.ts'
import { type Command, EXIT, needed, withProject, writeJson } from './command.ts'
import type { JournalLine } from './schema.ts'

const PAGE = 500

export const journalCommand: Command = {
  usage: 'journal --project P [--json]',
  summary: 'every act of a project, newest first: who, when, what, and which records',
  run: (argv, environment) => {
    const { values } = parseArgs({ args: [...argv], options: { project: { type: 'string' }, json: { type: 'boolean', default: false } } })
    const { stdout } = environment
    withProject(needed(values.project, '--project'), environment, true, (project) => {
      for (let before: number | undefined; ; ) {
        const entries = project.journal({ query: '', record: null, before, limit: PAGE })
        for (const entry of entries) {
          if (values.json) {
            const records = project.effectOf(entry.seq).map((step): JournalLine['records'][number] => ({
              kind: step.kind,
              id: recordOf(step).id,
              became: step.before === null ? 'made' : step.after === null ? 'removed' : 'changed',
            }))
            writeJson(stdout, { ...entry, records } satisfies JournalLine)
          } else {
            const what = entry.kind === 'act' ? entry.label : `${entry.kind} of ${entry.target}: ${entry.label}`
            stdout.write(`${entry.seq}\t${new Date(entry.at).toISOString()}\t${entry.coder}\t${entry.state}\t${what}\n`)
          }
        }
        if (entries.length < PAGE) return
        before = entries.at(-1)?.seq
      }
    })
    return EXIT.ok
  },
}
