// Commands that make sense with or without a project, and the road from menus to whoever offers a command.
import { useContext, useEffect } from 'react'
import { type CommandId, commands } from '../../shared/commandlist.ts'
import { call, listen } from '../state/api.ts'
import { CommandContext, useCommands } from '../state/commands.ts'
import { useTell } from '../state/notice.ts'

/** Listens to the menus. Mounted once, by whatever fills the window. */
export function useAppCommands(): void {
  const desk = useContext(CommandContext)
  const { fail } = useTell()
  useEffect(
    () =>
      listen('command', ({ id }) => {
        const known = commands.find((command) => command.id === id)
        if (known !== undefined) desk.find(known.id)?.()
      }),
    [desk],
  )
  const run = (promise: Promise<unknown>) => void promise.catch(fail)
  useCommands({
    'project.create': () => run(call('project.create')),
    'project.open': () => run(call('project.open')),
    'project.openSample': () => run(call('project.openSample')),
    'view.theme.system': () => run(call('app.theme', { theme: 'system' })),
    'view.theme.light': () => run(call('app.theme', { theme: 'light' })),
    'view.theme.dark': () => run(call('app.theme', { theme: 'dark' })),
  })
}

/** How a shortcut is written for people: `Ctrl+Shift+Z`, or the signs of a Mac. */
export function shortcutOf(id: CommandId, platform: string): string | undefined {
  const command = commands.find((each) => each.id === id)
  if (command === undefined || !('accelerator' in command)) return undefined
  const mac = platform === 'darwin'
  return command.accelerator
    .replace('CmdOrCtrl', mac ? '⌘' : 'Ctrl')
    .replace('Shift', mac ? '⇧' : 'Shift')
    .replace('Alt', mac ? '⌥' : 'Alt')
    .replace('Left', '←')
    .replace('Right', '→')
    .replace('Up', '↑')
    .replace('Down', '↓')
    .replace('Plus', '+')
}
