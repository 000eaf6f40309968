import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { answer, type Handlers } from '../../electron/reply.ts'
import { channels, eventNames } from '../../shared/channels.ts'
import { callNames, contract } from '../../shared/contract.ts'
import { Failure, failureCodes } from '../../shared/failure.ts'

/** Handlers that must not be reached with anything that the contract does not allow. */
function recording(): { handlers: Handlers; heard: Map<string, unknown[]> } {
  const heard = new Map<string, unknown[]>()
  const handlers = Object.fromEntries(
    callNames.map((name) => [
      name,
      (input: unknown) => {
        heard.set(name, [...(heard.get(name) ?? []), input])
        throw new Failure('not-found', 'nothing here')
      },
    ]),
  ) as unknown as Handlers
  return { handlers, heard }
}

describe('names', () => {
  it('S10 the preload knows the calls of the contract and no others', () => {
    expect([...channels].toSorted()).toEqual([...callNames].toSorted())
    expect([...eventNames].toSorted()).toEqual(['assistive', 'changed', 'command', 'comparing', 'counted', 'progress', 'project'])
  })
})

describe('S9 every call refuses what does not fit, as data', () => {
  it.each(callNames)('%s', async (name) => {
    const { handlers, heard } = recording()
    await fc.assert(
      fc.asyncProperty(fc.anything({ withBigInt: true, withTypedArray: true, withNullPrototype: true }), async (raw) => {
        const reply = await answer(name, handlers, raw, true)
        expect(reply.ok).toBe(false)
        if (reply.ok) return
        expect(failureCodes).toContain(reply.code)
        expect(reply.code === 'not-found').toBe(contract[name].input.safeParse(raw).success)
      }),
      { numRuns: 200 },
    )
    for (const input of heard.get(name) ?? []) expect(contract[name].input.safeParse(input).success).toBe(true)
  })
})

describe('answers', () => {
  const { handlers } = recording()

  it('a failure keeps its code and words', async () => {
    const act = { ...handlers, undo: () => Promise.reject(new Failure('disk-full', 'No room.')) }
    expect(await answer('undo', act, undefined, true)).toEqual({ ok: false, code: 'disk-full', message: 'No room.' })
  })

  it('of an error inside only the fact is told', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const act = {
      ...handlers,
      undo: () => {
        throw new Error("ENOENT: no such file, open '/home/somebody/secret'")
      },
    }
    const reply = await answer('undo', act, undefined, true)
    expect(reply).toMatchObject({ ok: false, code: 'internal' })
    expect(JSON.stringify(reply)).not.toContain('secret')
    log.mockRestore()
  })

  it('a value that does not fit the contract does not leave, where that is checked', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const act = { ...handlers, undo: () => 7 as unknown as string }
    expect(await answer('undo', act, undefined, true)).toMatchObject({ ok: false, code: 'internal' })
    expect(await answer('undo', act, undefined, false)).toEqual({ ok: true, value: 7 })
    log.mockRestore()
  })
})
