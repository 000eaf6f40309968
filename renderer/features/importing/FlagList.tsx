// The flags of an article, each with its evidence and with what the analyst says of it.
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import { flagNames, setFlag } from '../../../shared/flags.ts'
import { type Article, type Flag, flagKinds } from '../../../shared/records.ts'
import { useActs } from '../../state/acts.ts'

type Props = Readonly<{ article: Article; readOnly: boolean }>

export function FlagList({ article, readOnly }: Props) {
  const acts = useActs()
  const set = (kind: Flag['kind'], state: Flag['state'] | null) => {
    const word = state === null ? 'Clear flag' : state === 'confirmed' ? 'Confirm flag' : 'Decline flag'
    void acts.act(`${word}: ${flagNames[kind]}`, () => setFlag(article, kind, state))
  }
  return (
    <ul className="flags">
      {article.flags.map(({ kind, state, evidence }) => (
        <li key={kind} data-state={state}>
          <span className="state-label">{state}</span>
          <span className="flag-words">
            <strong>{flagNames[kind]}</strong>
            {evidence === '' ? null : <small dir="auto">{evidence}</small>}
          </span>
          {readOnly ? null : (
            <span className="flag-acts">
              {state === 'confirmed' ? null : (
                <Button aria-label={`Confirm: ${flagNames[kind]}`} onPress={() => set(kind, 'confirmed')}>
                  Confirm
                </Button>
              )}
              {state === 'declined' ? null : (
                <Button aria-label={`Decline: ${flagNames[kind]}`} onPress={() => set(kind, 'declined')}>
                  Decline
                </Button>
              )}
              {state === 'proposed' ? null : (
                <Button className="quiet" aria-label={`Clear: ${flagNames[kind]}`} onPress={() => set(kind, null)}>
                  Clear
                </Button>
              )}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Sets a flag that the import did not propose. */
export function AddFlag({ article }: Readonly<{ article: Article }>) {
  const acts = useActs()
  const free = flagKinds.filter((kind) => article.flags.every((flag) => flag.kind !== kind))
  if (free.length === 0) return null
  return (
    <MenuTrigger>
      <Button className="quiet">Set a flag…</Button>
      <Popover>
        <Menu
          aria-label="Flags"
          onAction={(key) => {
            const kind = free.find((each) => each === key)
            if (kind !== undefined) void acts.act(`Set flag: ${flagNames[kind]}`, () => setFlag(article, kind, 'confirmed'))
          }}
        >
          {free.map((kind) => (
            <MenuItem key={kind} id={kind}>
              {flagNames[kind]}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}
