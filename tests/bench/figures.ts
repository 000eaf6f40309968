// How benchmarks speak: medians, and a ratio to what was measured in the same run beside the goal that it is held against.
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}

const rounded = (value: number) =>
  value >= 100
    ? Math.round(value).toLocaleString('en')
    : value >= 1
      ? value.toFixed(1)
      : value >= 0.01
        ? value.toFixed(2)
        : value.toFixed(4)

export const ms = (value: number): string => `${rounded(value)} ms`

/** Prints a measured figure. */
export function figure(name: string, value: string): void {
  console.log(`  ${name.padEnd(64)}${value}`)
}

/** Prints a ratio beside its goal: at most (or, for `least`, at least) so much. */
export function ratio(name: string, value: number, goal: Readonly<{ most: number } | { least: number }>): void {
  const [met, told] = 'most' in goal ? [value <= goal.most, `<= ${goal.most}`] : [value >= goal.least, `>= ${goal.least}`]
  figure(name, `${rounded(value)}x  goal ${told}x  ${met ? 'met' : 'NOT MET'}`)
}

/** Prints a figure beside the limit that it must keep. */
export function limit(name: string, value: number, most: number): void {
  figure(name, `${ms(value)}  goal <= ${most} ms  ${value <= most ? 'met' : 'NOT MET'}`)
}

/** Median over runs of the time that `act` takes, in ms. */
export function time(runs: number, act: (run: number) => void): number {
  return median(
    Array.from({ length: runs }, (_, run) => {
      const start = performance.now()
      act(run)
      return performance.now() - start
    }),
  )
}
