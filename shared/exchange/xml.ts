// Words as XML 1.0 writes them.

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}
const unsayable = /(?![\t\n\r])[\p{Cc}\p{Surrogate}\uFFFE\uFFFF]/gu

/** Whether there are characters that XML has no way to say: they are left out. */
export const isUnsayable = (words: string): boolean => words.search(unsayable) !== -1
export const attribute = (words: string): string => words.replace(unsayable, '').replace(/[&<>"\t\n\r]/g, (each) => escapes[each] ?? '')
export const content = (words: string): string => words.replace(unsayable, '').replace(/[&<>\r]/g, (each) => escapes[each] ?? '')
