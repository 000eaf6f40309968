// The native menus, made from the list of commands. A click only tells the page which command was meant, except for what the
// system does itself.
import { Menu, type MenuItemConstructorOptions } from 'electron'
import { type Command, type CommandId, commands, menus } from '../shared/commandlist.ts'
import type { AppState, themes } from '../shared/contract.ts'
import type { Counted } from '../shared/zones.ts'

type Theme = (typeof themes)[number]
type MenuActs = Readonly<{
  command: (id: CommandId) => void
  openRecent: (index: number) => void
  setTheme: (theme: Theme) => void
  /** Lets the page hear a paste, as if by its own key. */
  paste: () => void
}>

const roles: Partial<Record<CommandId, NonNullable<MenuItemConstructorOptions['role']>>> = {
  'app.quit': 'quit',
  'edit.cut': 'cut',
  'edit.copy': 'copy',
  'edit.paste': 'paste',
  'edit.selectAll': 'selectAll',
}
const themeOf: Partial<Record<CommandId, Theme>> = { 'view.theme.system': 'system', 'view.theme.light': 'light', 'view.theme.dark': 'dark' }

const countedOf: Partial<Record<CommandId, Counted>> = { 'view.countOwn': 'own', 'view.countAll': 'all' }

/** Names of files and acts are words, not mnemonics. */
const literal = (label: string) => label.replaceAll('&', '&&')

type Shown = Readonly<{ state: AppState; theme: Theme; mayInspect: boolean }>
const SOON = 60

/** Gives a function that puts up the menus for what is then open; called many times in a row it does so once. */
export function keepMenus(read: () => Shown, acts: MenuActs): () => void {
  let shown = ''
  let timer: NodeJS.Timeout | undefined
  return () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      const now = read()
      const { history: { undo, redo } = {}, readOnly, counted } = now.state.project ?? {}
      const facts = JSON.stringify([now.theme, now.state.recent, readOnly, counted, undo, redo])
      if (facts === shown) return
      shown = facts
      showMenus(now, acts)
    }, SOON)
  }
}

function showMenus({ state: { project, recent }, theme, mayInspect }: Shown, acts: MenuActs): void {
  const enabled = (command: Command) =>
    command.when === undefined || (project !== null && (command.when === 'project' || !project.readOnly))

  const label = (command: Command) => {
    const next = command.id === 'edit.undo' ? project?.history.undo : command.id === 'edit.redo' ? project?.history.redo : null
    return literal(next ? `${command.label} ${next}` : command.label)
  }

  const itemOf = (command: Command): MenuItemConstructorOptions => {
    const role = roles[command.id]
    const wantedTheme = themeOf[command.id]
    const item: MenuItemConstructorOptions = {
      id: command.id,
      label: label(command),
      enabled: enabled(command),
      ...(command.accelerator === undefined ? {} : { accelerator: command.accelerator }),
    }
    if (role !== undefined) return { ...item, role }
    if (wantedTheme !== undefined)
      return { ...item, type: 'radio', checked: theme === wantedTheme, click: () => acts.setTheme(wantedTheme) }
    const counted = countedOf[command.id]
    if (counted !== undefined)
      return { ...item, type: 'radio', checked: project?.counted === counted, click: () => acts.command(command.id) }
    if (command.id === 'project.openRecent')
      return {
        ...item,
        enabled: recent.length > 0,
        submenu: recent.map(({ name, path }, index) => ({ label: literal(name), sublabel: path, click: () => acts.openRecent(index) })),
      }
    if (command.heardByPage === true) {
      // macOS takes a registered key from the page even in a text field.
      if (process.platform === 'darwin') delete item.accelerator
      else item.registerAccelerator = false
    }
    return { ...item, click: () => (command.id === 'import.paste' ? acts.paste() : acts.command(command.id)) }
  }

  const template = menus.map((name): MenuItemConstructorOptions => {
    const own: readonly Command[] = commands.filter((command) => command.menu === name)
    const submenu = own.flatMap((command, i): MenuItemConstructorOptions[] => {
      const before = own[i - 1]
      return before !== undefined && before.group !== command.group ? [{ type: 'separator' }, itemOf(command)] : [itemOf(command)]
    })
    if (name === 'View' && mayInspect) submenu.push({ type: 'separator' }, { role: 'toggleDevTools' }, { role: 'reload' })
    return { label: name, submenu }
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(process.platform === 'darwin' ? [{ role: 'appMenu' }, ...template] : template))
}
