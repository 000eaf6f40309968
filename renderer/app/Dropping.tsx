// Files dropped anywhere on the window and text pasted outside a field become articles. The page reads the bytes itself: main
// never gets a path from here.
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react'
import { type DirectoryDropItem, type DropItem, DropZone, type FileDropItem } from 'react-aria-components'
import { useCommands } from '../state/commands.ts'

type Handed = Readonly<{ name: string; bytes: Uint8Array<ArrayBuffer> }>
type Props = Readonly<{
  disabled: boolean
  onFiles: (files: readonly Handed[]) => void
  onPaste: (text: string, html: string | null) => void
  children: ReactNode
}>

const MOST_FILES = 2_000

async function collect(items: readonly DropItem[], into: Handed[]): Promise<void> {
  for (const item of items) {
    if (into.length >= MOST_FILES) return
    if (item.kind === 'file') into.push(await read(item))
    else if (item.kind === 'directory') await collect(await entriesOf(item), into)
  }
}

async function entriesOf(folder: DirectoryDropItem): Promise<DropItem[]> {
  const entries: DropItem[] = []
  for await (const entry of folder.getEntries()) entries.push(entry)
  return entries
}

async function read(item: FileDropItem): Promise<Handed> {
  const file = await item.getFile()
  return { name: item.name, bytes: new Uint8Array(await file.arrayBuffer()) }
}

/** What can be typed into; a reader only looks so. */
const isField = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input, textarea, [role="textbox"]:not([aria-readonly="true"])') !== null

export function Dropping({ disabled, onFiles, onPaste, children }: Props) {
  const paste = useRef(onPaste)
  useLayoutEffect(() => {
    paste.current = onPaste
  })
  // The menu's "Paste as article" means an article, wherever the caret stands.
  const asArticle = useRef(false)
  useCommands({
    'import.paste': () => {
      asArticle.current = true
    },
  })
  useEffect(() => {
    if (disabled) return
    const pasted = (event: ClipboardEvent) => {
      const meant = asArticle.current
      asArticle.current = false
      if ((isField(event.target) && !meant) || event.clipboardData === null) return
      const text = event.clipboardData.getData('text/plain')
      const html = event.clipboardData.getData('text/html')
      if (text === '' && html === '') return
      event.preventDefault()
      paste.current(text, html === '' ? null : html)
    }
    // Before the reader, which takes no paste.
    document.addEventListener('paste', pasted, { capture: true })
    return () => document.removeEventListener('paste', pasted, { capture: true })
  }, [disabled])

  return (
    <DropZone
      className="dropping"
      aria-label="Drop articles here to import them"
      isDisabled={disabled}
      getDropOperation={() => 'copy'}
      onDrop={(event) => {
        const drop = async () => {
          const files: Handed[] = []
          await collect(event.items, files)
          if (files.length > 0) onFiles(files)
        }
        void drop()
      }}
    >
      {children}
      <div className="drop-hint" aria-hidden>
        Drop to import
      </div>
    </DropZone>
  )
}
