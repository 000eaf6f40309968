// npm run desktop [-- arguments for Playwright]: the tests that drive the real app, on a real or a virtual screen.
import { run, script } from './process.ts'
import { prepare } from './runtime.ts'
import { onScreen, provide, windowing } from './system.ts'

await script(async () => {
  provide(windowing)
  await prepare()
  const playwright = ['node_modules/@playwright/test/cli.js', 'test', '-c', 'build/playwright.config.ts', ...process.argv.slice(2)]
  return run(...onScreen(process.execPath, playwright))
})
