// The bookmarks of an article: go there, rename, delete.
import { Bookmark as Mark, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from 'react-aria-components'
import type { BookmarkId } from '../../../shared/ids.ts'
import type { Bookmark } from '../../../shared/records.ts'
import { useActs } from '../../state/acts.ts'
import { CommitField } from '../../ui/CommitField.tsx'
import { IconButton } from '../../ui/IconButton.tsx'

type Props = Readonly<{ bookmarks: readonly Bookmark[]; onGo: (offset: number) => void; readOnly: boolean }>

export function Bookmarks({ bookmarks, onGo, readOnly }: Props) {
  const acts = useActs()
  const [renaming, setRenaming] = useState<BookmarkId | null>(null)
  if (bookmarks.length === 0) return null
  return (
    <section className="bookmarks" aria-label="Bookmarks">
      <ul>
        {bookmarks.map((bookmark) => (
          <li key={bookmark.id}>
            {renaming === bookmark.id ? (
              <CommitField
                label="Name of the bookmark"
                value={bookmark.name}
                onCommit={(name) => void acts.renameBookmark(bookmark, name).then(() => setRenaming(null))}
              />
            ) : (
              <Button className="quiet" onPress={() => onGo(bookmark.offset)}>
                <Mark size={13} aria-hidden />
                <span dir="auto">{bookmark.name}</span>
              </Button>
            )}
            {readOnly ? null : (
              <>
                <IconButton
                  icon={Pencil}
                  label={`Rename bookmark ${bookmark.name}`}
                  onPress={() => setRenaming(renaming === bookmark.id ? null : bookmark.id)}
                />
                <IconButton icon={Trash2} label={`Delete bookmark ${bookmark.name}`} onPress={() => void acts.removeBookmark(bookmark)} />
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
