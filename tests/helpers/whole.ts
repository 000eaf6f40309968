/** What a format has written, whole or in pieces, as bytes. */
export const wholeOf = (written: string | Uint8Array | Iterable<string>): Buffer =>
  Buffer.from(typeof written === 'string' || written instanceof Uint8Array ? written : [...written].join(''))
