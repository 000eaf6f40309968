// What a report says, and in which order.
import { type ReportSection, reportSections } from '../../../shared/report/model.ts'
import { Ordered } from '../../ui/Ordered.tsx'

const sectionNames: Readonly<Record<ReportSection, string>> = {
  method: 'Method: coders and codebooks',
  sources: 'Provenance of every article',
  shared: 'Shared passages of pairs',
  omitted: 'Said in one, not in the other',
  cards: 'Sources, names, figures, quotations',
  verdict: 'Verdicts of the coders',
  codes: 'Codes with counts and definitions',
  charts: 'Charts',
  quotations: 'Quotations by code',
  articles: 'Annotated texts and their highlights',
  check: 'How to check the report',
}

/** A section that is taken in comes before those that usually follow it. */
function withSection(sections: readonly ReportSection[], section: ReportSection): ReportSection[] {
  const next = sections.findIndex((each) => reportSections.indexOf(each) > reportSections.indexOf(section))
  return sections.toSpliced(next === -1 ? sections.length : next, 0, section)
}

type Props = Readonly<{ sections: readonly string[]; onChange: (sections: ReportSection[]) => void }>

export function SectionsField({ sections: said, onChange }: Props) {
  const sections = said.flatMap((name) => reportSections.find((section) => section === name) ?? [])
  const rows = [...sections, ...reportSections.filter((section) => !sections.includes(section))]
  return (
    <Ordered
      label="Sections in their order"
      items={rows.map((id) => ({ id, name: sectionNames[id] }))}
      onOrder={(ids) => onChange(ids.filter((id) => sections.includes(id)))}
      ticks={{
        ids: new Set(sections),
        onTick: (id, on) => onChange(on ? withSection(sections, id) : sections.filter((each) => each !== id)),
      }}
    />
  )
}
