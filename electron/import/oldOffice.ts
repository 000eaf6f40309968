// Files of office programs before 2007, and newer ones that are locked: both are kept in the same old container, which is not read.
import { latin1 } from './codepages.ts'
import { refuse } from './limits.ts'
import type { ReadBytes } from './page.ts'

/** A stream's name as the container's list of streams has it. */
const named = (bytes: Uint8Array, name: string): boolean => latin1(bytes).includes(Array.from(name, (char) => `${char}\0`).join(''))

/** @throws Failure 'refused', always, saying what the file is and what to do */
export const refuseOldOffice: ReadBytes = async (bytes) => {
  if (named(bytes, 'EncryptedPackage')) return refuse('The document is locked with a password: save it without one and open it again.')
  if (named(bytes, 'WordDocument'))
    return refuse(
      'This is a Word document of the kind from before 2007 (.doc): open it in Word or LibreOffice, save it as .docx and open that.',
    )
  return refuse('This is a file of an old office program, of a kind that Parallax does not read.')
}
