// What an HTML page says about its article in places that a reader does not see: meta elements, links, JSON-LD, the comment
// that a browser leaves in a saved page. All of it is as hostile as the page: values are strings of limited length, objects
// are read by own keys only, and nothing is followed.
import { countWords } from '../../shared/text.ts'
import { namesOnByline } from './furniture.ts'
import { hintOf } from './htmlHints.ts'
import type { Claim, Field } from './page.ts'
import { attribute, type Document, type Element, isElement, type Node, textOf } from './tree.ts'

/** Names of meta elements (`name`, `property` or `itemprop`), the field they speak of, and how much they are believed. */
const metaNames: Readonly<Record<string, readonly [Field, number]>> = {
  citation_title: ['title', 85],
  'og:title': ['title', 80],
  'twitter:title': ['title', 70],
  'dc.title': ['title', 75],
  'dcterms.title': ['title', 75],
  headline: ['title', 75],
  'og:site_name': ['outlet', 85],
  citation_journal_title: ['outlet', 80],
  'dc.publisher': ['outlet', 70],
  'application-name': ['outlet', 40],
  'article:author_name': ['author', 80],
  author: ['author', 80],
  citation_author: ['author', 85],
  'dc.creator': ['author', 80],
  'dcterms.creator': ['author', 80],
  'parsely-author': ['author', 75],
  'sailthru.author': ['author', 75],
  byl: ['author', 75],
  'article:author': ['author', 60],
  'twitter:creator': ['author', 10],
  'article:published_time': ['date', 90],
  'og:published_time': ['date', 85],
  citation_publication_date: ['date', 80],
  citation_date: ['date', 75],
  'dc.date.issued': ['date', 80],
  'dcterms.created': ['date', 75],
  'dc.date': ['date', 70],
  'parsely-pub-date': ['date', 80],
  'sailthru.date': ['date', 75],
  datepublished: ['date', 85],
  pubdate: ['date', 80],
  publishdate: ['date', 80],
  'publish-date': ['date', 80],
  date: ['date', 60],
  'article:modified_time': ['modified', 90],
  'og:updated_time': ['modified', 80],
  'og:modified_time': ['modified', 80],
  'dcterms.modified': ['modified', 75],
  datemodified: ['modified', 85],
  'last-modified': ['modified', 40],
  'article:section': ['section', 85],
  'parsely-section': ['section', 80],
  'og:url': ['url', 80],
  'twitter:url': ['url', 60],
  'og:locale': ['language', 40],
  'content-language': ['language', 60],
  'dc.language': ['language', 60],
}

const LONGEST = 4_000
/** Weight of a name that the page marks as an author's without saying of what: a byline in the text comes before it. */
const ONLY_AUTHOR = 9
const articleTypes = /^(?:.*Article|BlogPosting|Report|Review|LiveBlogPosting)$/

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const own = (value: Json | undefined, key: string): Json | undefined =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && Object.hasOwn(value, key) ? value[key] : undefined

const listOf = (value: Json | undefined): Json[] => (Array.isArray(value) ? value.slice(0, 100) : value === undefined ? [] : [value])

/** The names in a JSON-LD value: a string, a thing with a name, or a list of them. */
function namesOf(value: Json | undefined): string[] {
  return listOf(value).flatMap((each) => {
    const name = typeof each === 'string' ? each : own(each, 'name')
    return typeof name === 'string' && name.trim() !== '' ? [name] : []
  })
}

/** The articles that a JSON-LD text describes, wherever in it they stand. */
function articlesOf(text: string): Json[] {
  let whole: Json
  try {
    whole = JSON.parse(text.replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/)|(?:-->|\/\*\s*\]\]>\s*\*\/)\s*$/g, ''))
  } catch {
    return []
  }
  const found: Json[] = []
  const todo: Json[] = [whole]
  for (let seen = 0; todo.length > 0 && seen < 1_000; seen += 1) {
    const thing = todo.shift() as Json
    if (Array.isArray(thing)) todo.push(...thing.slice(0, 200))
    else if (thing !== null && typeof thing === 'object') {
      if (listOf(own(thing, '@type')).some((type) => typeof type === 'string' && articleTypes.test(type))) found.push(thing)
      for (const key of ['@graph', 'mainEntity', 'mainEntityOfPage']) todo.push(...listOf(own(thing, key)))
    }
  }
  return found
}

