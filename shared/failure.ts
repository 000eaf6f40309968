// Errors as data: what crosses from main to the page, from the store to the command line, and into messages.
import { z } from 'zod'

export const failureCodes = [
  'invalid-input',
  'untrusted-sender',
  'no-project',
  'not-found',
  /** A record is not what the change says it was. */
  'conflict',
  'read-only',
  /** Another instance holds the project file. */
  'locked',
  /** Not a project file of ours, empty, or with strange parts. */
  'refused',
  /** A file to be read is locked, and the password is missing or wrong. */
  'needs-password',
  /** A table whose articles' texts were not found: the analyst says which column holds what. */
  'needs-columns',
  /** The analyst ended it. */
  'cancelled',
  /** A sound project of a newer version: nothing is wrong with it. */
  'newer',
  /** The file, or an article's text in it, is not what was written. */
  'damaged',
  'disk-full',
  'input-output',
  'internal',
] as const
export const FailureCode = z.enum(failureCodes)
export type FailureCode = z.infer<typeof FailureCode>

/** An error with a code that can be shown to an analyst: `message` says what happened, what was kept and what to do. */
export class Failure extends Error {
  readonly code: FailureCode

  constructor(code: FailureCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'Failure'
    this.code = code
  }
}

export type Reply<T> = Readonly<{ ok: true; value: T }> | Readonly<{ ok: false; code: FailureCode; message: string }>

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
