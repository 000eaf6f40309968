/** A name as it stands in the label of an act. */
export const short = (name: string): string => name.slice(0, 80)
