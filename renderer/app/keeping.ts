// Keeps the workspace in the project, and walks between the panels.

import { useQueryClient } from '@tanstack/react-query'
import { type Dispatch, useEffect, useState } from 'react'
import { call } from '../state/api.ts'
import { articleQuery } from '../state/data.ts'
import { Kept, type Move, type Workspace } from '../state/workspace.ts'
import { guideQuery } from './Guide.tsx'

const KEY = 'workspace'

function parsed(value: string | null): Kept | undefined {
  if (value === null) return undefined
  try {
    return Kept.safeParse(JSON.parse(value)).data
  } catch {
    return undefined
  }
}

/** Restores what was on the screen, then keeps it up to date; says when the restoring is done. */
export function useKept(workspace: Workspace, move: Dispatch<Move>): boolean {
  const [ready, setReady] = useState(false)
  const client = useQueryClient()
  useEffect(() => {
    let gone = false
    const restore = async () => {
      // What stands above the text is known before the text is, so that the text never moves.
      const [held] = await Promise.all([call('setting.get', { key: KEY }), client.prefetchQuery(guideQuery)])
      const kept = parsed(held)
      if (gone) return
      if (kept !== undefined) {
        for (const id of kept.view === 'compare' ? kept.panes : kept.panes.slice(0, 1))
          if (id !== null) void client.prefetchQuery(articleQuery(id))
        move({ to: 'restore', kept })
      } else {
        const first = await call('library.list', { filter: '', sort: 'title', descending: false, offset: 0, limit: 1 })
        if (!gone && first.rows[0] !== undefined) move({ to: 'open', id: first.rows[0].id, side: 0 })
      }
    }
    void restore()
      .catch(() => undefined)
      .then(() => gone || setReady(true))
    return () => {
      gone = true
    }
  }, [move, client])

  const { view, panes, panels, linked, textSize, zones, suggesting, cutOff, set, report, blind, feelings, cards } = workspace
  useEffect(() => {
    if (!ready) return
    const kept: Kept = { view, panes, panels, linked, textSize, zones, suggesting, cutOff, set, report, blind, feelings, cards }
    void call('setting.put', { key: KEY, value: JSON.stringify(kept) }).catch(() => undefined)
  }, [ready, view, panes, panels, linked, textSize, zones, suggesting, cutOff, set, report, blind, feelings, cards])
  return ready
}

const FOCUSABLE = '[contenteditable="true"], input, textarea, [role="grid"], [role="treegrid"], button:not([tabindex="-1"])'

/** Moves the focus to the next (1) or previous (-1) panel: to its text or list, else to its first control. */
export function walkRegions(by: 1 | -1): void {
  const regions = [...document.querySelectorAll<HTMLElement>('[data-region]')]
  if (regions.length === 0) return
  const here = regions.findIndex((region) => region.contains(document.activeElement))
  const next = regions[(here + by + regions.length) % regions.length]
  const target = next?.querySelector<HTMLElement>('[contenteditable="true"]') ?? next?.querySelector<HTMLElement>(FOCUSABLE) ?? next
  target?.focus()
}
