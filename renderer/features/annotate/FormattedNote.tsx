import { type NoteRun, noteBlocks } from '../../../shared/noteformat.ts'

/** A note as its signs mean it: elements and text, never markup. */
export function FormattedNote({ note }: Readonly<{ note: string }>) {
  return (
    <section className="formatted-note" aria-label="Note as it is shown" dir="auto">
      {noteBlocks(note).map(({ kind, lines }, i) => {
        const items = lines.map((runs, j) => ({ key: `${i}.${j}`, runs }))
        const List = kind === 'bullets' ? 'ul' : 'ol'
        return kind === 'lines' ? (
          <p key={items[0]?.key}>
            {items.map(({ key, runs }, j) => (
              <span key={key}>
                {j === 0 ? null : <br />}
                <Runs runs={runs} />
              </span>
            ))}
          </p>
        ) : (
          <List key={items[0]?.key}>
            {items.map(({ key, runs }) => (
              <li key={key}>
                <Runs runs={runs} />
              </li>
            ))}
          </List>
        )
      })}
    </section>
  )
}

function Runs({ runs }: Readonly<{ runs: readonly NoteRun[] }>) {
  let at = 0
  return runs.map(({ text, bold, italic }) => {
    const key = at
    at += text.length
    return bold ? <strong key={key}>{text}</strong> : italic ? <em key={key}>{text}</em> : text
  })
}
