// What Parallax needs of the system it runs on. On Debian and its relatives, as root, what is missing is installed;
// elsewhere it is named, with the Debian package that has it.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

interface Need {
  /** Name of a program, or of a shared library (`lib….so…`). */
  name: string
  /** Debian package. */
  package: string
}

export const compiler: readonly Need[] = [
  { name: 'gcc', package: 'gcc' },
  { name: 'g++', package: 'g++' },
]
const libraries: readonly Need[] = [
  { name: 'libgtk-3.so.0', package: 'libgtk-3-0' },
  { name: 'libnss3.so', package: 'libnss3' },
  { name: 'libasound.so.2', package: 'libasound2' },
  { name: 'libgbm.so.1', package: 'libgbm1' },
]
const virtualScreen: readonly Need[] = [
  { name: 'xvfb-run', package: 'xvfb' },
  { name: 'xauth', package: 'xauth' },
]

/** Whether windows can be shown here. */
export const hasScreen = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

/** What a window needs here: Electron's libraries and, without a display, a virtual one. */
export const windowing: readonly Need[] = process.platform !== 'linux' ? [] : hasScreen ? libraries : [...libraries, ...virtualScreen]

/** A command as it must be called to have a screen: unchanged, or under a virtual display. */
export function onScreen(command: string, args: readonly string[]): [command: string, args: string[]] {
  return hasScreen ? [command, [...args]] : ['xvfb-run', ['-a', '-s', '-screen 0 1600x1000x24', command, ...args]]
}

/**
 * Sees to it that this machine has what is needed.
 * @throws Error that names in one line what is missing and could not be installed
 */
export function provide(needs: readonly Need[]): void {
  let missing = lacking(needs)
  if (missing.length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.error(`Installing ${missing.map((need) => need.package).join(', ')} …`)
    install(missing.map((need) => need.package))
    missing = lacking(needs)
  }
  if (missing.length > 0)
    throw new Error(
      `missing on this system: ${missing.map((need) => need.name).join(', ')} (Debian: apt-get install ${missing.map((need) => need.package).join(' ')})`,
    )
}

function lacking(needs: readonly Need[]): Need[] {
  const cache = spawnSync('/sbin/ldconfig', ['-p'], { encoding: 'utf8' })
  const programs = (process.env.PATH ?? '').split(':')
  return needs.filter(({ name }) => {
    // Where there is no such list of libraries, only starting Electron can tell.
    if (name.includes('.so')) return cache.status === 0 && !cache.stdout.includes(`\t${name} `)
    return !programs.some((folder) => existsSync(`${folder}/${name}`))
  })
}

function install(packages: readonly string[]): void {
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
  apt('update', '-qq')
  // Newer releases carry some libraries under a name that ends in t64.
  const named = packages.map((name) =>
    spawnSync('apt-cache', ['show', `${name}t64`], { stdio: 'ignore' }).status === 0 ? `${name}t64` : name,
  )
  apt('install', '-y', '-qq', '--no-install-recommends', ...named)
}
