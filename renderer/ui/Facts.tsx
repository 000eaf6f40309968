import { Fragment } from 'react'

/**
 * Facts in one line; empty ones are left out. The first gives a line of `dir="auto"` its direction, the others are set apart
 * from it: a date after Arabic words would else be written backwards.
 */
export function Facts({ of }: Readonly<{ of: readonly string[] }>) {
  const [first, ...rest] = of.filter((fact) => fact !== '')
  return (
    <>
      {first}
      {rest.map((fact) => (
        <Fragment key={fact}>
          {' · '}
          <bdi>{fact}</bdi>
        </Fragment>
      ))}
    </>
  )
}
