// How a call from a page is answered, without Electron: input checked against the contract, errors turned into data.
import { z } from 'zod'
import { type CallName, contract, type Output } from '../shared/contract.ts'
import { Failure, type Reply } from '../shared/failure.ts'

type Taken<C extends CallName> = z.output<(typeof contract)[C]['input']>
/** One function per call of the contract. */
export type Handlers = Readonly<{ [C in CallName]: (input: Taken<C>) => Output<C> | Promise<Output<C>> }>

/**
 * Runs a call's handler on what a page sent. Never throws: a Failure keeps its code, input or output that does not fit the
 * contract becomes `invalid-input` or `internal`, and of any other error only the fact is told.
 */
export async function answer(name: CallName, handlers: Handlers, raw: unknown, checkOutput: boolean): Promise<Reply<unknown>> {
  const { input, output }: Readonly<{ input: z.ZodType; output: z.ZodType }> = contract[name]
  const handler = handlers[name] as (input: unknown) => unknown
  const taken = input.safeParse(raw)
  if (!taken.success) return { ok: false, code: 'invalid-input', message: z.prettifyError(taken.error) }
  try {
    const value = await handler(taken.data)
    return { ok: true, value: checkOutput ? output.parse(value) : value }
  } catch (error) {
    if (error instanceof Failure) return { ok: false, code: error.code, message: error.message }
    console.error(`${name}:`, error)
    return { ok: false, code: 'internal', message: 'Something went wrong inside Parallax. Nothing was changed by this act.' }
  }
}
