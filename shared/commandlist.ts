// Every command of Parallax, once: the native menus, the command palette and the list of shortcuts are made from it.

export const menus = ['File', 'Edit', 'View', 'Go', 'Codebook', 'Compare', 'Help'] as const

type CommandShape = Readonly<{
  id: string
  label: string
  menu: (typeof menus)[number]
  /** Commands of one group stand together; a line parts the groups of a menu. */
  group: number
  /** In Electron's spelling. */
  accelerator?: string
  /** The page itself hears the key, where it means this command: the menu only shows it. */
  heardByPage?: true
  /** What the command needs: an open project, or one that can be written to. */
  when?: 'project' | 'writable'
}>

export const commands = [
  { id: 'project.create', label: 'New project…', menu: 'File', group: 1, accelerator: 'CmdOrCtrl+N' },
  { id: 'project.open', label: 'Open project…', menu: 'File', group: 1, accelerator: 'CmdOrCtrl+O' },
  { id: 'project.openRecent', label: 'Open recent', menu: 'File', group: 1 },
  { id: 'project.openSample', label: 'Open sample project', menu: 'File', group: 1 },
  { id: 'project.saveCopy', label: 'Save a copy as…', menu: 'File', group: 2, accelerator: 'CmdOrCtrl+Shift+S', when: 'project' },
  { id: 'import.files', label: 'Import files…', menu: 'File', group: 3, accelerator: 'CmdOrCtrl+Shift+O', when: 'writable' },
  { id: 'import.folder', label: 'Import folder…', menu: 'File', group: 3, when: 'writable' },
  { id: 'import.paste', label: 'Paste as article', menu: 'File', group: 3, accelerator: 'CmdOrCtrl+Shift+V', when: 'writable' },
  { id: 'report.html', label: 'Export report as HTML…', menu: 'File', group: 4, accelerator: 'CmdOrCtrl+E', when: 'project' },
  { id: 'report.pdf', label: 'Export report as PDF…', menu: 'File', group: 4, accelerator: 'CmdOrCtrl+Shift+E', when: 'project' },
  { id: 'app.quit', label: 'Quit', menu: 'File', group: 5, accelerator: 'CmdOrCtrl+Q' },

  { id: 'edit.undo', label: 'Undo', menu: 'Edit', group: 1, accelerator: 'CmdOrCtrl+Z', when: 'writable' },
  { id: 'edit.redo', label: 'Redo', menu: 'Edit', group: 1, accelerator: 'CmdOrCtrl+Shift+Z', when: 'writable' },
  { id: 'edit.cut', label: 'Cut', menu: 'Edit', group: 2, accelerator: 'CmdOrCtrl+X' },
  { id: 'edit.copy', label: 'Copy', menu: 'Edit', group: 2, accelerator: 'CmdOrCtrl+C' },
  { id: 'edit.paste', label: 'Paste', menu: 'Edit', group: 2, accelerator: 'CmdOrCtrl+V' },
  { id: 'edit.selectAll', label: 'Select all', menu: 'Edit', group: 2, accelerator: 'CmdOrCtrl+A' },
  { id: 'edit.recode', label: 'Recode…', menu: 'Edit', group: 3, accelerator: 'CmdOrCtrl+R', when: 'writable' },
  { id: 'edit.note', label: 'Edit note', menu: 'Edit', group: 3, accelerator: 'CmdOrCtrl+Alt+M', when: 'writable' },
  { id: 'edit.about', label: 'Whom or what a highlight is about…', menu: 'Edit', group: 3, accelerator: 'CmdOrCtrl+J', when: 'writable' },
  { id: 'edit.attribute', label: 'Make attribution…', menu: 'Edit', group: 3, accelerator: 'CmdOrCtrl+Shift+A', when: 'writable' },
  { id: 'edit.link', label: 'Link from or to this highlight…', menu: 'Edit', group: 3, accelerator: 'CmdOrCtrl+Shift+L', when: 'writable' },
  {
    id: 'edit.addPiece',
    label: 'Add selection to highlight',
    menu: 'Edit',
    group: 3,
    accelerator: 'CmdOrCtrl+Alt+A',
    when: 'writable',
  },
  { id: 'edit.delete', label: 'Delete highlight', menu: 'Edit', group: 3, accelerator: 'Delete', heardByPage: true, when: 'writable' },
  {
    id: 'edit.bookmark',
    label: 'Bookmark this place',
    menu: 'Edit',
    group: 3,
    accelerator: 'CmdOrCtrl+D',
    when: 'writable',
  },
  {
    id: 'edit.codeAll',
    label: 'Code every occurrence…',
    menu: 'Edit',
    group: 3,
    accelerator: 'CmdOrCtrl+Alt+O',
    when: 'writable',
  },
  {
    id: 'edit.keepCode',
    label: 'Keep a code active…',
    menu: 'Edit',
    group: 3,
    accelerator: 'CmdOrCtrl+Alt+K',
    when: 'writable',
  },
  {
    id: 'edit.snapWords',
    label: 'Extend selection to words',
    menu: 'Edit',
    group: 4,
    accelerator: 'CmdOrCtrl+Alt+W',
    when: 'writable',
  },
  {
    id: 'edit.snapSentence',
    label: 'Extend selection to sentence',
    menu: 'Edit',
    group: 4,
    accelerator: 'CmdOrCtrl+Alt+S',
    when: 'writable',
  },
  {
    id: 'edit.startEarlier',
    label: 'Start of highlight one word earlier',
    menu: 'Edit',
    group: 4,
    accelerator: 'Alt+Shift+Left',
    when: 'writable',
  },
  {
    id: 'edit.startLater',
    label: 'Start of highlight one word later',
    menu: 'Edit',
    group: 4,
    accelerator: 'Alt+Shift+Right',
    when: 'writable',
  },
  {
    id: 'edit.endEarlier',
    label: 'End of highlight one word earlier',
    menu: 'Edit',
    group: 4,
    accelerator: 'Alt+Shift+Up',
    when: 'writable',
  },
  {
    id: 'edit.endLater',
    label: 'End of highlight one word later',
    menu: 'Edit',
    group: 4,
    accelerator: 'Alt+Shift+Down',
    when: 'writable',
  },
  { id: 'edit.zone', label: 'Mark as zone…', menu: 'Edit', group: 5, accelerator: 'CmdOrCtrl+Alt+Z', when: 'writable' },
  { id: 'edit.resetZone', label: 'Reset zone', menu: 'Edit', group: 5, when: 'writable' },
  { id: 'edit.correct', label: 'Correct the text…', menu: 'Edit', group: 6, when: 'writable' },

  { id: 'view.read', label: 'Read', menu: 'View', group: 1, accelerator: 'CmdOrCtrl+1', when: 'project' },
  { id: 'view.compare', label: 'Compare', menu: 'View', group: 1, accelerator: 'CmdOrCtrl+2', when: 'project' },
  { id: 'view.report', label: 'Report', menu: 'View', group: 1, accelerator: 'CmdOrCtrl+3', when: 'project' },
  { id: 'view.entities', label: 'Entities', menu: 'View', group: 1, accelerator: 'CmdOrCtrl+4', when: 'project' },
  { id: 'view.codebook', label: 'Codebook', menu: 'View', group: 1, accelerator: 'CmdOrCtrl+5', when: 'project' },
  { id: 'view.library', label: 'Library panel', menu: 'View', group: 2, accelerator: 'CmdOrCtrl+B', when: 'project' },
  { id: 'view.inspector', label: 'Inspector panel', menu: 'View', group: 2, accelerator: 'CmdOrCtrl+I', when: 'project' },
  { id: 'view.nextPanel', label: 'Next panel', menu: 'View', group: 2, accelerator: 'F6' },
  { id: 'view.previousPanel', label: 'Previous panel', menu: 'View', group: 2, accelerator: 'Shift+F6' },
  { id: 'view.larger', label: 'Text larger', menu: 'View', group: 3, accelerator: 'CmdOrCtrl+Plus' },
  { id: 'view.smaller', label: 'Text smaller', menu: 'View', group: 3, accelerator: 'CmdOrCtrl+-' },
  { id: 'view.resetSize', label: 'Text size as usual', menu: 'View', group: 3, accelerator: 'CmdOrCtrl+0' },
  { id: 'view.theme.system', label: 'Appearance of the system', menu: 'View', group: 4 },
  { id: 'view.theme.light', label: 'Light appearance', menu: 'View', group: 4 },
  { id: 'view.theme.dark', label: 'Dark appearance', menu: 'View', group: 4 },
  { id: 'view.palette', label: 'Command palette…', menu: 'View', group: 5, accelerator: 'CmdOrCtrl+K' },
  { id: 'view.study', label: 'Project memo…', menu: 'View', group: 5, when: 'project' },
  { id: 'view.zones', label: 'Name zones in the text', menu: 'View', group: 6, when: 'project' },
  { id: 'view.countOwn', label: 'Count own words only (title and body)', menu: 'View', group: 7, when: 'project' },
  { id: 'view.countAll', label: 'Count everything', menu: 'View', group: 7, when: 'project' },

  { id: 'go.back', label: 'Back', menu: 'Go', group: 1, accelerator: 'Alt+Left', when: 'project' },
  { id: 'go.forward', label: 'Forward', menu: 'Go', group: 1, accelerator: 'Alt+Right', when: 'project' },
  { id: 'go.nextHighlight', label: 'Next highlight', menu: 'Go', group: 2, accelerator: 'F8', when: 'project' },
  { id: 'go.previousHighlight', label: 'Previous highlight', menu: 'Go', group: 2, accelerator: 'Shift+F8', when: 'project' },
  { id: 'go.linked', label: 'Linked highlight', menu: 'Go', group: 2, accelerator: 'F9', when: 'project' },
  { id: 'go.nextOfCode', label: 'Next highlight with this code', menu: 'Go', group: 2, accelerator: 'CmdOrCtrl+F8', when: 'project' },
  {
    id: 'go.previousOfCode',
    label: 'Previous highlight with this code',
    menu: 'Go',
    group: 2,
    accelerator: 'CmdOrCtrl+Shift+F8',
    when: 'project',
  },
  { id: 'go.nextPassage', label: 'Next passage', menu: 'Go', group: 2, accelerator: 'F7', when: 'project' },
  { id: 'go.previousPassage', label: 'Previous passage', menu: 'Go', group: 2, accelerator: 'Shift+F7', when: 'project' },
  { id: 'go.footnote', label: 'Footnote, or back from it', menu: 'Go', group: 2, accelerator: 'CmdOrCtrl+Alt+F', when: 'project' },
  { id: 'go.find', label: 'Find in project…', menu: 'Go', group: 3, accelerator: 'CmdOrCtrl+Shift+F', when: 'project' },

  { id: 'codebook.newCode', label: 'New code', menu: 'Codebook', group: 1, when: 'writable' },
  { id: 'codebook.newUnder', label: 'New code under this one', menu: 'Codebook', group: 1, when: 'writable' },
  {
    id: 'codebook.up',
    label: 'Move code up',
    menu: 'Codebook',
    group: 2,
    accelerator: 'CmdOrCtrl+Shift+Up',
    heardByPage: true,
    when: 'writable',
  },
  {
    id: 'codebook.down',
    label: 'Move code down',
    menu: 'Codebook',
    group: 2,
    accelerator: 'CmdOrCtrl+Shift+Down',
    heardByPage: true,
    when: 'writable',
  },
  {
    id: 'codebook.in',
    label: 'Move code under the one before',
    menu: 'Codebook',
    group: 2,
    accelerator: 'CmdOrCtrl+Shift+Right',
    heardByPage: true,
    when: 'writable',
  },
  {
    id: 'codebook.out',
    label: 'Move code out of the one above',
    menu: 'Codebook',
    group: 2,
    accelerator: 'CmdOrCtrl+Shift+Left',
    heardByPage: true,
    when: 'writable',
  },
  { id: 'codebook.merge', label: 'Merge code into another…', menu: 'Codebook', group: 3, when: 'writable' },
  { id: 'codebook.split', label: 'Split code…', menu: 'Codebook', group: 3, when: 'writable' },
  { id: 'codebook.new', label: 'New codebook', menu: 'Codebook', group: 4, when: 'writable' },
  { id: 'codebook.adopt', label: 'Add published scheme…', menu: 'Codebook', group: 4, when: 'writable' },
  { id: 'codebook.import', label: 'Import codebook…', menu: 'Codebook', group: 4, when: 'writable' },
  { id: 'codebook.exportJson', label: 'Export codebook as JSON…', menu: 'Codebook', group: 5, when: 'project' },
  { id: 'codebook.exportCsv', label: 'Export codebook as CSV…', menu: 'Codebook', group: 5, when: 'project' },
  { id: 'codebook.exportQdc', label: 'Export codebook as QDC (REFI-QDA)…', menu: 'Codebook', group: 5, when: 'project' },

  { id: 'compare.swap', label: 'Swap sides', menu: 'Compare', group: 1, accelerator: 'CmdOrCtrl+Shift+X', when: 'project' },
  { id: 'compare.link', label: 'Link scrolling', menu: 'Compare', group: 1, accelerator: 'CmdOrCtrl+L', when: 'project' },
  { id: 'compare.reprint', label: 'Mark passage as reprint on this side', menu: 'Compare', group: 2, when: 'writable' },

  { id: 'help.shortcuts', label: 'Keyboard shortcuts', menu: 'Help', group: 1, accelerator: 'F1' },
  { id: 'help.about', label: 'About Parallax', menu: 'Help', group: 2 },
] as const satisfies readonly CommandShape[]

export type CommandId = (typeof commands)[number]['id']
export type Command = CommandShape & Readonly<{ id: CommandId }>
