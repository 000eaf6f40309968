// The typed client of the contract. What the preload puts on `window` is all that this page has.
import type { CallName, EventName, Events, Input, Output } from '../../shared/contract.ts'
import { Failure, type Reply } from '../../shared/failure.ts'

type Calls = { readonly [C in CallName]: (input?: Input<C>) => Promise<Reply<Output<C>>> }
type Bridge = Calls & Readonly<{ on: <E extends EventName>(event: E, listener: (detail: Events[E]) => void) => () => void }>

declare global {
  interface Window {
    readonly parallax: Bridge
  }
}

type InputOf<C extends CallName> = undefined extends Input<C> ? [] : [Input<C>]

/** Calls the main process. @throws Failure with a message that can be shown */
export async function call<C extends CallName>(name: C, ...[input]: InputOf<C>): Promise<Output<C>> {
  const send: Calls[C] = window.parallax[name]
  const reply = await send(input)
  if (!reply.ok) throw new Failure(reply.code, reply.message)
  return reply.value
}

/** Listens to an announcement; gives back its own stop. */
export const listen = <E extends EventName>(event: E, listener: (detail: Events[E]) => void): (() => void) =>
  window.parallax.on(event, listener)
