// What more is said of something, by attribute: of codings with a code (its own, and those that it has from the codes above), or of
// the articles of a study.
import { Plus, Trash2 } from 'lucide-react'
import { Button, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components'
import { faultOfValue } from '../../../shared/attributes.ts'
import type { Attribute } from '../../../shared/records.ts'
import { CommitField } from '../../ui/CommitField.tsx'
import { IconButton } from '../../ui/IconButton.tsx'

const kinds = { choice: 'One of a list', number: 'A number', text: 'Words', entity: 'An entity' } as const
const kindNames = Object.keys(kinds) as readonly (keyof typeof kinds)[]

/** A key that no other attribute has, made once: values of codings are kept by it. */
function keyFor(taken: readonly string[]): string {
  for (let n = 1; ; n++) if (!taken.includes(`attribute-${n}`)) return `attribute-${n}`
}

const optionsFrom = (words: string) => [...new Set(words.split('\n').map((line) => line.trim()))].filter((line) => line !== '')

type Props = Readonly<{
  /** What the attributes are for. */
  purpose: string
  attributes: readonly Attribute[]
  /** Of codings: they may name an entity and begin with a value. */
  forCodings?: boolean
  inherited: readonly (readonly [attribute: Attribute, from: string])[]
  readOnly: boolean
  onChange: (attributes: readonly Attribute[]) => void
}>

export function AttributeEditor({ purpose, forCodings = false, attributes, inherited, readOnly, onChange }: Props) {
  const edit = (key: string, fields: Partial<Attribute>) =>
    onChange(attributes.map((each) => (each.key === key ? { ...each, ...fields } : each)))
  const add = () => {
    const key = keyFor([...attributes, ...inherited.map(([attribute]) => attribute)].map((attribute) => attribute.key))
    onChange([...attributes, { key, name: 'New attribute', kind: 'choice', options: [], initial: '' }])
  }
  return (
    <section className="code-attributes" aria-label="Attributes">
      <h3>Attributes</h3>
      <p className="facts">{purpose}</p>
      {attributes.map((attribute) => (
        <fieldset key={attribute.key} className="attribute" aria-label={`Attribute ${attribute.name}`} disabled={readOnly}>
          <CommitField
            label="Name"
            value={attribute.name}
            fault={(name) => (name.trim() === '' ? 'A name is needed' : name.length > 2_000 ? 'At most 2,000 characters' : undefined)}
            onCommit={(name) => edit(attribute.key, { name: name.trim() })}
          />
          <Select
            aria-label={`What ${attribute.name} is`}
            value={attribute.kind}
            isDisabled={readOnly}
            onChange={(kind) => {
              const next = kindNames.find((each) => each === kind)
              if (next !== undefined && next !== attribute.kind) edit(attribute.key, { kind: next, initial: '' })
            }}
          >
            <Button>
              <SelectValue />
            </Button>
            <Popover>
              <ListBox>
                {kindNames
                  .filter((kind) => forCodings || kind !== 'entity')
                  .map((kind) => (
                    <ListBoxItem key={kind} id={kind}>
                      {kinds[kind]}
                    </ListBoxItem>
                  ))}
              </ListBox>
            </Popover>
          </Select>
          {readOnly ? null : (
            <IconButton
              icon={Trash2}
              label={`Remove attribute ${attribute.name}`}
              onPress={() => onChange(attributes.filter((each) => each.key !== attribute.key))}
            />
          )}
          {attribute.kind === 'choice' ? (
            <CommitField
              label="Choices, one a line"
              multiline
              rows={Math.min(8, Math.max(3, attribute.options.length))}
              value={attribute.options.join('\n')}
              fault={(words) => (optionsFrom(words).length > 100 ? 'At most 100 choices' : undefined)}
              onCommit={(words) => {
                const options = optionsFrom(words)
                edit(attribute.key, { options, initial: options.includes(attribute.initial) ? attribute.initial : '' })
              }}
            />
          ) : null}
          {!forCodings || attribute.kind === 'entity' ? null : (
            <CommitField
              label="New codings begin with"
              placeholder="nothing"
              value={attribute.initial}
              fault={(value) => faultOfValue(attribute, value)}
              onCommit={(initial) => edit(attribute.key, { initial })}
            />
          )}
        </fieldset>
      ))}
      {inherited.length === 0 ? null : (
        <ul className="inherited">
          {inherited.map(([attribute, from]) => (
            <li key={attribute.key}>
              {attribute.name}{' '}
              <small>
                {kinds[attribute.kind].toLowerCase()}, from {from}
              </small>
            </li>
          ))}
        </ul>
      )}
      {readOnly || attributes.length >= 50 ? null : (
        <Button className="quiet" onPress={add}>
          <Plus size={14} aria-hidden /> Attribute
        </Button>
      )}
    </section>
  )
}
