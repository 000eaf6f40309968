// What the variables of a REFI-QDA project say: fields of articles by the names that people give them, and attributes of the study.
import { entityFields, type FieldName, fieldNames, type QdeValue } from './qde.ts'
import { line, type QdeIntake } from './qdeintake.ts'

/** What programs and people call the fields of an article. */
const knownNames: readonly (readonly [FieldName, RegExp])[] = [
  ['outlet', /^(?:outlet|publication|newspaper|medium|publisher)$/i],
  ['author', /^(?:author|byline|writer)s?$/i],
  ['date', /^(?:date|published|(?:publication|publishing) date|date of publication)$/i],
  ['modified', /^(?:changed|modified|updated)$/i],
  ['section', /^section$/i],
  ['url', /^(?:url|link|web ?address|address)$/i],
  ['language', /^lang(?:uage)?$/i],
  ['collection', /^collection$/i],
  ['source', /^file ?name$/i],
]

const isKey = (words: string): boolean => /^[\w-]{1,64}$/.test(words)

export class QdeFields {
  /** Names of attributes by key, as they are met. */
  readonly attributes = new Map<string, string>()
  /** Fields of entities by the variables that we write them in. */
  readonly entityField: ReadonlyMap<string, string>
  readonly #intake: QdeIntake
  readonly #ownField: ReadonlyMap<string, FieldName>
  readonly #variables: ReadonlyMap<string, Readonly<{ name: string; description: string }>>

  constructor(intake: QdeIntake) {
    const { qde, ours, guidOf } = intake
    this.#intake = intake
    this.#variables = new Map(qde.variables.map((variable) => [variable.guid, variable]))
    this.#ownField = new Map((Object.keys(fieldNames) as FieldName[]).map((field) => [guidOf('variable', `field ${field}`), field]))
    this.entityField = new Map(Object.keys(entityFields).map((field) => [guidOf('variable', `entity ${field}`), field]))
    for (const { guid, name, description } of ours ? qde.variables : [])
      if (!this.#ownField.has(guid) && !this.entityField.has(guid) && isKey(description)) this.attributes.set(description, line(name))
  }

  /** What values say in words, a line each: of what has no attributes here. */
  spoken(values: readonly QdeValue[]): string[] {
    return values.flatMap(({ variable: guid, value }) => {
      const variable = this.#variables.get(guid)
      return variable === undefined || value === '' || this.entityField.has(guid) ? [] : [`${variable.name}: ${value}`]
    })
  }

  /** What the values of a source or case say: fields of the article, and attributes. */
  said(values: readonly QdeValue[]): Readonly<{ fields: Partial<Record<FieldName, string>>; values: Record<string, string> }> {
    const fields: Partial<Record<FieldName, string>> = {}
    const others = new Map<string, string>()
    for (const { variable: guid, value } of values) {
      const variable = this.#variables.get(guid)
      if (variable === undefined || value === '' || this.entityField.has(guid)) continue
      const field = this.#intake.ours ? this.#ownField.get(guid) : knownNames.find(([, names]) => names.test(variable.name.trim()))?.[0]
      if (field !== undefined) {
        fields[field] ??= this.#intake.fitting(guid, value, field === 'language' ? 35 : undefined)
        continue
      }
      const slug = variable.name
        .toLowerCase()
        .replace(/[^\w]+/g, '-')
        .replace(/^[-_]+|[-_]+$/g, '')
      const key = (this.#intake.ours && variable.description !== '' ? variable.description : slug || `v-${guid}`).slice(0, 64)
      this.attributes.set(key, line(variable.name) || key)
      others.set(key, this.#intake.fitting(guid, value))
    }
    return { fields, values: Object.fromEntries(others) }
  }
}
