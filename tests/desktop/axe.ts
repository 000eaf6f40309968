// What axe-core has against a page.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import type { AxeResults } from 'axe-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe-core has against the page as it stands, by the rules of WCAG 2.2 A and AA: rule, element, reason. */
export async function violations(page: Page): Promise<string[]> {
  // The content policy lets no script into the page, but a debugger is not the page.
  await page.evaluate(axe)
  const found = (await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run: (where: unknown, options: unknown) => Promise<AxeResults> } }
    // What React Aria says to screen readers points to what may be gone before it has been spoken.
    const { violations } = await axe.run(
      { exclude: [['[data-live-announcer]']] },
      {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
        // An experiment of axe-core's that takes the description of an option for a part of its name.
        rules: { 'label-content-name-mismatch': { enabled: false } },
        resultTypes: ['violations'],
      },
    )
    // A list that a field walks through by its arrow keys scrolls with them; it has no focus of its own.
    const walked = ({ target }: { target: readonly unknown[] }) => {
      const list = document.querySelector(String(target[0]))
      return list?.getAttribute('role') === 'listbox' && document.querySelector(`input[aria-controls~="${list.id}"]`) !== null
    }
    return violations.map(({ id, nodes }) => ({ id, nodes: nodes.filter((node) => id !== 'scrollable-region-focusable' || !walked(node)) }))
  })) as AxeResults['violations']
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => `${id} ${target.join(' ')}: ${[...any, ...all, ...none][0]?.message ?? ''}`),
  )
}
