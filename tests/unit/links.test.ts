import fc from 'fast-check'
import { expect, it } from 'vitest'
import { openableUrl } from '../../electron/links.ts'

/** Spellings that may leave the app, and the one address that the analyst is shown and the browser gets. */
const opened: readonly (readonly [string, string])[] = [
  ['http://example.org', 'http://example.org/'],
  ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
  ['HtTpS://Example.ORG/Path', 'https://example.org/Path'],
  ['https://example.org:8443/', 'https://example.org:8443/'],
  ['https://bücher.example/straße', 'https://xn--bcher-kva.example/stra%C3%9Fe'],
  // A Cyrillic "а" is told apart from a Latin one.
  ['https://pаypal.example/', 'https://xn--pypal-4ve.example/'],
  ['https://example.org/?q=دمشق', 'https://example.org/?q=%D8%AF%D9%85%D8%B4%D9%82'],
  ['http://[2001:db8::1]/', 'http://[2001:db8::1]/'],
  ['https://example.org/a/../b', 'https://example.org/b'],
]

const refused: readonly string[] = [
  'file:///etc/passwd',
  'file://server/share/x.exe',
  '\\\\server\\share',
  '//server/share',
  'smb://server/share',
  'nfs://server/x',
  'ftp://example.org/',
  'ms-msdt:/id PCWDiagnostic',
  'ms-officecmd:x',
  'search-ms:query=x',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>1</script>',
  'vbscript:msgbox(1)',
  'app://parallax/index.html',
  'report://page/',
  'blob:https://example.org/1',
  'about:blank',
  'chrome://version',
  'devtools://devtools/x',
  'view-source:https://example.org/',
  'mailto:a@example.org',
  'tel:+1',
  'obsidian://open?vault=x',
  'vscode://file/etc/passwd',
  'intent://x#Intent;end',
  'jar:https://example.org!/x',
  'ws://example.org/',
  ' https://example.org/',
  'https://example.org/ ',
  '\u0000https://example.org/',
  'https://exam\tple.org/',
  'https://example.org/\u0007',
  'https://user@example.org/',
  'https://user:word@example.org/',
  'https://bank.example@evil.example/',
  'https://@example.org/',
  'https://example.org\\@evil.example/',
  'https:\\\\example.org',
  'https:/example.org',
  'https:example.org',
  'https:///example.org',
  'https://',
  'https://?x',
  'http://exa mple.org/',
  'https://example.org/\u202Efdp.exe',
  'https://example\u200B.org/',
  'https://\u2066example.org/',
  'https://example.org:99999/',
  'http',
  '',
  `https://example.org/${'a'.repeat(10_000)}`,
]

it.each(opened)('S4 %j is opened as %j', (raw, shown) => {
  expect(openableUrl(raw)).toBe(shown)
})

it.each(refused)('S4 %j is not opened', (raw) => {
  expect(openableUrl(raw)).toBeNull()
})

it('S4 whatever is opened is ASCII, http or https, without a user, and reads the same again', () => {
  const pieces = fc.constantFrom(
    'https://',
    'http:',
    '//',
    '@',
    ':',
    '\\',
    '/',
    '?',
    '#',
    ' ',
    '\u202e',
    'a.example',
    'é',
    '%2f',
    '\t',
    '[',
    ']',
    '0',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(pieces, { maxLength: 12 }).map((p) => p.join('')),
      ),
      (raw) => {
        const address = openableUrl(raw)
        if (address === null) return
        expect(address).toMatch(/^https?:\/\/[\x21-\x7e]+$/)
        expect(new URL(address).username).toBe('')
        expect(openableUrl(address)).toBe(address)
      },
    ),
    { numRuns: 2_000 },
  )
})
