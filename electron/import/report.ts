// Reports that Parallax wrote, among the files that are imported: they are not read as one long article.
import type { Archive } from './archive.ts'
import { refuse } from './limits.ts'

const DATA = /"id":\s*"urn:parallax:report"/
const refused = () => refuse('This is a report written by Parallax. Open report… in the File menu takes in its articles and highlights.')

export function refuseHtmlReport(html: string): void {
  if (DATA.test(html) && html.includes('application/ld+json')) refused()
}

export function refuseWordReport(archive: Archive): void {
  const data = archive.names.includes('customXml/item1.xml') ? archive.read('customXml/item1.xml') : undefined
  if (data !== undefined && new TextDecoder().decode(data.subarray(0, 1_024)).includes('<parallaxReport ')) refused()
}
