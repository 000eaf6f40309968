// Chooses an article of the project by typing, for a side of the comparison or for the set.

import { useState } from 'react'
import { nameOf } from '../../../shared/articlename.ts'
import type { ArticleId } from '../../../shared/ids.ts'
import { useLibrary } from '../../state/data.ts'
import { useWorkspace } from '../../state/workspace.ts'
import { ChooserDialog } from '../../ui/Chooser.tsx'
import { Facts } from '../../ui/Facts.tsx'

type Props = Readonly<{
  /** What it is chosen for. */
  label: string
  /** Articles that are not offered. */
  without: readonly (ArticleId | null)[]
  onChoose: (id: ArticleId) => void
  onClose: () => void
}>

export function ArticleChooser({ without, ...rest }: Props) {
  const [{ blind }] = useWorkspace()
  const [typed, setTyped] = useState('')
  const library = useLibrary({ filter: typed, sort: 'title', descending: false })
  const rows = (library.data?.pages[0]?.rows ?? []).filter(({ id }) => !without.includes(id))
  return (
    <ChooserDialog
      {...rest}
      choices={rows.map((row) => ({
        id: row.id,
        label: nameOf(row),
        description: <Facts of={[blind ? '' : row.outlet, row.date.slice(0, 10), `${row.words.toLocaleString()} words`]} />,
      }))}
      typing={{ typed, onType: setTyped }}
      none="No article fits."
    />
  )
}
