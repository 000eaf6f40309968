// How the names of files end that can be opened, apart from what reads them: the app asks for files long before it reads one.

/** By format: endings in lower case, without the dot. */
export const extensions = {
  text: ['txt', 'text'],
  markdown: ['md', 'markdown', 'mkd'],
  html: ['html', 'htm', 'xhtml'],
  mhtml: ['mhtml', 'mht'],
  mail: ['eml', 'mbox'],
  csv: ['csv', 'tsv', 'tab'],
  json: ['json', 'jsonl', 'ndjson'],
  docx: ['docx', 'docm', 'dotx'],
  odt: ['odt', 'ott'],
  fodt: ['fodt'],
  rtf: ['rtf'],
  doc: ['doc'],
  epub: ['epub'],
  pdf: ['pdf'],
} satisfies Record<string, readonly string[]>

export const importable: readonly string[] = Object.values(extensions).flat()
