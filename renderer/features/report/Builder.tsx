// The panel beside a report: which report it is, what it is of, what it says and in which order. Each change is kept at once, and
// seen in the report.
import { useQuery } from '@tanstack/react-query'
import { Ellipsis, Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Checkbox, CheckboxGroup, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import type { Definition } from '../../../shared/records.ts'
import { freeName, missingFrom, soughtBy } from '../../../shared/report/definition.ts'
import { fromTemplate, templateNames, templates } from '../../../shared/report/templates.ts'
import { call } from '../../state/api.ts'
import { useCodes } from '../../state/data.ts'
import { useDefining, useDefinition } from '../../state/definitions.ts'
import { useWorkspace } from '../../state/workspace.ts'
import { Choice } from '../../ui/Choice.tsx'
import { CommitField } from '../../ui/CommitField.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { ArticlesField } from './ArticlesField.tsx'
import { CodesField } from './CodesField.tsx'
import { PairsField } from './PairsField.tsx'
import { SectionsField } from './SectionsField.tsx'

export function Builder() {
  const [{ panes, set }] = useWorkspace()
  const { definition, all, found } = useDefinition()
  const { edit } = useDefining()
  const codes = useCodes()
  const coders = useQuery({ queryKey: ['library', 'coders'], queryFn: () => call('coder.list') }).data ?? []
  const { title, authors, abstract, pairs, sections, codeIds, coderIds } = definition
  const known = { codeIds: new Set([...codes.values()].map(({ id }) => id)), coderIds: new Set(coders.map(({ id }) => id)) }
  const sought = soughtBy(definition, { panes, set })
  const missing = found === undefined || codes.size + coders.length === 0 ? [] : missingFrom(definition, { sought, found }, known)
  const articles = found?.articles ?? []
  const howMany = (ids: readonly string[]) => (ids.length === 0 ? 'all' : ids.length.toLocaleString())
  return (
    <div className="inspector-body builder">
      <Head key={definition.id} definition={definition} all={all} />
      {missing.length === 0 ? null : (
        <ul className="missing" aria-label="What is missing">
          {missing.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <ArticlesField definition={definition} found={found} onChange={(fields) => edit('Choose articles of report', fields)} />
      {articles.length < 2 ? null : (
        <Part name="Pairs that are compared">
          <PairsField pairs={pairs} articles={articles} onChange={(next) => edit('Choose pairs of report', { pairs: next })} />
        </Part>
      )}
      <Part name="Sections">
        <SectionsField sections={sections} onChange={(next) => edit('Change sections of report', { sections: next })} />
      </Part>
      <Part name="First page">
        <CommitField
          label="Title"
          placeholder="The titles of the articles"
          value={title}
          onCommit={(words) => edit('Write title of report', { title: words.trim() })}
        />
        <CommitField label="Authors" value={authors} onCommit={(words) => edit('Write authors of report', { authors: words.trim() })} />
        <CommitField
          label="Abstract"
          multiline
          value={abstract}
          onCommit={(words) => edit('Write abstract of report', { abstract: words.trim() })}
        />
      </Part>
      <details>
        <summary>Codes: {howMany(codeIds)}</summary>
        <CodesField chosen={codeIds} onChange={(next) => edit('Choose codes of report', { codeIds: next })} />
      </details>
      {coders.length < 2 && coderIds.length === 0 ? null : (
        <details>
          <summary>Coders: {howMany(coderIds)}</summary>
          <CheckboxGroup
            aria-label="Coders of the report"
            value={[...coderIds]}
            onChange={(keys) => edit('Choose coders of report', { coderIds: coders.flatMap(({ id }) => (keys.includes(id) ? [id] : [])) })}
          >
            {coders.map(({ id, name }) => (
              <Checkbox key={id} value={id} className="ticked">
                <span className="tick-box" aria-hidden />
                <bdi>{name}</bdi>
              </Checkbox>
            ))}
          </CheckboxGroup>
        </details>
      )}
      <p className="facts">Ctrl-click a quotation in the report, or the number of a highlight, to read it in its article.</p>
    </div>
  )
}

/** Which report it is, and what can be done with it as a whole. */
function Head({ definition, all }: Readonly<{ definition: Definition; all: readonly Definition[] }>) {
  const [, move] = useWorkspace()
  const { edit, add, remove } = useDefining()
  const [renaming, setRenaming] = useState(false)
  const { id, name, ...said } = definition
  const shown = all.length === 0 ? [definition] : all
  if (renaming)
    return (
      <div
        role="presentation"
        onBlurCapture={() => setRenaming(false)}
        onKeyUpCapture={({ key }) => key === 'Escape' && setRenaming(false)}
      >
        <CommitField
          label="Name of the report"
          value={name}
          autoFocus
          onCommit={(words) => {
            setRenaming(false)
            edit('Rename report', { name: words.trim() })
          }}
          fault={(words) => (words.trim() === '' ? 'A report needs a name' : undefined)}
        />
      </div>
    )
  return (
    <div className="builder-head">
      <Choice
        label="Report"
        unlabelled
        options={shown.map((each) => each.id)}
        names={Object.fromEntries(shown.map((each) => [each.id, each.name]))}
        value={id}
        onChange={(next) => move({ to: 'pairing', now: { report: next } })}
      />
      <MenuTrigger>
        <IconButton icon={Plus} label="New report" />
        <Popover placement="bottom end">
          <Menu aria-label="New report from a template">
            {templateNames.map((template) => (
              <MenuItem key={template} onAction={() => add('New report', fromTemplate(template, freeName(templates[template].name, all)))}>
                {templates[template].name}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      <MenuTrigger>
        <IconButton icon={Ellipsis} label={`More for ${name}`} />
        <Popover placement="bottom end">
          <Menu aria-label={name}>
            <MenuItem onAction={() => setRenaming(true)}>Rename</MenuItem>
            <MenuItem onAction={() => add('Duplicate report', { ...said, name: freeName(name, all) })}>Duplicate</MenuItem>
            <MenuItem onAction={remove}>Delete</MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
    </div>
  )
}

function Part({ name, children }: Readonly<{ name: string; children: ReactNode }>) {
  return (
    <section className="builder-part" aria-label={name}>
      <h3>{name}</h3>
      {children}
    </section>
  )
}
