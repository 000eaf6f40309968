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

/** Runs a step that gives its number of failures; one that throws has failed once. */
async function step(name: string, work: () => Promise<number>): Promise<boolean> {
  console.log(`\n--- ${name}`)
  const started = performance.now()
  let failures = 1
  try {
    failures = await work()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
  }
  total.failed += failures
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`--- ${name}: ${failures === 0 ? 'done' : 'FAILED'} in ${seconds} s`)
  return failures === 0
}

const once = async (exitCode: Promise<number>) => ((await exitCode) === 0 ? 0 : 1)

/** A step that leaves a JSON report of its tests. Without a report, or without a test in it, it has failed. */
const tests = (name: string, report: string, work: () => Promise<number>) =>
  step(name, async () => {
    const failedOtherwise = await once(work())
    const { passed, failed, skipped } = counted(JSON.parse(readFileSync(path.join(results, report), 'utf8')))
    if (passed + failed === 0) throw new Error('no test ran')
    total.passed += passed
    total.skipped += skipped
    return failed || failedOtherwise
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
    if (flaky > 0) console.log(`${flaky} needed a second try: they are marked as flaky above`)
    return { passed: expected + flaky, failed: unexpected + report.errors.length, skipped }
  }
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests + report.numTodoTests }
}

rmSync(results, { recursive: true, force: true })
await step('system', async () => {
  provide(windowing)
  return 0
})
await step('check', () => once(run('npm', ['run', '--silent', 'check'], { shell: process.platform === 'win32' })))
await tests('unit', 'unit.json', () => {
  const reporting = ['--reporter=dot', '--reporter=json', '--outputFile=test-results/unit.json']
  return node('node_modules/vitest/vitest.mjs', 'run', '-c', 'build/vitest.config.ts', ...reporting)
})
const ready = await step('build', async () => {
  await prepare()
  return once(node('build/build.ts'))
})
if (ready) {
  await tests('desktop', 'desktop.json', () => node('build/desktop.ts'))
  if (await step('package', () => once(node('build/dist.ts', '--testable', 'dir')))) {
    process.env.PARALLAX_PACKAGED = packagedProgram()
    await tests('packaged', 'packaged.json', () => node('build/desktop.ts'))
  }
}

const { passed, failed, skipped } = total
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
process.exitCode = failed > 0 ? 1 : 0
