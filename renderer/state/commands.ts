// Commands by id, as menus, shortcuts and the palette call them: each part of the page offers what it can do while it stands.
import { createContext, useContext, useEffect, useLayoutEffect, useRef } from 'react'
import type { CommandId } from '../../shared/commandlist.ts'

export type Offer = Readonly<Partial<Record<CommandId, () => void>>>

/** All offers that stand, the newest last. */
export class CommandDesk {
  readonly #offers: { current: Offer; alone?: boolean }[] = []

  add(offer: { current: Offer; alone?: boolean }): () => void {
    this.#offers.push(offer)
    return () => void this.#offers.splice(this.#offers.indexOf(offer), 1)
  }

  find(id: CommandId): (() => void) | undefined {
    const mode = this.#offers.findLast(({ alone }) => alone)
    return (mode ?? this.#offers.findLast((offer) => offer.current[id] !== undefined))?.current[id]
  }
}

export const CommandContext = createContext(new CommandDesk())

/** Offers commands for as long as the calling component stands. */
export function useCommands(offer: Offer): void {
  const desk = useContext(CommandContext)
  const latest = useRef(offer)
  useLayoutEffect(() => {
    latest.current = offer
  })
  useEffect(() => desk.add(latest), [desk])
}

/** Offers the commands of a mode: while the calling component stands, no others can be run. */
export function useMode(offer: Offer): void {
  const desk = useContext(CommandContext)
  const latest = useRef(offer)
  useLayoutEffect(() => {
    latest.current = offer
  })
  useEffect(
    () =>
      desk.add({
        get current() {
          return latest.current
        },
        alone: true,
      }),
    [desk],
  )
}
