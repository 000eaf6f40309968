// Whom or what the chosen highlight is about: an entity of the project, chosen or made by typing.
import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { Autocomplete, Button, Dialog, DialogTrigger, Input, ListBox, ListBoxItem, Popover, SearchField, Text } from 'react-aria-components'
import { addAlias, addEntity, entityKinds, isKnownAs, matchingEntities, pointAt } from '../../../shared/entities.ts'
import type { Entity, Highlight } from '../../../shared/records.ts'
import { useActs } from '../../state/acts.ts'
import { useCommands } from '../../state/commands.ts'
import { useEntities } from '../../state/data.ts'
import { useWorkspace } from '../../state/workspace.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { kindNames } from './kinds.ts'

/** The longest quote that may be a name, in UTF-16 units. */
const LONGEST_NAME = 80
const SHOWN = 40
const couldBeName = (quote: string): boolean => quote.length <= LONGEST_NAME && !quote.includes('\n')

type Props = Readonly<{ highlight: Highlight; readOnly: boolean }>

export function AboutField({ highlight, readOnly }: Props) {
  const entities = (useEntities() ?? []).map(({ entity }) => entity)
  const acts = useActs()
  const [, move] = useWorkspace()
  const [choosing, setChoosing] = useState(false)
  useCommands(readOnly ? {} : { 'edit.about': () => setChoosing(true) })
  const about = entities.find(({ id }) => id === highlight.entityId)
  if (readOnly && about === undefined) return null
  const alias = about !== undefined && couldBeName(highlight.quote) && !isKnownAs(about, highlight.quote) ? highlight.quote : null
  return (
    <section aria-label="What this highlight is about" className="about">
      <h3>About</h3>
      {about === undefined ? null : (
        <div className="row">
          <span className="tag">
            <Button className="quiet about-name" onPress={() => move({ to: 'entity', id: about.id })}>
              <bdi>{about.name}</bdi>
              <small>{about.side === '' ? kindNames[about.kind] : about.side}</small>
            </Button>
            {readOnly ? null : (
              <IconButton
                icon={X}
                label={`Not about ${about.name}`}
                onPress={() => void acts.act('Take entity off highlight', () => pointAt(highlight, null))}
              />
            )}
          </span>
        </div>
      )}
      {readOnly ? null : (
        <div className="row wraps">
          <DialogTrigger isOpen={choosing} onOpenChange={setChoosing}>
            <Button className="quiet">
              <Plus size={14} aria-hidden /> {about === undefined ? 'Whom or what' : 'Another'}
            </Button>
            <Popover className="react-aria-Popover palette-popover" placement="bottom start" maxHeight={420}>
              <Dialog aria-label="What this highlight is about">
                <Choice
                  entities={entities}
                  quote={highlight.quote}
                  onChoose={(label, make) => {
                    setChoosing(false)
                    void acts.act(label, make)
                  }}
                  highlight={highlight}
                />
              </Dialog>
            </Popover>
          </DialogTrigger>
          {about === undefined || alias === null ? null : (
            <Button className="quiet" onPress={() => void acts.act('Add name to entity', () => addAlias(about, alias))}>
              <Plus size={14} aria-hidden />{' '}
              <span>
                Also named “<bdi>{alias}</bdi>”
              </span>
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

type Act = Parameters<ReturnType<typeof useActs>['act']>
type ChoiceProps = Readonly<{ entities: readonly Entity[]; quote: string; highlight: Highlight; onChoose: (...act: Act) => void }>

/** Entities by any of their names; those that go by the very words of the highlight come first. What is not there can be made. */
function Choice({ entities, quote, highlight, onChoose }: ChoiceProps) {
  const [typed, setTyped] = useState('')
  const isName = couldBeName(quote)
  const byQuote = entities.filter((entity) => isKnownAs(entity, quote))
  const found =
    typed.trim() === '' ? [...byQuote, ...entities.filter((each) => !byQuote.includes(each))] : matchingEntities(entities, typed)
  const fresh = typed.trim() === '' ? (isName ? quote : '') : typed.trim()
  const isThere = entities.some((entity) => isKnownAs(entity, fresh))
  const items = [
    ...found.slice(0, SHOWN).map((entity) => ({
      id: entity.id as string,
      label: entity.name,
      description: [kindNames[entity.kind], entity.side, entity.aliases.slice(0, 3).join(', ')].filter((part) => part !== '').join(' · '),
    })),
    ...(fresh === '' || isThere
      ? []
      : entityKinds.map((kind) => ({ id: `new ${kind}`, label: `New ${kind === 'other' ? 'entity' : kind} “${fresh}”`, description: '' }))),
  ]
  return (
    <div className="palette">
      <Autocomplete inputValue={typed} onInputChange={setTyped}>
        <SearchField aria-label="Entity" autoFocus>
          <Input placeholder="A person, place, organisation, event…" />
        </SearchField>
        <ListBox
          aria-label="Entities"
          className="palette-codes"
          items={items}
          onAction={(key) => {
            const entity = entities.find(({ id }) => id === key)
            const kind = entityKinds.find((each) => key === `new ${each}`)
            if (entity !== undefined) onChoose('Point highlight to entity', () => pointAt(highlight, entity.id))
            else if (kind !== undefined)
              onChoose('Point highlight to new entity', (pen) => {
                const made = addEntity(pen, fresh, kind)
                return [...made.change, ...pointAt(highlight, made.entity.id)]
              })
          }}
          renderEmptyState={() => <p className="palette-none">No entities yet. Type a name to make one.</p>}
        >
          {({ id, label, description }) => (
            <ListBoxItem id={id} textValue={`${label}, ${description}`} className="palette-entity">
              <Text slot="label" dir="auto">
                {label}
              </Text>
              <Text slot="description">{description}</Text>
            </ListBoxItem>
          )}
        </ListBox>
      </Autocomplete>
    </div>
  )
}
