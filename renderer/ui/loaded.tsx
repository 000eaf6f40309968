import { type ComponentType, useEffect, useState } from 'react'

/**
 * A component whose script is loaded when it is first shown; until then its place is empty. (React's `lazy` keeps a place empty
 * for up to 300 ms, whatever the script takes.)
 */
export function loaded<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let known: ComponentType<P> | null = null
  return function Loaded(props: P) {
    const [View, setView] = useState(() => known)
    useEffect(() => {
      if (View !== null) return
      load().then(
        (view) => {
          known = view
          setView(() => view)
        },
        // What fails to load fails as what fails to draw does.
        (error: unknown) =>
          setView(() => {
            throw error
          }),
      )
    }, [View])
    return View === null ? null : <View {...props} />
  }
}
