import { describe, expect, it } from 'vitest'
import { PdfFile } from '../../../electron/export/pdffile.ts'
import { printedHref, writeLinks } from '../../../electron/export/pdflinks.ts'

/** A file of these objects, numbered from 1, as Chromium puts it together. */
function fileOf(objects: readonly string[]): PdfFile {
  let text = '%PDF-1.4\n'
  const places = objects.map((object, i) => {
    const place = text.length
    text += `${i + 1} 0 obj\n${object}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const trailer = `trailer\n<</Size ${objects.length + 1}\n/Root 1 0 R\n/Info 2 0 R>>\nstartxref\n${text.length}\n%%EOF\n`
  const file = PdfFile.read(
    Buffer.from(`${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}${trailer}`, 'latin1'),
  )
  if (file === null) throw new Error('not read')
  return file
}

const link = (top: number, uri: string) =>
  `<</Type /Annot\n/Subtype /Link\n/Rect [45.5 ${top - 8} 50 ${top}]\n/A <</Type /Action\n/S /URI\n/URI (${uri})>>>>`

describe('links of a printed report', () => {
  it('are addresses where they are of highlights only', () => {
    expect(printedHref('#highlight-12', 'start-12')).toBe('place:start-12/highlight-12')
    expect(printedHref('#start-3', undefined)).toBe('place:/start-3')
    expect(printedHref('#highlights-1', undefined)).toBe('#highlights-1')
  })

  it('lead to where the link of their place stands, by its first line, and nowhere else', () => {
    const file = fileOf([
      '<</Type /Catalog\n/Pages 3 0 R>>',
      '<<>>',
      '<</Type /Pages\n/Kids [4 0 R 5 0 R]>>',
      '<</Type /Page\n/Annots [6 0 R 7 0 R 8 0 R]>>',
      '<</Type /Page\n/Annots [9 0 R 10 0 R 11 0 R]>>',
      link(700, 'place:start-1/highlight-1'),
      link(690, 'place:start-1/highlight-1'),
      link(600, 'place:/highlight-1'),
      link(500.25, 'place:highlight-1/start-1'),
      link(400, 'place:/start-9'),
      link(300, 'https://example.org/'),
    ])
    writeLinks(file)
    const said = Buffer.from(file.bytes(() => '00')).toString('latin1')
    expect(said.match(/\/Dest \[[^\]]*\]/g)).toEqual([
      '/Dest [5 0 R /XYZ 0 500.3 0]',
      '/Dest [5 0 R /XYZ 0 500.3 0]',
      '/Dest [5 0 R /XYZ 0 500.3 0]',
      '/Dest [4 0 R /XYZ 0 700.0 0]',
    ])
    expect(said).not.toContain('place:')
    expect(said).toContain('https://example.org/')
  })
})
