// What the codes of picture fonts stand for: office documents keep Greek letters, signs and bullets as numbers of the Symbol and
// Wingdings fonts, often moved up by U+F000. Symbol is whole, as Unicode's mapping of it gives it; of Wingdings, which has
// little that is read, the signs that stand in running text.

const greek = ' !∀#∃%&∍()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼'
const signs = '€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\ufffd〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭'

const wingdings: Readonly<Record<number, string>> = {
  32: ' ',
  40: '☎',
  42: '✉',
  74: '☺',
  108: '●',
  110: '■',
  111: '□',
  113: '❑',
  118: '❖',
  119: '◆',
  158: '·',
  159: '•',
  161: '○',
  167: '▪',
  168: '◻',
  216: '➢',
  223: '←',
  224: '→',
  225: '↑',
  226: '↓',
  232: '➔',
  239: '⇦',
  240: '⇨',
  251: '✗',
  252: '✓',
  253: '☒',
  254: '☑',
}

/** The characters of a picture font: a code's character, U+FFFD where it has none, or `undefined` when the font holds letters. */
export function picturesOf(font: string): ((code: number) => string) | undefined {
  const low = (code: number) => (code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code)
  if (/^symbol$/i.test(font)) return (code) => (low(code) < 0xa0 ? greek[low(code) - 0x20] : signs[low(code) - 0xa0]) ?? '\ufffd'
  if (/^(?:wingdings|webdings|zapf ?dingbats)/i.test(font))
    return (code) => (/^wingdings$/i.test(font) ? wingdings[low(code)] : undefined) ?? '\ufffd'
  return undefined
}
