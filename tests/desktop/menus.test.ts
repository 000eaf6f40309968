// The native menus, and what the app remembers of its window.
import path from 'node:path'
import type { ElectronApplication } from '@playwright/test'
import type {} from '../../renderer/state/api.ts'
import { answerSave, expect, launch, test } from './app.ts'

const packaged = { tag: '@packaged' }

const click = (app: ElectronApplication, id: string) =>
  app.evaluate(({ Menu }, wanted) => Menu.getApplicationMenu()?.getMenuItemById(wanted)?.click(), id)
const labelOf = (app: ElectronApplication, id: string) =>
  app.evaluate(({ Menu }, wanted) => Menu.getApplicationMenu()?.getMenuItemById(wanted)?.label, id)

test(
  'S14 what is pasted from the menu becomes an article of plain text, and the Edit menu names it',
  packaged,
  async ({ app, page, folder }) => {
    await answerSave(app, path.join(folder, 'pasted.parallax'))
    await page.evaluate(() => window.parallax['project.create']())
    await expect(page.getByText('No articles yet')).toBeVisible()
    await page.evaluate(() => {
      const html =
        '<h1>A title</h1><p onclick="alert(1)">Some <b>pasted</b> words.<script>alert(1)</script><img src=x onerror=alert(1)></p>'
      const fill = (event: ClipboardEvent) => {
        event.clipboardData?.setData('text/plain', 'plain')
        event.clipboardData?.setData('text/html', html)
        event.preventDefault()
        event.stopImmediatePropagation()
      }
      window.addEventListener('copy', fill, { capture: true, once: true })
      document.execCommand('copy')
    })
    await click(app, 'import.paste')
    const texts = () =>
      page.evaluate(async () => {
        const listed = await window.parallax['library.list']({ filter: '', sort: 'title', descending: false, offset: 0, limit: 9 })
        const ids = listed.ok ? listed.value.rows.map(({ id }) => id) : []
        const opened = await Promise.all(ids.map((id) => window.parallax['article.open']({ id })))
        return opened.map((article) => (article.ok ? article.value.text : article.message))
      })
    await expect.poll(texts).toEqual(['A title\n\nSome pasted words.'])
    await expect.poll(() => labelOf(app, 'edit.undo')).toBe('Undo Import “A title”')
    expect(await labelOf(app, 'edit.redo')).toBe('Redo')

    await page.evaluate(() => window.parallax.undo())
    await expect.poll(() => labelOf(app, 'edit.redo')).toBe('Redo Import “A title”')
  },
)

test('recent projects are in the File menu, and open from there', packaged, async ({ app, page, folder }) => {
  const files = ['one & two.parallax', 'three.parallax'].map((name) => path.join(folder, name))
  for (const file of files) {
    await answerSave(app, file)
    await page.evaluate(() => window.parallax['project.create']())
  }
  const recent = () =>
    app.evaluate(({ Menu }) =>
      Menu.getApplicationMenu()
        ?.getMenuItemById('project.openRecent')
        ?.submenu?.items.map(({ label }) => label),
    )
  await expect.poll(recent).toEqual(['three', 'one && two'])
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('project.openRecent')?.submenu?.items[1]?.click())
  const open = () =>
    page.evaluate(async () => {
      const state = await window.parallax['app.state']()
      return state.ok ? state.value.project?.path : state.message
    })
  await expect.poll(open).toBe(files[0])
})

test('the window’s place and the appearance are as they were left', packaged, async ({ app, profile }) => {
  const bounds = { x: 40, y: 50, width: 1000, height: 700 }
  await app.evaluate(({ BrowserWindow }, wanted) => BrowserWindow.getAllWindows()[0]?.setBounds(wanted), bounds)
  await click(app, 'view.theme.dark')
  await app.close()

  const again = await launch(profile)
  expect(await again.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual(bounds)
  expect(await again.app.evaluate(({ nativeTheme }) => [nativeTheme.themeSource, nativeTheme.shouldUseDarkColors])).toEqual(['dark', true])
  await again.app.close()
})
