// Commands that make sense with or without a project, and the road from menus to whoever offers a command.
import { useContext, useEffect } from 'react'
import { type CommandId, commands } from '../../shared/commandlist.ts'
import { call, listen } from '../state/api.ts'
import { CommandContext, type CommandDesk, useCommands } from '../state/commands.ts'
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
  useShortcuts(desk)
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

/** `Ctrl+Shift+Z`, as Electron would write the key of an event. */
function accelerator(event: KeyboardEvent): string {
  const names: Readonly<Record<string, string>> = { ArrowLeft: 'Left', ArrowRight: 'Right', ArrowUp: 'Up', ArrowDown: 'Down', '+': 'Plus' }
  const key = names[event.key] ?? (event.key.length === 1 ? event.key.toUpperCase() : event.key)
  const shifted = event.shiftKey && key !== 'Plus'
  return `${event.ctrlKey || event.metaKey ? 'CmdOrCtrl+' : ''}${event.altKey ? 'Alt+' : ''}${shifted ? 'Shift+' : ''}${key}`
}

/** In a field for words, the keys that belong to editing stay there. */
const ofFields = new Set<CommandId>(['edit.undo', 'edit.redo', 'edit.delete'])
const FIELD = 'input:not([type="radio"], [type="checkbox"], [type="range"]), textarea'

/** Runs commands by their shortcuts. A key that is taken here does not reach the menus. */
function useShortcuts(desk: CommandDesk): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const keys = accelerator(event)
      const command = commands.find((each) => 'accelerator' in each && each.accelerator === keys)
      if (command === undefined || 'heardByPage' in command) return
      const inField = event.target instanceof Element && event.target.closest(FIELD) !== null
      const run = inField && ofFields.has(command.id) ? undefined : desk.find(command.id)
      if (run === undefined) return
      event.preventDefault()
      event.stopPropagation()
      run()
    }
    window.addEventListener('keydown', pressed, { capture: true })
    return () => window.removeEventListener('keydown', pressed, { capture: true })
  }, [desk])
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
