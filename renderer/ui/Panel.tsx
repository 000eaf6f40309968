import { type ReactNode, useDeferredValue } from 'react'

/** A region of the window that F6 walks to. `id` names it for that walk. */
export function Region({
  id,
  label,
  className,
  children,
}: Readonly<{ id: string; label: string; className?: string; children: ReactNode }>) {
  return (
    <section id={id} aria-label={label} className={`region ${className ?? ''}`} tabIndex={-1} data-region>
      {children}
    </section>
  )
}

/** What a panel says when it has nothing to show: what is missing and what to do next. */
export function Empty({ title, children }: Readonly<{ title: string; children?: ReactNode }>) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  )
}

/**
 * Shows its children as soon as what stands beside it has been painted, and `instead` until then: the text of an article does not
 * wait for its panels, nor the left one for the right.
 */
export function Later({ children, instead = null }: Readonly<{ children: ReactNode; instead?: ReactNode }>) {
  return useDeferredValue(true, false) ? children : instead
}
