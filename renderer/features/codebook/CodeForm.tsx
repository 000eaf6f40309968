// One code: what it is called, when it is used, how it looks, and what becomes of it.
import { Archive, ArchiveRestore, Merge, Split, Trash2 } from 'lucide-react'
import { Button, ColorSwatch, ColorSwatchPicker, ColorSwatchPickerItem, Switch } from 'react-aria-components'
import { attributesOf } from '../../../shared/attributes.ts'
import { colours } from '../../../shared/codebook/colours.ts'
import { type CodeFields, faultOfKey, faultOfShortcut } from '../../../shared/codebook/edit.ts'
import { above, type Codes } from '../../../shared/codebook/tree.ts'
import type { Code } from '../../../shared/records.ts'
import { CommitField } from '../../ui/CommitField.tsx'
import { AttributeEditor } from './AttributeEditor.tsx'

type Props = Readonly<{
  code: Code
  codes: Codes
  /** Its own codings, and with those of the codes under it. */
  uses: number
  usesBelow: number
  /** The code was just made: its name comes first. */
  isNew: boolean
  readOnly: boolean
  onEdit: (fields: Partial<CodeFields>, label: string) => void
  onExclude: (exclusive: boolean) => void
  onMerge: () => void
  onSplit: () => void
  onArchive: () => void
  onDelete: () => void
}>

export function CodeForm({
  code,
  codes,
  uses,
  usesBelow,
  isNew,
  readOnly,
  onEdit,
  onExclude,
  onMerge,
  onSplit,
  onArchive,
  onDelete,
}: Props) {
  const line = above(codes, code)
  const inherited = attributesOf(code, codes).flatMap((attribute) => {
    if (code.attributes.some(({ key }) => key === attribute.key)) return []
    const from = line.find((each) => each.attributes.some(({ key }) => key === attribute.key))
    return [[attribute, from?.name ?? ''] as const]
  })
  const prose = (label: string, name: 'definition' | 'whenToUse' | 'whenNot' | 'example' | 'memo', rows = 3) => (
    <CommitField
      label={label}
      multiline
      rows={rows}
      isReadOnly={readOnly}
      value={code[name]}
      onCommit={(value) => onEdit({ [name]: value.trim() }, `Describe code “${code.name.slice(0, 80)}”`)}
    />
  )
  return (
    <div className="code-form">
      <p className="facts">
        {line.length === 0
          ? ''
          : `in ${line
              .toReversed()
              .map(({ name }) => name)
              .join(' › ')} · `}
        {uses === 1 ? '1 coding' : `${uses.toLocaleString()} codings`} in the project{code.archived ? ' · archived' : ''}
      </p>
      <div className="code-names">
        <CommitField
          label="Name"
          autoFocus={isNew}
          isReadOnly={readOnly}
          value={code.name}
          fault={(name) => (name.trim() === '' ? 'A name is needed' : name.length > 2_000 ? 'At most 2,000 characters' : undefined)}
          onCommit={(name) => onEdit({ name: name.trim() }, `Rename code “${code.name.slice(0, 80)}”`)}
        />
        <CommitField
          label="Short name"
          isReadOnly={readOnly}
          value={code.key}
          fault={(key) => faultOfKey(codes, code, key)}
          onCommit={(key) => onEdit({ key: key.trim() }, `Rename code “${code.name.slice(0, 80)}”`)}
        />
        <CommitField
          label="Shortcut key"
          placeholder="none"
          isReadOnly={readOnly}
          value={code.shortcut}
          fault={(shortcut) => faultOfShortcut(codes, code, shortcut)}
          onCommit={(shortcut) => onEdit({ shortcut }, `Change shortcut of “${code.name.slice(0, 80)}”`)}
        />
      </div>
      <div className="code-colour">
        <ColorSwatchPicker
          aria-label="Colour"
          value={code.color}
          onChange={(colour) => {
            const color = colour.toString('hex').toLowerCase()
            if (!readOnly && color !== code.color) onEdit({ color }, `Recolour code “${code.name.slice(0, 80)}”`)
          }}
        >
          {colours.map(({ name, hex }) => (
            <ColorSwatchPickerItem key={hex} color={hex} isDisabled={readOnly}>
              <ColorSwatch colorName={name} />
            </ColorSwatchPickerItem>
          ))}
        </ColorSwatchPicker>
        <CommitField
          label="Colour as #rrggbb"
          dir="ltr"
          isReadOnly={readOnly}
          value={code.color}
          fault={(color) => (/^#[0-9a-f]{6}$/i.test(color.trim()) ? undefined : 'Such as #1da58a')}
          onCommit={(color) => onEdit({ color: color.trim().toLowerCase() }, `Recolour code “${code.name.slice(0, 80)}”`)}
        />
      </div>
      {prose('Definition', 'definition', 4)}
      <div className="pair">
        {prose('When to use', 'whenToUse')}
        {prose('When not to use', 'whenNot')}
      </div>
      {prose('Example', 'example', 2)}
      {prose('Memo', 'memo', 2)}
      <Switch className="react-aria-Switch exclusive" isSelected={code.exclusive} isDisabled={readOnly} onChange={onExclude}>
        <span className="switch-track" aria-hidden />
        The codes under it exclude each other: on a stretch, the new one takes the place of the old
      </Switch>
      <AttributeEditor
        purpose="What each coding with this code, or one under it, may say beyond the code."
        forCodings
        attributes={code.attributes}
        inherited={inherited}
        readOnly={readOnly}
        onChange={(attributes) => onEdit({ attributes }, `Change attributes of “${code.name.slice(0, 80)}”`)}
      />
      {readOnly ? null : (
        <div className="choices">
          <Button onPress={onMerge}>
            <Merge size={14} aria-hidden /> Merge into…
          </Button>
          <Button onPress={onSplit} isDisabled={uses === 0}>
            <Split size={14} aria-hidden /> Split…
          </Button>
          <Button onPress={onArchive}>
            {code.archived ? <ArchiveRestore size={14} aria-hidden /> : <Archive size={14} aria-hidden />}
            {code.archived ? 'Use again' : 'Archive'}
          </Button>
          <Button onPress={onDelete} isDisabled={usesBelow > 0}>
            <Trash2 size={14} aria-hidden /> Delete
          </Button>
          {usesBelow > 0 ? <small className="facts">In use: it can be archived or merged, not deleted.</small> : null}
        </div>
      )}
    </div>
  )
}
