// GUIDs for what has ids of another make.
import { createHash } from 'node:crypto'

/** Always the same for the same thing: its id where that is a GUID, else a UUID of version 5 made from its kind and id. */
export function guidOf(kind: string, id: string): string {
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return id
  const hash = createHash('sha1').update(`parallax ${kind}\n`).update(id).digest()
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80
  return hash.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5')
}
