// npm run bench [-- names]: the benchmarks of tests/bench, one process each, so that none warms up another.
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { root, run, script } from './process.ts'
import { prepare } from './runtime.ts'
import { onScreen, provide, windowing } from './system.ts'

await script(async () => {
  const folder = path.join(root, 'tests/bench')
  const names = process.argv.slice(2)
  const benches = readdirSync(folder)
    .filter((file) => file.endsWith('.bench.ts') && (names.length === 0 || names.some((name) => file.startsWith(name))))
    .toSorted()
  if (benches.length === 0) throw new Error(`no benchmark is named ${names.join(' or ')}`)
  provide(windowing)
  await prepare()
  let failed = 0
  for (const file of benches) {
    console.log(`--- ${file}`)
    if ((await run(...onScreen(process.execPath, ['--expose-gc', path.join(folder, file)]))) !== 0) failed++
  }
  return failed
})
