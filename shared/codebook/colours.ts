// Colours for codes that stay apart in all common forms of colour blindness, each visible as a line on white and on near-black;
// tests measure both.
export const colours = [
  { name: 'indigo', hex: '#6969bf' },
  { name: 'ochre', hex: '#c78623' },
  { name: 'teal', hex: '#1da58a' },
  { name: 'red', hex: '#d92626' },
  { name: 'violet', hex: '#c16ce5' },
  { name: 'green', hex: '#227722' },
  { name: 'rose', hex: '#e56c78' },
  { name: 'slate', hex: '#8690b6' },
  { name: 'magenta', hex: '#c72396' },
  { name: 'plum', hex: '#935864' },
] as const

/** The colour that is used least among those given, the first of several. */
export function freshColour(used: readonly string[]): string {
  const uses = (hex: string) => used.filter((each) => each === hex).length
  return colours.reduce((best, each) => (uses(each.hex) < uses(best.hex) ? each : best)).hex
}
