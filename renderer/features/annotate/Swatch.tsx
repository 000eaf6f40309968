import { Check } from 'lucide-react'

/** A code's colour; a tick says that the code is on. The name always stands beside it. */
export function Swatch({ color, on = false }: Readonly<{ color: string; on?: boolean }>) {
  return (
    <span className="swatch" style={{ ['--color' as string]: color }} aria-hidden>
      {on ? <Check size={11} strokeWidth={3} /> : null}
    </span>
  )
}
