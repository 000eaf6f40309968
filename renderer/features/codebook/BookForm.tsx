// The form of a codebook: what it is called, what it is for, and whose it is.
import { Trash2 } from 'lucide-react'
import { Button } from 'react-aria-components'
import type { Codebook } from '../../../shared/records.ts'
import { CommitField } from '../../ui/CommitField.tsx'

type Props = Readonly<{
  book: Codebook
  inUse: boolean
  readOnly: boolean
  onEdit: (fields: Partial<Omit<Codebook, 'id' | 'position'>>) => void
  onDelete: () => void
}>

export function BookForm({ book, inUse, readOnly, onEdit, onDelete }: Props) {
  return (
    <div className="code-form">
      <CommitField
        label="Name of the codebook"
        isReadOnly={readOnly}
        value={book.name}
        fault={(name) => (name.trim() === '' ? 'A name is needed' : name.length > 2_000 ? 'At most 2,000 characters' : undefined)}
        onCommit={(name) => onEdit({ name: name.trim() })}
      />
      <CommitField
        label="Description"
        multiline
        rows={5}
        isReadOnly={readOnly}
        value={book.description}
        onCommit={(value) => onEdit({ description: value.trim() })}
      />
      <CommitField
        label="Citation"
        multiline
        rows={8}
        isReadOnly={readOnly}
        value={book.citation}
        onCommit={(value) => onEdit({ citation: value.trim() })}
      />
      {readOnly ? null : (
        <div className="choices">
          <Button onPress={onDelete} isDisabled={inUse}>
            <Trash2 size={14} aria-hidden /> Delete codebook
          </Button>
          {inUse ? <small className="facts">Codes of it are in use.</small> : null}
        </div>
      )}
    </div>
  )
}
