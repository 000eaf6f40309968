// Writes ZIP archives byte by byte, sound ones and such as no program would write.
import { crc32, deflateRawSync } from 'node:zlib'

/** An entry: its content, or its packed bytes; what it says of itself where that is not true. */
export type Packed = Readonly<{
  content?: Uint8Array
  packed?: Uint8Array
  size?: number
  method?: number
  flags?: number
  mode?: number
  /** Sizes stand in 64 bits. */
  wide?: boolean
  /** Sizes stand behind the packed bytes. */
  descriptor?: boolean
  /** Where it says that it begins. */
  at?: number
}>

function record(signature: number, fields: readonly (readonly [bytes: number, value: number])[], ...rest: Uint8Array[]): Buffer {
  const head = Buffer.alloc(4 + fields.reduce((sum, [bytes]) => sum + bytes, 0))
  head.writeUInt32LE(signature)
  let at = 4
  for (const [bytes, value] of fields) {
    if (bytes === 8) head.writeBigUInt64LE(BigInt(value), at)
    else head.writeUIntLE(value, at, bytes)
    at += bytes
  }
  return Buffer.concat([head, ...rest])
}

export function zipped(entries: Readonly<Record<string, Uint8Array | Packed>>): Uint8Array {
  const parts: Buffer[] = []
  const list: Buffer[] = []
  let offset = 0
  for (const [written, entry] of Object.entries(entries)) {
    const given: Packed = entry instanceof Uint8Array ? { content: entry } : entry
    const { method = 8, flags = 0, mode = 0o100644, wide = false, descriptor = false } = given
    const content = given.content ?? new Uint8Array()
    const packed = given.packed ?? (method === 8 ? deflateRawSync(content) : content)
    const size = given.size ?? content.length
    const name = Buffer.from(written)
    const bits = flags | (descriptor ? 8 : 0)
    const [small, sum] = [wide ? 0xffffffff : size, given.packed === undefined ? crc32(content) : 0]
    const common = (local: boolean): [number, number][] => [
      [2, 45],
      [2, bits],
      [2, method],
      [4, 0],
      [4, local && descriptor ? 0 : sum],
      [4, local && descriptor ? 0 : packed.length],
      [4, local && descriptor ? 0 : small],
      [2, name.length],
    ]
    const extra = wide ? record(0x00080001, [[8, size]]) : Buffer.alloc(0)
    const local = record(0x04034b50, [...common(true), [2, 0]], name, packed)
    list.push(
      record(
        0x02014b50,
        [[1, 45], [1, 3], ...common(false), [2, extra.length], [2, 0], [2, 0], [2, 0], [4, mode * 0x10000], [4, given.at ?? offset]],
        name,
        extra,
      ),
    )
    parts.push(local)
    offset += local.length
    if (descriptor) {
      parts.push(
        record(0x08074b50, [
          [4, sum],
          [4, packed.length],
          [4, size],
        ]),
      )
      offset += 16
    }
  }
  const directory = Buffer.concat(list)
  const end = record(0x06054b50, [
    [2, 0],
    [2, 0],
    [2, list.length],
    [2, list.length],
    [4, directory.length],
    [4, offset],
    [2, 0],
  ])
  return new Uint8Array(Buffer.concat([...parts, directory, end]))
}
