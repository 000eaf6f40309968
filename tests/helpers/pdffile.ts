/** The objects of a file, numbered from 1, as Chromium puts it together: the first says what made it, the last is the whole. */
export function fileOf(objects: readonly string[]): Buffer {
  let text = '%PDF-1.4\n%\xd3\xeb\xe9\xe1\n'
  const places = objects.map((object, i) => {
    const place = text.length
    text += `${i + 1} 0 obj\n${object}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const trailer = `trailer\n<</Size ${objects.length + 1}\n/Root ${objects.length} 0 R\n/Info 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`
  return Buffer.from(`${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}${trailer}`, 'latin1')
}
