// npm test: everything that must hold, in order: what the system needs, the checks of the source, the build, the tests of the
// core, the tests that drive the app, and those again in the packaged app. Goes on after a failure, so that one run tells all;
// the last line counts.
import { readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { packagedProgram } from './electron-builder.ts'
import { root, run } from './process.ts'
import { prepare } from './runtime.ts'
import { provide, windowing } from './system.ts'

const total = { passed: 0, failed: 0, skipped: 0 }
const results = path.join(root, 'test-results')
const node = (...args: string[]) => run(process.execPath, args)

/** Runs a step; one that does not succeed counts as a failure, whatever it says of itself. */
async function step(name: string, work: () => Promise<unknown>): Promise<boolean> {
  console.log(`\n--- ${name}`)
  const started = performance.now()
  let fine = false
  try {
    const code = await work()
    fine = typeof code !== 'number' || code === 0
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
  }
  if (!fine) total.failed++
  console.log(`--- ${name}: ${fine ? 'done' : 'FAILED'} in ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return fine
}

/** A step whose JSON report says how many tests ran. No report, or one without a test, is a failure of the step. */
const tests = (name: string, report: string, work: () => Promise<number>) =>
  step(name, async () => {
    const code = await work()
    const { passed, failed, skipped } = counted(JSON.parse(readFileSync(path.join(results, report), 'utf8')))
    total.passed += passed
    total.failed += failed
    total.skipped += skipped
    if (passed + failed === 0) throw new Error('no test ran')
    // Failed tests are counted one by one; only another trouble counts once more.
    return failed > 0 ? 0 : code
  })

interface VitestReport {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
}
interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  errors: unknown[]
}

function counted(report: VitestReport | PlaywrightReport): typeof total {
  if ('stats' in report) {
    const { expected, unexpected, flaky, skipped } = report.stats
    return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped }
  }
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests + report.numTodoTests }
}

rmSync(results, { recursive: true, force: true })
await step('system', async () => provide(windowing))
await step('check', () => run('npm', ['run', '--silent', 'check'], { shell: process.platform === 'win32' }))
await tests('unit', 'unit.json', () =>
  node(
    'node_modules/vitest/vitest.mjs',
    'run',
    '-c',
    'build/vitest.config.ts',
    '--reporter=dot',
    '--reporter=json',
    '--outputFile=test-results/unit.json',
  ),
)
const ready = (await step('runtime', prepare)) && (await step('build', () => node('build/build.ts')))
if (ready) {
  await tests('desktop', 'desktop.json', () => node('build/desktop.ts'))
  if (await step('package', () => node('build/dist.ts', '--testable', 'dir'))) {
    process.env.PARALLAX_PACKAGED = packagedProgram()
    await tests('packaged', 'packaged.json', () => node('build/desktop.ts'))
  }
}

const { passed, failed, skipped } = total
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed > 0 ? 1 : 0
