// Child processes that tests start, listen to and kill.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const script = fileURLToPath(new URL('./storechild.ts', import.meta.url))

export type Child = Readonly<{
  process: ChildProcess
  lines: readonly string[]
  errors: readonly string[]
  until: (seen: (lines: readonly string[]) => boolean) => Promise<void>
  kill: () => Promise<void>
}>

/** Starts a task of `storechild.ts`. */
export function startChild(...args: readonly string[]): Child {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: path.join(tmpdir(), 'parallax-test-compile-cache') },
  })
  const lines: string[] = []
  const errors: string[] = []
  let rest = ''
  let changed = (): void => {}
  child.stdout.on('data', (data: Buffer) => {
    const parts = (rest + data.toString()).split('\n')
    rest = parts.pop() ?? ''
    lines.push(...parts)
    changed()
  })
  child.stderr.on('data', (data: Buffer) => errors.push(data.toString()))
  const closed = once(child, 'close').then(() => changed())
  return {
    process: child,
    lines,
    errors,
    until: (seen) =>
      new Promise((resolve, reject) => {
        changed = () => {
          if (seen(lines)) resolve()
          else if (child.exitCode !== null || child.signalCode !== null) reject(new Error(`the process ended: ${errors.join('')}`))
        }
        changed()
      }),
    kill: async () => {
      child.kill('SIGKILL')
      await closed
    },
  }
}
