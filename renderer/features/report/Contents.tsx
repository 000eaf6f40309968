// What the report is made of and what it says: kept in the project, and seen in the report behind the dialog as soon as it is chosen.
import { ArrowDown, ArrowUp, ListChecks } from 'lucide-react'
import { Button, Checkbox, Dialog, DialogTrigger, Heading, Label, Modal, ModalOverlay, Radio, RadioGroup } from 'react-aria-components'
import { type ReportSection, reportSections } from '../../../shared/report/model.ts'
import { reportScopes, useWorkspace, type Workspace } from '../../state/workspace.ts'
import { CommitField } from '../../ui/CommitField.tsx'
import { IconButton } from '../../ui/IconButton.tsx'

const scopeNames: Readonly<Record<(typeof reportScopes)[number], string>> = {
  open: 'The open article',
  pair: 'The pair of Compare',
  set: 'The set of Compare',
  all: 'All articles',
}
const sectionNames: Readonly<Record<ReportSection, string>> = {
  method: 'Method: coders and codebooks',
  sources: 'Provenance of every article',
  shared: 'Shared passages of a pair',
  omitted: 'Said in one, not in the other',
  codes: 'Codes with counts and definitions',
  quotations: 'Quotations by code',
  articles: 'Annotated texts and their highlights',
  check: 'How to check the report',
}

/** A section that is taken in comes before those that usually follow it. */
function withSection(sections: readonly ReportSection[], section: ReportSection): ReportSection[] {
  const next = sections.findIndex((each) => reportSections.indexOf(each) > reportSections.indexOf(section))
  const at = next === -1 ? sections.length : next
  return [...sections.slice(0, at), section, ...sections.slice(at)]
}

export function Contents() {
  const [{ report }, move] = useWorkspace()
  const { scope, title, authors, abstract, sections } = report
  const say = (now: Partial<Workspace['report']>) => move({ to: 'pairing', now: { report: { ...report, ...now } } })
  const swap = (i: number, j: number) => say({ sections: sections.map((each, at) => sections[at === i ? j : at === j ? i : at] ?? each) })
  return (
    <DialogTrigger>
      <Button>
        <ListChecks size={15} aria-hidden /> Contents…
      </Button>
      <ModalOverlay isDismissable>
        <Modal className="modal wide">
          <Dialog>
            <Heading slot="title">Contents of the report</Heading>
            <div className="bulk">
              <RadioGroup
                className="segments"
                orientation="horizontal"
                value={scope}
                onChange={(value) => {
                  const next = reportScopes.find((each) => each === value)
                  if (next !== undefined) say({ scope: next })
                }}
              >
                <Label className="unseen">Articles</Label>
                {reportScopes.map((each) => (
                  <Radio key={each} value={each}>
                    {scopeNames[each]}
                  </Radio>
                ))}
              </RadioGroup>
              <CommitField
                label="Title"
                placeholder="The titles of the articles"
                value={title}
                onCommit={(words) => say({ title: words.trim() })}
              />
              <CommitField label="Authors" value={authors} onCommit={(words) => say({ authors: words.trim() })} />
              <CommitField label="Abstract" multiline value={abstract} onCommit={(words) => say({ abstract: words.trim() })} />
              <ol className="report-sections" aria-label="Sections in their order">
                {[...sections, ...reportSections.filter((each) => !sections.includes(each))].map((section, i) => {
                  const on = i < sections.length
                  const name = sectionNames[section]
                  return (
                    <li key={section}>
                      <Checkbox
                        className="ticked"
                        isSelected={on}
                        isDisabled={on && sections.length === 1}
                        onChange={() =>
                          say({ sections: on ? sections.filter((each) => each !== section) : withSection(sections, section) })
                        }
                      >
                        <span className="tick-box" aria-hidden />
                        {name}
                      </Checkbox>
                      <IconButton icon={ArrowUp} label={`${name}: earlier`} isDisabled={!on || i === 0} onPress={() => swap(i, i - 1)} />
                      <IconButton
                        icon={ArrowDown}
                        label={`${name}: later`}
                        isDisabled={!on || i === sections.length - 1}
                        onPress={() => swap(i, i + 1)}
                      />
                    </li>
                  )
                })}
              </ol>
              <div className="choices">
                <Button slot="close">Done</Button>
              </div>
            </div>
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  )
}
