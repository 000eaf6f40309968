// `suggest`: what Parallax would suggest to mark in a file, each mark with its rule.
import path from 'node:path'
import { parseArgs } from 'node:util'
import { suggest } from '../../shared/sourcing/suggest.ts'
import { kindOf, type Suggestion, textOf } from '../../shared/sourcing/suggestion.ts'
import type { Range } from '../../shared/text.ts'
import { readSource } from '../sources.ts'
import { openProject } from '../store/project.ts'
import { biasWords, learntWords } from '../suggesting.ts'
import { reportingWords } from '../words.ts'
import { type Command, type Environment, EXIT, UsageError, writeJson } from './command.ts'
import type { SuggestionLine, Suggestions } from './schema.ts'

function lineOf(text: string, suggestion: Suggestion): SuggestionLine {
  const { rule, ranges, cue, source, evidence } = suggestion
  const words = ({ start, end }: Range) => ({ start, end, text: text.slice(start, end) })
  return {
    kind: kindOf(suggestion),
    rule,
    ranges,
    quote: textOf(text, suggestion),
    source: source === null ? null : words(source),
    cue: cue === null ? null : { ...words(cue.range), lemma: cue.lemma },
    stance: cue?.stance ?? null,
    evidence,
  }
}

async function learntIn(file: string, { nativeBinding }: Environment) {
  const project = openProject(path.resolve(file), { nativeBinding, readOnly: true })
  try {
    return await learntWords(project)
  } finally {
    project.close()
  }
}

export const suggestCommand: Command = {
  usage: 'suggest [--project P] [--json] FILE',
  summary:
    'quotations with speaker and stance, statements, reporting words, hedges, loaded words; with a project also words learnt from it',
  run: async (argv, environment) => {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { project: { type: 'string' }, json: { type: 'boolean', default: false } },
      allowPositionals: true,
    })
    const [file, ...rest] = positionals
    if (file === undefined || rest.length > 0) throw new UsageError('suggest needs one file')
    const { corpusFolder, stdout } = environment
    const learnt = values.project === undefined ? [] : await learntIn(values.project, environment)
    const words = { reporting: reportingWords(corpusFolder), bias: biasWords(corpusFolder), learnt }
    for (const { title, text, blocks, language, textSha256 } of await environment.read(readSource(file), {})) {
      const suggestions = suggest(text, blocks, words, language).map((each) => lineOf(text, each))
      const found: Suggestions = { title, language, textSha256, text, suggestions }
      if (values.json) writeJson(stdout, found)
      else
        for (const { kind, rule, ranges, quote, source, stance } of suggestions)
          stdout.write(
            `${kind}\t${rule}\t${ranges[0]?.start}-${ranges.at(-1)?.end}\t${stance ?? '-'}\t${source?.text ?? '-'}\t${quote.replaceAll(/\s+/g, ' ')}\n`,
          )
    }
    return EXIT.ok
  },
}
