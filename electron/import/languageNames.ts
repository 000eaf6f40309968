// Names of languages as databases and tables print them: in English, in the language itself, or in that of the interface.

/** Languages of the press, and those that interfaces are in. */
const codes =
  'ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka kk ko ky lt lv mk ms nl no pl ps pt ro ru sk sl sq sr sv sw ta te tg th tk tr uk ur uz vi zh'.split(
    ' ',
  )
const interfaces = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl', 'pl', 'ru', 'tr']

let known: ReadonlyMap<string, string> | undefined

function names(): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const shown of [...interfaces, ...codes]) {
    const display = new Intl.DisplayNames([shown], { type: 'language', fallback: 'none' })
    for (const code of interfaces.includes(shown) ? codes : [shown]) {
      const name = display.of(code)?.toLowerCase()
      if (name !== undefined && !found.has(name)) found.set(name, code)
    }
  }
  return found
}

/** The code of the language that is named, such as `fr` for `FRENCH; FRANÇAIS`, or the empty string. */
export function languageNamed(name: string): string {
  known ??= names()
  for (const part of name
    .slice(0, 200)
    .toLowerCase()
    .split(/[;,/|()]/)) {
    const code = known.get(part.trim())
    if (code !== undefined) return code
  }
  return ''
}
