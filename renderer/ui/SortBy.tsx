import { Choice } from './Choice.tsx'

type Props<S extends string> = Readonly<{
  /** What the list is of: `articles`. */
  what: string
  sorts: readonly S[]
  names: Readonly<Record<S, string>>
  value: S
  onChange: (sort: S) => void
}>

/** A quiet choice of the order of a list. */
export const SortBy = <S extends string>({ what, sorts, ...choice }: Props<S>) => (
  <Choice label={`Sort ${what} by`} unlabelled quiet options={sorts} {...choice} />
)