function claimsOfJson(article: Json): Claim[] {
  const claims: Claim[] = []
  const claim = (field: Field, weight: number, value: Json | undefined, name: string) => {
    if (typeof value === 'string') claims.push({ field, value: value.slice(0, LONGEST), weight, from: `JSON-LD ${name}` })
  }
  claim('title', 88, own(article, 'headline') ?? own(article, 'name'), 'headline')
  claim('author', 88, namesOf(own(article, 'author') ?? own(article, 'creator')).join(', ') || undefined, 'author')
  claim('outlet', 80, namesOf(own(article, 'publisher'))[0], 'publisher')
  claim('date', 88, own(article, 'datePublished') ?? own(article, 'dateCreated'), 'datePublished')
  claim('modified', 88, own(article, 'dateModified'), 'dateModified')
  claim('section', 80, listOf(own(article, 'articleSection'))[0], 'articleSection')
  const page = own(article, 'mainEntityOfPage')
  claim('url', 75, typeof page === 'string' ? page : (own(page, '@id') ?? own(article, 'url')), 'mainEntityOfPage')
  claim('language', 70, own(article, 'inLanguage'), 'inLanguage')
  return claims
}

/** Browsers and archivers write where a saved page came from into a comment at its top. */
const savedFrom = /saved from url=\(\d+\)(\S+)|Page saved with SingleFile\s+url:\s*(\S+)/

/** What a page says of its article where a reader does not see it, in the order of the page. */
type Said = Readonly<{
  claims: readonly Claim[]
  /** The article's words as its JSON-LD has them, or the empty string. */
  body: string
  /** It says that a part of it is only for those who pay. */
  paid: boolean
}>

export function saidBy(document: Document): Said {
  const claims: Claim[] = []
  const claim = (field: Field, weight: number, value: string, from: string) => {
    const plain = value.slice(0, LONGEST).trim()
    if (plain !== '') claims.push({ field, value: plain, weight, from })
  }
  let body = ''
  let paid = false
  const readJson = (text: string) => {
    const article = articlesOf(text.slice(0, 2_000_000))[0]
    if (article === undefined) return
    claims.push(...claimsOfJson(article))
    const words = own(article, 'articleBody')
    if (body === '' && typeof words === 'string') body = words
    const free = own(article, 'isAccessibleForFree')
    if (free === false || (typeof free === 'string' && /^false$/i.test(free))) paid = true
  }
  let titled = false
  /** Names that elements of the page mark as an author's: one alone is the article's, among several are those of other articles. */
  const authors = new Map<string, string>()
  const read = (element: Element) => {
    if (hintOf(element) === 'byline') {
      const words = textOf(element)
      const name = namesOnByline(words.slice(0, 200))
      if (words.length <= 100 && name !== '' && countWords(name) <= 8) authors.set(name.toLowerCase(), name)
    }
    switch (element.tagName) {
      case 'html':
        claim('language', 65, attribute(element, 'lang') || attribute(element, 'xml:lang'), 'lang of the html element')
        break
      case 'meta': {
        const name = (
          attribute(element, 'property') ||
          attribute(element, 'name') ||
          attribute(element, 'itemprop') ||
          attribute(element, 'http-equiv')
        )
          .toLowerCase()
          .trim()
        const meaning = Object.hasOwn(metaNames, name) ? metaNames[name] : undefined
        if (meaning !== undefined) claim(meaning[0], meaning[1], attribute(element, 'content'), `meta element ${name}`)
        break
      }
      case 'link':
        if (attribute(element, 'rel').toLowerCase().split(/\s+/).includes('canonical'))
          claim('url', 85, attribute(element, 'href'), 'canonical link')
        break
      case 'title':
        if (!titled) claim('title', 50, textOf(element), 'title element')
        titled = true
        break
      case 'time': {
        const property = attribute(element, 'itemprop')
        if (property === 'dateModified') claim('modified', 60, attribute(element, 'datetime'), 'time element dateModified')
        else claim('date', property === 'datePublished' ? 86 : 50, attribute(element, 'datetime'), 'time element')
        break
      }
      case 'script':
        if (attribute(element, 'type').trim().toLowerCase() === 'application/ld+json') readJson(textOf(element))
        break
    }
  }
  const todo: Node[] = [...document.childNodes].reverse()
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    if (node.nodeName === '#comment' && 'data' in node) {
      const found = savedFrom.exec(node.data.slice(0, LONGEST))
      claim('url', 70, found?.[1] ?? found?.[2] ?? '', 'comment that the browser left when the page was saved')
    }
    if (!isElement(node)) continue
    read(node)
    if (node.tagName !== 'svg') for (let i = node.childNodes.length - 1; i >= 0; i -= 1) todo.push(node.childNodes[i] as Node)
  }
  if (authors.size === 1) for (const name of authors.values()) claim('author', ONLY_AUTHOR, name, 'the only author that the page marks')
  return { claims, body, paid }
}
