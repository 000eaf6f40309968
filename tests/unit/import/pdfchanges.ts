// Run by itself: reads PDF files with bytes changed and ends cut off, each of which must give an article or a refusal in
// plain words. An error that nobody waits for ends the process, as it would end the app's.
import fc from 'fast-check'
import { importFile } from '../../../electron/import/import.ts'
import { Failure } from '../../../shared/failure.ts'
import { at, pdf } from './pdfs.ts'

const words = 'The rain began on Monday night and did not stop for three days.'
const whole = pdf({ pages: [at(72, 700, words), at(72, 700, words)], xmp: '<dc:title>Rain</dc:title>', info: { Title: 'Rain' } })
const change = fc.record({ at: fc.nat(whole.length - 1), by: fc.integer({ min: 1, max: 255 }) })
let files = 0
await fc.assert(
  fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), fc.option(fc.nat(whole.length)), async (changes, end) => {
    const broken = whole.slice()
    for (const { at: place, by } of changes) broken[place] = (broken[place] ?? 0) ^ by
    files += 1
    try {
      await importFile({ name: 'a.pdf', bytes: broken.slice(0, end ?? undefined) })
    } catch (error) {
      if (!(error instanceof Failure) || !/^[A-Z].*\.$/.test(error.message)) throw error
    }
  }),
  { numRuns: 400 },
)
console.log(`${files} files, each read or refused`)
