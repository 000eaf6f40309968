// npm run desktop [-- arguments for Playwright]: the tests that drive the real app, on a real or a virtual screen. With
// PARALLAX_PACKAGED naming a packaged app's program, those tagged @packaged run against that.
import { run, script } from './process.ts'
import { prepare } from './runtime.ts'
import { onScreen, provide, windowing } from './system.ts'

await script(async () => {
  provide(windowing)
  await prepare()
  const tagged = process.env.PARALLAX_PACKAGED ? ['--grep', '@packaged'] : []
  const playwright = ['node_modules/@playwright/test/cli.js', 'test', '-c', 'build/playwright.config.ts', ...tagged]
  return run(...onScreen(process.execPath, [...playwright, ...process.argv.slice(2)]))
})
