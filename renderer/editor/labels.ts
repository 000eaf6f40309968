// Where the margin's labels go: each as near to its line as the labels above allow; where they would drift too far from what
// they name, they fold into one that says how many there are.

export type Label<T> = Readonly<{ item: T; top: number }>
export type Placed<T> = Readonly<{ top: number; items: readonly T[] }>

/** `labels` sorted by top; all lengths in CSS pixels. Every item comes out in exactly one placed label. */
export function placeLabels<T>(labels: readonly Label<T>[], height: number, gap: number, drift: number): Placed<T>[] {
  const placed: { top: number; items: T[] }[] = []
  for (const { item, top } of labels) {
    const last = placed.at(-1)
    const free = last === undefined ? top : Math.max(top, last.top + height + gap)
    if (last !== undefined && free - top > drift) last.items.push(item)
    else placed.push({ top: free, items: [item] })
  }
  return placed
}
