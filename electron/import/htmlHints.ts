// What an element's name, role and class say about the zone of its words, and whether it is shown at all.
import type { Zone } from '../../shared/text.ts'
import { attribute, type Element, hasAttribute } from './tree.ts'

const chrome = new Set(['nav', 'footer', 'aside', 'search'])
const roles: Readonly<Record<string, Zone>> = {
  navigation: 'boilerplate',
  search: 'boilerplate',
  contentinfo: 'boilerplate',
  complementary: 'boilerplate',
  menu: 'boilerplate',
  menubar: 'boilerplate',
  toolbar: 'boilerplate',
  alertdialog: 'boilerplate',
  dialog: 'boilerplate',
  'doc-endnotes': 'footnote',
  'doc-endnote': 'footnote',
  'doc-footnote': 'footnote',
}

/** Names that sites give to such parts, matched as whole words of class and id (`related-posts`, `siteFooter`). */
const classes: readonly (readonly [Zone, RegExp])[] = [
  ['footnote', /^(?:footnotes?|endnotes?|reflist|wp-block-footnotes|fn-?list)$/],
  [
    'caption',
    /^(?:(?:wp-)?(?:element-)?caption(?:-text)?|(?:image|photo|figure|media)-(?:caption|credit|source)|photo-?credits?|img-?caption)$/,
  ],
  [
    'byline',
    /^(?:(?:post|article|entry|story|news)?-?(?:byline|author)(?:-name|s)?|(?:[a-z]{1,12}-)?byline(?:-(?:names?|text|info|author))?|by-?author|author-?info|author-box|author-bio)$/,
  ],
  [
    'dateline',
    /^(?:(?:post|article|entry|story|news|publish(?:ed)?|pub)?-?(?:date|time|datetime|timestamp)|posted-on|published|dateline)$/,
  ],
  [
    'boilerplate',
    /^(?:(?:.*-)?(?:share|sharing|sharedaddy|social|newsletter|subscribe|subscription|breadcrumbs?|cookies?|consent|gdpr|sidebar|advert|advertisement|adsbygoogle|outbrain|taboola|comments?-(?:area|list|section|form)|disqus|related|recommended|pagination|paging|navbar|popup|modal|paywall|footer|skip-link)(?:-.*)?|comments|respond|widget|menu|tags|tag-list|tags-links|post-navigation|nav)$/,
  ],
]

/** Classes are not believed on these: they describe the whole page. */
const wholePage = new Set(['html', 'body', 'main', 'article'])

export function hintOf(element: Element): Zone | undefined {
  const name = element.tagName
  if (name === 'figcaption' || name === 'caption') return 'caption'
  if (name === 'time') return 'dateline'
  if (chrome.has(name)) return 'boilerplate'
  const role = attribute(element, 'role')
  if (Object.hasOwn(roles, role)) return roles[role]
  if (attribute(element, 'rel').split(/\s+/).includes('author')) return 'byline'
  const property = attribute(element, 'itemprop')
  if (property === 'author') return 'byline'
  if (property === 'datePublished' || property === 'dateModified') return 'dateline'
  if (wholePage.has(name)) return undefined
  const said = `${attribute(element, 'class')} ${attribute(element, 'id')}`.slice(0, 1_000)
  if (said === ' ') return undefined
  for (const token of said.split(/\s+/)) {
    const plain = token
      .replace(/([a-z])([A-Z])/g, '$1-$2')
      .toLowerCase()
      .replaceAll(/_+/g, '-')
    for (const [zone, pattern] of classes) if (pattern.test(plain)) return zone
  }
  return undefined
}

const mainParts = /^(?:(?:entry|post|article|story|news)-?(?:content|body|text)|td-post-content|article__body|content-body)$/

/** Whether sites mark the part of a page that is the article this way. */
export function isMainPart(element: Element): boolean {
  if (element.tagName === 'article' || element.tagName === 'main') return true
  const role = attribute(element, 'role')
  if (role === 'main' || role === 'article' || attribute(element, 'itemprop') === 'articleBody') return true
  return attribute(element, 'class')
    .slice(0, 1_000)
    .split(/\s+/)
    .some((token) =>
      mainParts.test(
        token
          .replace(/([a-z])([A-Z])/g, '$1-$2')
          .toLowerCase()
          .replaceAll('_', '-'),
      ),
    )
}

const unseen = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i
const unseenClasses = /(?:^|\s)(?:visually-hidden|visuallyhidden|sr-only|screen-reader-text|screen-reader-only|u-hidden)(?:\s|$)/

const inline = new Set(['span', 'i', 'b', 'a', 'em', 'sup', 'small', 'svg', 'img'])

/** Whether a reader of the page would not have seen the element. */
export function isHidden(element: Element): boolean {
  if (element.attrs.length === 0 || element.tagName === 'body' || element.tagName === 'html') return false
  if (hasAttribute(element, 'hidden')) return attribute(element, 'hidden') !== 'until-found'
  // On larger parts it is set by whatever dialog stood open when the page was saved.
  if (attribute(element, 'aria-hidden') === 'true' && inline.has(element.tagName)) return true
  return unseen.test(attribute(element, 'style')) || unseenClasses.test(attribute(element, 'class'))
}
