// Links come from documents and are as hostile as the documents: only plain web addresses may leave the app, and only in the
// one spelling that a browser would read them in, so that what the analyst is shown is what is opened.

const LONGEST = 2_000
/** White space, controls, characters that are drawn as nothing and those that turn the reading direction. */
const unseen = /[\s\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u

/**
 * The address that may be opened in the browser, in ASCII (host in punycode), or `null` when it may not: any scheme but
 * http and https, user names, backslashes, unseen characters, relative or malformed addresses.
 */
export function openableUrl(raw: string): string | null {
  if (raw.length > LONGEST || unseen.test(raw) || !/^https?:\/\/[^/\\?#]/i.test(raw) || raw.includes('\\')) return null
  let url: URL
  try {
    url = new URL(raw)
  } catch {
    return null
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  if (url.hostname === '' || url.username !== '' || url.password !== '') return null
  const authority = raw.slice(raw.indexOf('//') + 2).split(/[/?#]/, 1)[0] as string
  if (authority.includes('@')) return null
  return url.href.length <= LONGEST ? url.href : null
}
