// Weighed vectors of what sentences hold. A feature weighs more the rarer it is among the sentences of both texts (inverse
// document frequency, Spärck Jones 1972), and less where only one of the texts has it, since it can match nothing there.

/** Features by name, with a weight of their own. */
export type Features = ReadonlyMap<string, number>
/** Of length 1 or a little less; `ids` rise. `sum` is what the features weigh together before that. */
export type Vector = Readonly<{ ids: Int32Array; weights: Float64Array; sum: number }>

const LONELY_WEIGHT = 0.8
/** Added to each vector's square, so that one rare word in common does not make two short sentences alike. */
const BALLAST = 5

function counts(all: readonly Features[]): Map<string, number> {
  const found = new Map<string, number>()
  for (const features of all) for (const name of features.keys()) found.set(name, (found.get(name) ?? 0) + 1)
  return found
}

/** The vectors of two texts' sentences. `size` is the number of features. */
export function weigh(a: readonly Features[], b: readonly Features[]): Readonly<{ size: number; a: Vector[]; b: Vector[] }> {
  const [inA, inB] = [counts(a), counts(b)]
  // Numbered by the alphabet, so that sums come out the same to the last bit whichever text is first.
  const names = [...new Set([...inA.keys(), ...inB.keys()])].sort()
  const ids = new Map(names.map((name, id) => [name, id] as const))
  const rarity = Float64Array.from(names, (name) => {
    const [left, right] = [inA.get(name) ?? 0, inB.get(name) ?? 0]
    return Math.log((a.length + b.length + 1) / (left + right)) * (left === 0 || right === 0 ? LONELY_WEIGHT : 1)
  })
  const vector = (features: Features): Vector => {
    const entries = [...features].map(([name, weight]) => ({ id: ids.get(name) ?? 0, weight })).sort((x, y) => x.id - y.id)
    const weights = Float64Array.from(entries, ({ id, weight }) => weight * (rarity[id] ?? 0))
    let [squares, sum] = [0, 0]
    for (const weight of weights) {
      squares += weight * weight
      sum += weight
    }
    const length = Math.sqrt(squares + BALLAST)
    return { ids: Int32Array.from(entries, ({ id }) => id), weights: weights.map((weight) => weight / length), sum }
  }
  return { size: names.length, a: a.map(vector), b: b.map(vector) }
}

/** Product of two vectors, nearly the cosine of the angle between them (0 to 1), and the number of features that both have. */
export function meet(x: Vector, y: Vector): Readonly<{ product: number; common: number }> {
  let [product, common] = [0, 0]
  for (let i = 0, j = 0; i < x.ids.length && j < y.ids.length; ) {
    const [left, right] = [x.ids[i] as number, y.ids[j] as number]
    if (left === right) {
      product += (x.weights[i++] as number) * (y.weights[j++] as number)
      common++
    } else if (left < right) i++
    else j++
  }
  return { product: Math.min(1, product), common }
}
