// A process of its own that holds a project file, so that it can be killed.
//   node storechild.ts hold FILE [HOLDER]   opens the file and waits
//   node storechild.ts work FILE SEED       commits without end and prints what is on disk
//   node storechild.ts migrate FILE STEP    migrates and waits inside the step
//   node storechild.ts export FILE           writes the first half of a file and waits
import { writeSync } from 'node:fs'
import { flushCompileCache } from 'node:module'
import { writePieces, writeThrough } from '../../electron/export/file.ts'
import { connect, startWriting } from '../../electron/store/database.ts'
import { upgrade } from '../../electron/store/opening.ts'
import { openProject } from '../../electron/store/project.ts'
import { withOneMore } from './migration.ts'
import { workOn } from './storework.ts'

const say = (line: string): void => {
  writeSync(1, `${line}\n`)
}
const wait = (): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

// A process that is killed writes no cache by itself, and the next one would start slowly.
flushCompileCache()
const [task, file = '', detail = ''] = process.argv.slice(2)
if (task === 'hold') {
  openProject(file, detail === '' ? {} : { holder: detail })
  say('held')
  wait()
} else if (task === 'work') {
  workOn(openProject(file), Number(detail), say)
} else if (task === 'migrate') {
  const db = connect(file, 'write')
  startWriting(db)
  db.function('reach', (step: unknown) => {
    if (String(step) === detail) {
      say('reached')
      wait()
    }
    return 0
  })
  upgrade(db, file, undefined, withOneMore)
  db.close()
  say('reached')
} else if (task === 'export') {
  await writeThrough(file, {}, (into) =>
    writePieces(
      into,
      (function* () {
        yield 'x'.repeat(1_000_000)
        say('writing')
        wait()
      })(),
    ),
  )
} else {
  throw new Error(`no task ${task}`)
}
