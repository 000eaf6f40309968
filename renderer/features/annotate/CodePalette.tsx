// Chooses codes: the most recent on 1-9, the rest by typing. Enter applies and closes, Shift+Enter applies and stays.
import { type RefObject, useImperativeHandle, useMemo, useRef, useState } from 'react'
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField, Text } from 'react-aria-components'
import type { CodeId } from '../../../shared/ids.ts'
import type { Code } from '../../../shared/records.ts'
import { Swatch } from './Swatch.tsx'

export type PaletteHandle = Readonly<{
  /** Takes a key that was pressed in the text; says whether it was one for the palette. */ take: (event: KeyboardEvent) => boolean
}>

type Props = Readonly<{
  codes: ReadonlyMap<string, Code>
  recent: readonly CodeId[]
  /** Codes that are on already: choosing one takes it off. */
  on: ReadonlySet<CodeId>
  label: string
  onChoose: (id: CodeId, keepOpen: boolean) => void
  /** Alt+Enter: the code is to stay active for what is selected next. */
  onKeep?: (id: CodeId) => void
  onClose: () => void
  /** The field was entered. */
  onFocus?: () => void
  handle?: RefObject<PaletteHandle | null>
  autoFocus?: boolean
}>

export const pathOf = (code: Code, codes: ReadonlyMap<string, Code>): string => {
  const names: string[] = []
  for (let at = code.parentId; at !== null; ) {
    const parent = codes.get(at)
    if (parent === undefined) break
    names.unshift(parent.name)
    at = parent.parentId
  }
  return names.join(' › ')
}

/** Codes that fit what is typed: every word of it begins a word of the code's name, path or key. Better fits first. */
function matching(codes: ReadonlyMap<string, Code>, typed: string, recent: readonly CodeId[]): Code[] {
  const live = [...codes.values()].filter((code) => !code.archived)
  const words = typed
    .toLocaleLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) {
    const first = recent.flatMap((id) => codes.get(id) ?? []).filter((code) => !code.archived)
    return [...first, ...live.filter((code) => !recent.includes(code.id))]
  }
  const scored = live.flatMap((code) => {
    const name = code.name.toLocaleLowerCase()
    const all = `${name} ${pathOf(code, codes).toLocaleLowerCase()} ${code.key.toLocaleLowerCase()}`
    if (!words.every((word) => ` ${all}`.includes(` ${word}`) || all.includes(`.${word}`))) return []
    return [{ code, score: name.startsWith(words[0] as string) ? 0 : words.every((word) => ` ${name}`.includes(` ${word}`)) ? 1 : 2 }]
  })
  return scored.sort((a, b) => a.score - b.score).map(({ code }) => code)
}

export function CodePalette({ codes, recent, on, label, onChoose, onKeep, onClose, onFocus, handle, autoFocus = false }: Props) {
  const [typed, setTyped] = useState('')
  const input = useRef<HTMLInputElement>(null)
  const shift = useRef(false)
  const found = useMemo(() => matching(codes, typed, recent).slice(0, 80), [codes, typed, recent])

  const choose = (code: Code | undefined) => {
    if (code === undefined) return
    setTyped('')
    onChoose(code.id, shift.current)
  }
  const quick = (event: Pick<KeyboardEvent, 'key'>) =>
    typed === '' && /^[1-9]$/.test(event.key) && Number(event.key) <= recent.length ? found[Number(event.key) - 1] : undefined

  useImperativeHandle(handle, () => ({
    take: (event) => {
      shift.current = event.shiftKey
      if (quick(event) !== undefined) choose(quick(event))
      else if (event.key === 'Enter' || /\S/.test(event.key)) {
        if (event.key !== 'Enter') setTyped(event.key)
        input.current?.focus()
      } else return false
      event.preventDefault()
      return true
    },
  }))

  const onKeyDownCapture = (event: React.KeyboardEvent) => {
    shift.current = event.shiftKey
    if (event.key === 'Enter' && event.altKey && onKeep !== undefined) {
      const at = event.currentTarget.querySelector('[role=option][data-focused]')?.getAttribute('data-key') ?? null
      const code = at === null ? found[0] : codes.get(at)
      event.preventDefault()
      event.stopPropagation()
      if (code !== undefined) onKeep(code.id)
      return
    }
    const first = event.key === 'Enter' && typed !== '' && !input.current?.getAttribute('aria-activedescendant') ? found[0] : quick(event)
    if (event.key === 'Escape') onClose()
    else if (first !== undefined) choose(first)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div
      className="palette"
      role="presentation"
      onFocusCapture={onFocus}
      onKeyDownCapture={onKeyDownCapture}
      onPointerDownCapture={(event) => {
        shift.current = event.shiftKey
      }}
    >
      <Autocomplete inputValue={typed} onInputChange={setTyped}>
        <SearchField aria-label={label} autoFocus={autoFocus}>
          <Input ref={input} placeholder="Type a code…" />
        </SearchField>
        <ListBox
          aria-label="Codes"
          className="palette-codes"
          items={found.map((code, i) => ({ id: code.id, code, digit: typed === '' && i < Math.min(9, recent.length) ? i + 1 : null }))}
          onAction={(id) => choose(codes.get(String(id)))}
          renderEmptyState={() => <p className="palette-none">No code fits “{typed}”.</p>}
        >
          {({ id, code, digit }) => (
            <ListBoxItem id={id} textValue={code.name} className="palette-code">
              <Swatch color={code.color} on={on.has(code.id)} />
              <Text slot="label">{code.name}</Text>
              <Text slot="description">{pathOf(code, codes)}</Text>
              {digit === null ? null : <kbd>{digit}</kbd>}
              <small>{code.definition}</small>
            </ListBoxItem>
          )}
        </ListBox>
      </Autocomplete>
    </div>
  )
}
