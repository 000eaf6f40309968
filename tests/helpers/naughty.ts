// Strings that break careless code: search syntax, SQL, markup, control characters, directions, scripts, lengths.

/** What analysts type that a search engine's own syntax would trip over. */
// biome-ignore format: a list to be read in rows
export const operators: readonly string[] = [
  'anti-terror', 'U.S.', 'U.S.-led', '"', '""', '"unclosed', 'AND', 'OR', 'NOT', 'NEAR', 'war AND', 'NOT war', 'OR OR', 'NEAR(', 'NEAR(a b, 5)',
  'title:war', 'title :', 'text : war', '{title text} : war', '- title : war', '^war', 'war*', '*', 'w*r', '(', ')', '(war', 'war)', '((war))',
  'war + peace', '+', '-', '--', 'C++', 'a:b:c', '10,000', '50%', '#tag', '@name', "it's",
]

// biome-ignore format: a list to be read in rows
export const naughty: readonly string[] = [
  '', ' ', '\t', '\n', '\r\n', '\0', 'a\0b', '\0\0\0', 'word\0', '\u0001\u0002', '\u001b[31mred', '\u007f', '\u0085', '\u00a0', '\u00ad', 'soft\u00adhyphen',
  '\u200b', 'zero\u200bwidth', '\u200d', '\u200e\u200f', '\u2028', '\u2029', '\ufeff', '\ufffd', '\ufffe', '\uffff', '\ud800', '\udfff', 'lone\ud83dhalf',
  '\ude00\ud83d', '\u202eright to left', '\u202dforced', '\u2066isolate\u2069', 'a\u0300\u0301\u0302\u0303\u0304', 'Z\u0351\u036b\u0343al\u0342g\u031bo',
  'ÅÄÖ', 'A\u030a', 'ﬁre', 'Straße', 'STRASSE', 'ß', 'ẞ', 'İstanbul', 'ısı', 'Ǆ', 'ΣΊΣΥΦΟΣ', 'ς', 'мост', 'Мост', 'ёлка', 'Київ', 'ґанок',
  'الجسر', 'اَلْجِسْر', 'شِعَار', 'גשר', 'גֶּשֶׁר', 'پل', 'पुल', '橋', '桥梁', '다리', 'สะพาน', 'Xankəndi', 'Qarabağ', 'Ստեփանակերտ', 'ხიდი', 'ድልድይ',
  '😀', '👨‍👩‍👧‍👦', '🏳️‍🌈', '🇳🇴', '1️⃣', '☃', '𝔘𝔫𝔦𝔠𝔬𝔡𝔢', '𝟘𝟙𝟚', '①②', 'Ⅷ', '½', '١٢٣', '१२३',
  "'", "''", "'; DROP TABLE article; --", "' OR '1'='1", '1; ATTACH "x" AS y', "x' UNION SELECT sql FROM sqlite_schema --", '$1', '?', '?1', ':name', '@p',
  '%', '_', '%%', '\\', '\\%', '\\\\', '`', '[x]', '{}', '{x}', '$' + '{x}', '#{x}', '%s', '%n%n', '%00',
  '<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '"><b>', '&amp;', '&#0;', '<!-- -->', 'javascript:alert(1)',
  '../../etc/passwd', '..\\..\\x', 'C:\\con\\nul', 'file:///etc/passwd', '//host/share',
  'null', 'undefined', 'NaN', 'true', '0', '-1', '1e309', '0x1f', '9223372036854775808', '1,000.50', '1/0', '__proto__', 'constructor', 'toString',
  'hasOwnProperty', 'rowid', 'rank', 'search', 'bm25', 'a b', 'a  b', ' a', 'a ', 'a\tb', 'a\nb', '。', '«»', '“war”', '‘war’', '„war“', '—', '–', '…', '·',
  '¿?', '!!!', '…war…', '-war-', '--war', '^', '~', '|', '||', '&&', '<=>', '=', '==', ';', ':', '::', ',', '.', '...', '(((', ')))', '()', '"(" AND "', '")',
  '"*', '*"', 'NEAR/3', 'a NEAR b', 'a AND NOT', 'NOT NOT', 'title:', ':war', '{', '}', '{title', 'title}:',
]

const terms = Array.from({ length: 5_000 }, (_, i) => `term${i}`)

// biome-ignore format: a list to be read in rows
export const long: readonly string[] = [
  '('.repeat(2_000), ')'.repeat(2_000), `${'('.repeat(2_000)}war${')'.repeat(2_000)}`, '"'.repeat(4_001), 'NOT '.repeat(3_000), 'a OR '.repeat(3_000),
  'x'.repeat(100_000), '*'.repeat(10_000), terms.join(' '), terms.map(() => 'bridge').join(' '), 'é'.repeat(50_000), '😀'.repeat(20_000), '\0'.repeat(10_000),
  '\u0301'.repeat(10_000), 'a-'.repeat(20_000), 'NEAR('.repeat(2_000),
]
