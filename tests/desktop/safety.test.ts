// What the page of the app can and cannot do, shown in the running app.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ElectronApplication, Page } from '@playwright/test'
import fc from 'fast-check'
import type {} from '../../renderer/state/api.ts'
import { channels } from '../../shared/channels.ts'
import { test as base, expect } from './app.ts'

interface Canary {
  address: string
  /** Paths that were asked for. */
  hits: string[]
}

/** A server on this machine that nothing in the app may ever reach. */
const test = base.extend<{ canary: Canary }>({
  canary: async ({}, use) => {
    const hits: string[] = []
    const server = createServer((request, response) => {
      hits.push(request.url ?? '')
      response.setHeader('access-control-allow-origin', '*')
      response.end('window.reached = true')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    await use({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, hits })
    server.close()
  },
})
const packaged = { tag: '@packaged' }

const OWN = 'app://parallax/index.html'

test('S1 every page is sandboxed, isolated and without Node', packaged, async ({ app, page }) => {
  const preferences = await app.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => {
      const read = (contents as unknown as { getLastWebPreferences: () => Record<string, unknown> }).getLastWebPreferences()
      const { sandbox, contextIsolation, webSecurity, nodeIntegration, webviewTag, experimentalFeatures, enableBlinkFeatures } = read
      return { sandbox, contextIsolation, webSecurity, nodeIntegration, webviewTag, experimentalFeatures, enableBlinkFeatures }
    }),
  )
  expect(preferences.length).toBeGreaterThan(0)
  for (const { enableBlinkFeatures, ...rest } of preferences) {
    expect(enableBlinkFeatures ?? '').toBe('')
    expect(rest).toEqual({
      sandbox: true,
      contextIsolation: true,
      webSecurity: true,
      nodeIntegration: false,
      webviewTag: false,
      experimentalFeatures: false,
    })
  }
  const names = ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'electron', 'ipcRenderer']
  expect(await page.evaluate((all) => all.filter((name) => name in globalThis), names)).toEqual([])
})

const go = (page: Page, address: string) =>
  page.evaluate((to) => {
    location.assign(to)
  }, address)

/** Keeps what the main process says of every navigation that a page tries. */
async function watchNavigation(app: ElectronApplication): Promise<() => Promise<{ url: string; prevented: boolean }[]>> {
  await app.evaluate(({ BrowserWindow }) => {
    const seen: { url: string; prevented: boolean }[] = []
    ;(globalThis as { navigations?: unknown }).navigations = seen
    const contents = BrowserWindow.getAllWindows()[0]?.webContents
    contents?.on('will-frame-navigate', (event) => seen.push({ url: event.url, prevented: event.defaultPrevented }))
  })
  return () => app.evaluate(() => (globalThis as unknown as { navigations: { url: string; prevented: boolean }[] }).navigations)
}

test('S2 the page stays where it is, whatever is clicked, set, sent or dropped', packaged, async ({ app, page, canary }) => {
  const seen = await watchNavigation(app)
  const attempts: Record<string, (address: string) => Promise<unknown>> = {
    location: (address) => go(page, address),
    replace: (address) =>
      page.evaluate((to) => {
        location.replace(to)
      }, address),
    link: (address) =>
      page.evaluate((to) => {
        const link = document.createElement('a')
        link.href = to
        link.click()
      }, address),
    meta: (address) =>
      page.evaluate((to) => {
        const meta = document.createElement('meta')
        meta.httpEquiv = 'refresh'
        meta.content = `0;url=${to}`
        document.head.append(meta)
      }, address),
    self: (address) => page.evaluate((to) => void window.open(to, '_self'), address),
  }
  for (const [name, attempt] of Object.entries(attempts)) {
    const address = `${canary.address}/${name}`
    await attempt(address)
    await expect.poll(seen, name).toContainEqual({ url: address, prevented: true })
  }
  for (const address of ['app://parallax/index.html?elsewhere', 'app://evil/index.html', 'https://example.invalid/']) {
    await go(page, address)
    await expect.poll(seen).toContainEqual({ url: address, prevented: true })
  }
  // A form and a frame do not even come so far: the policy of the page stops them.
  const stopped = await page.evaluate(async (address) => {
    const violations: string[] = []
    const both = new Promise<void>((resolve) => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        if (violations.push(effectiveDirective) === 2) resolve()
      })
    })
    const form = document.createElement('form')
    form.method = 'post'
    form.action = `${address}/form`
    const frame = document.createElement('iframe')
    frame.src = `${address}/frame`
    document.body.append(form, frame)
    form.submit()
    await both
    form.remove()
    frame.remove()
    return violations.toSorted()
  }, canary.address)
  expect(stopped).toEqual(['form-action', 'frame-src'])
  expect(page.url()).toBe(OWN)
  expect(canary.hits).toEqual([])
})

test('S2 a dropped file or address does not open in place of the page', packaged, async ({ app, page, canary }) => {
  const seen = await watchNavigation(app)
  const session = await page.context().newCDPSession(page)
  const drops = [
    { items: [{ mimeType: 'text/uri-list', data: `${canary.address}/dropped` }], files: [], dragOperationsMask: 1 },
    { items: [], files: ['/etc/hostname'], dragOperationsMask: 1 },
  ]
  for (const data of drops)
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, x: 700, y: 400, data })
  await go(page, 'https://example.invalid/last')
  await expect.poll(seen).toContainEqual({ url: 'https://example.invalid/last', prevented: true })
  expect(page.url()).toBe(OWN)
  expect(canary.hits).toEqual([])
})

test('S2 the page can be reloaded', packaged, async ({ page }) => {
  await page.reload()
  await page.locator('.app:not([aria-busy])').waitFor()
  expect(page.url()).toBe(OWN)
})

test('S3 nothing opens another window', packaged, async ({ app, page, canary }) => {
  await app.evaluate(({ app: running }) => {
    ;(globalThis as { made?: number }).made = 0
    running.on('web-contents-created', () => (globalThis as unknown as { made: number }).made++)
  })
  await page.evaluate((address) => {
    const link = document.createElement('a')
    link.href = `${address}/link`
    link.target = '_blank'
    link.id = 'canary'
    link.textContent = 'canary'
    link.style.cssText = 'position: fixed; inset: 0 auto auto 0; z-index: 9999; background: white'
    document.body.append(link)
  }, canary.address)
  const link = page.locator('#canary')
  await link.click()
  await link.click({ modifiers: ['Shift'] })
  await link.click({ modifiers: ['Control'] })
  await link.click({ button: 'middle' })
  // Asked last and answered at once: what was asked before has been answered too.
  expect(await page.evaluate((address) => window.open(`${address}/open`), canary.address)).toBeNull()
  expect(
    await app.evaluate(({ BrowserWindow }) => [BrowserWindow.getAllWindows().length, (globalThis as unknown as { made: number }).made]),
  ).toEqual([1, 0])
  expect(page.url()).toBe(OWN)
  expect(canary.hits).toEqual([])
})

/** Asks for everything that a page can ask for; gives what was not refused. */
const granted = (page: Page) =>
  page.evaluate(async () => {
    const got: string[] = []
    const tried: Record<string, () => Promise<unknown>> = {
      camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
      microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
      screen: () => navigator.mediaDevices.getDisplayMedia(),
      place: () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject, { timeout: 5_000 })),
      midi: () => navigator.requestMIDIAccess({ sysex: true }),
      clipboard: () => navigator.clipboard.readText(),
      notification: async () => {
        if ((await Notification.requestPermission()) !== 'granted') throw new Error('refused')
      },
      hid: async () => {
        const { hid } = navigator as unknown as { hid: { requestDevice: (o: unknown) => Promise<unknown[]> } }
        if ((await hid.requestDevice({ filters: [] })).length === 0) throw new Error('none')
      },
      usb: () => (navigator as unknown as { usb: { requestDevice: (o: unknown) => Promise<unknown> } }).usb.requestDevice({ filters: [] }),
      serial: () => (navigator as unknown as { serial: { requestPort: () => Promise<unknown> } }).serial.requestPort(),
    }
    for (const [name, ask] of Object.entries(tried)) {
      await ask().then(
        () => got.push(name),
        () => {},
      )
    }
    for (const name of ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read', 'persistent-storage'])
      if ((await navigator.permissions.query({ name: name as PermissionName })).state !== 'denied') got.push(`query ${name}`)
    return got
  })

test('S5 no permission is given, and writing to the clipboard is', packaged, async ({ page }) => {
  expect(await granted(page)).toEqual([])
  expect(await page.evaluate(() => navigator.clipboard.writeText('words').then(() => 'written'))).toBe('written')
})

test('S5 a session made later gives no permission either', async ({ app, page }) => {
  await page.evaluate(() => document.title)
  const states = await app.evaluate(async ({ BrowserWindow, session }) => {
    const own = session.fromPartition('another')
    own.protocol.handle('app', () => new Response('<!doctype html><p>another', { headers: { 'content-type': 'text/html' } }))
    const window = new BrowserWindow({ show: false, webPreferences: { session: own, sandbox: true } })
    await window.loadURL('app://parallax/another')
    const query = `Promise.all(['geolocation', 'notifications', 'camera', 'midi'].map((name) => navigator.permissions.query({ name }).then(({ state }) => state)))`
    const found: unknown = await window.webContents.executeJavaScript(query)
    window.destroy()
    return found
  })
  expect(states).toEqual(['denied', 'denied', 'denied', 'denied'])
})

test('S6 the policy comes with the page and holds', packaged, async ({ page, canary }) => {
  const headers = await page.evaluate(async () => {
    const { headers: sent } = await fetch('index.html')
    return [sent.get('content-security-policy') ?? '', sent.get('x-content-type-options')] as const
  })
  expect(headers[1]).toBe('nosniff')
  const directives = new Map(headers[0].split('; ').map((directive) => [directive.split(' ')[0], directive.split(' ').slice(1).join(' ')]))
  expect(directives.get('default-src')).toBe("'none'")
  expect(directives.get('script-src')).toBe("'self'")
  expect(directives.get('connect-src')).toBe("'self'")
  for (const name of ['object-src', 'base-uri', 'form-action', 'frame-ancestors']) expect(directives.get(name)).toBe("'none'")
  expect(headers[0]).not.toContain('unsafe')

  const outcome = await page.evaluate(async (address) => {
    const ran: string[] = []
    const violated: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => violated.push(event.effectiveDirective))
    const attempt = (name: string, act: () => unknown) => {
      try {
        act()
        ran.push(name)
      } catch {}
    }
    // Playwright's own call may use eval: what the page may do shows in the next task.
    await new Promise((resolve) => setTimeout(resolve))
    attempt('eval', () => Reflect.apply(Reflect.get(globalThis, 'eval'), undefined, ['1']))
    attempt('Function', () => Reflect.construct(Function, ['return 1']))
    attempt('timer', () => Reflect.apply(setTimeout, undefined, ['window.reached = true', 0]))
    attempt('inline script', () => {
      document.createElement('script').textContent = 'window.reached = true'
    })
    attempt('remote script', () => {
      document.createElement('script').src = `${address}/script.js`
    })
    attempt('innerHTML', () => {
      document.createElement('div').innerHTML = '<img src=x onerror="window.reached = true">'
    })
    attempt('document.write', () => document.write('<script>window.reached = true</script>'))
    attempt('policy of its own', () =>
      (window as unknown as { trustedTypes: { createPolicy: (n: string, r: object) => unknown } }).trustedTypes.createPolicy('own', {}),
    )
    await fetch(`${address}/fetch`).then(
      () => ran.push('fetch'),
      () => {},
    )
    const image = new Image()
    const style = document.createElement('link')
    style.rel = 'stylesheet'
    style.href = `${address}/style.css`
    const inline = document.createElement('style')
    inline.textContent = 'body { --reached: 1 }'
    const prefetch = document.createElement('link')
    prefetch.rel = 'prefetch'
    prefetch.href = `${address}/prefetch`
    document.head.append(style, inline, prefetch)
    await new Promise<void>((resolve) => {
      image.onerror = () => resolve()
      image.src = `${address}/image.png`
    })
    navigator.sendBeacon(`${address}/beacon`)
    if (getComputedStyle(document.body).getPropertyValue('--reached') !== '') ran.push('inline style')
    return { ran, reached: 'reached' in window, violated: [...new Set(violated)] }
  }, canary.address)
  expect(outcome.ran).toEqual([])
  expect(outcome.reached).toBe(false)
  expect(outcome.violated).toEqual(expect.arrayContaining(['require-trusted-types-for', 'connect-src', 'img-src', 'style-src-elem']))
  expect(canary.hits).toEqual([])
})

test('S6 reading, comparing and reporting need nothing that the policy forbids', async ({ app, page }) => {
  const complaints: string[] = []
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.reload()
  await page.locator('.app:not([aria-busy])').waitFor()
  for (const view of ['view.compare', 'view.report', 'view.read', 'view.palette'])
    await app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), view)
  await expect(page.getByRole('dialog')).toBeVisible()
  expect(complaints).toEqual([])
})

test('S9 another page with the same preload is not heard', async ({ app, page }) => {
  const names = await page.evaluate(() => Object.keys(window.parallax).filter((name) => name !== 'on'))
  const codes = await app.evaluate(async ({ app: running, BrowserWindow }, calls) => {
    const preload = `${running.getAppPath()}/out/preload/index.cjs`
    const found: unknown[] = []
    for (const address of ['about:blank', 'data:text/html,<p>elsewhere']) {
      const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } })
      await window.loadURL(address)
      const ask = `Promise.all(${JSON.stringify(calls)}.map((name) => parallax[name]().then((reply) => reply.code)))`
      found.push(...((await window.webContents.executeJavaScript(ask)) as unknown[]))
      window.destroy()
    }
    return found
  }, names)
  expect(codes).toHaveLength(2 * channels.length)
  expect(new Set(codes)).toEqual(new Set(['untrusted-sender']))
})

test('S9 a frame inside the page has no bridge of its own', packaged, async ({ page }) => {
  const kinds = await page.evaluate(() => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const inside = frame.contentWindow as unknown as Record<string, unknown>
    const found = [typeof inside.parallax, typeof inside.require]
    frame.remove()
    return found
  })
  expect(kinds).toEqual(['undefined', 'undefined'])
})

test('S9 no call breaks or writes on 200 things that are not its input', packaged, async ({ page }) => {
  const before = await page.evaluate(() => window.parallax['app.state']())
  const things = JSON.stringify(fc.sample(fc.jsonValue({ maxDepth: 3 }), { numRuns: 200, seed: 9 }))
  const codes = await page.evaluate(
    async ([names, listed]) => {
      const found = new Set<string>()
      const values = JSON.parse(listed) as unknown[]
      const calls = window.parallax as unknown as Record<string, (input: unknown) => Promise<{ ok: boolean; code?: string }>>
      const ask = async (name: string, value: unknown) => calls[name]?.(value)
      for (const name of names)
        for (const reply of await Promise.all(values.map((value) => ask(name, value))))
          found.add(reply?.ok ? `${name} took it` : (reply?.code ?? '?'))
      return [...found]
    },
    [[...channels], things] as const,
  )
  expect(codes).toEqual(['invalid-input'])
  expect(await page.evaluate(() => window.parallax['app.state']())).toEqual(before)
})

test('S10 the bridge is a frozen list of functions and nothing else', packaged, async ({ app, page }) => {
  const bridge = await page.evaluate(() => {
    const { parallax } = window
    const before = parallax.undo
    try {
      ;(parallax as { undo: unknown }).undo = () => 'mine'
    } catch {}
    const kinds = new Set(Object.values(parallax).map((value) => typeof value))
    let unknown = 'heard'
    try {
      parallax.on('ipc-message' as never, () => {})
    } catch {
      unknown = 'refused'
    }
    return {
      keys: Object.keys(parallax).toSorted(),
      frozen: Object.isFrozen(parallax),
      kept: parallax.undo === before,
      kinds: [...kinds],
      unknown,
    }
  })
  expect(bridge).toEqual({ keys: [...channels, 'on'].toSorted(), frozen: true, kept: true, kinds: ['function'], unknown: 'refused' })

  const heard = page.evaluate(() => new Promise<unknown[]>((resolve) => window.parallax.on('command', (...all: unknown[]) => resolve(all))))
  await page.evaluate(() => document.title)
  await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('view.nextPanel')?.click())
  expect(await heard).toEqual([{ id: 'view.nextPanel' }])
})

test('S11 of all addresses in the app’s own scheme only built files are there', packaged, async ({ app, page }) => {
  expect(await page.evaluate(() => fetch('index.html').then(({ status }) => status))).toBe(200)
  const addresses = [
    'app://parallax/..%2f..%2fetc/passwd',
    'app://parallax/../../../../etc/passwd',
    'app://parallax/%2e%2e/%2e%2e/etc/passwd',
    'app://parallax/..%5c..%5cetc%5cpasswd',
    'app://parallax//etc/passwd',
    'app://parallax/etc/passwd',
    'app://parallax/index.html%00',
    'app://parallax/C:/Windows/win.ini',
    'app://parallax///server/share',
    'app://evil@parallax/index.html',
    'app://evil/index.html',
    'app://parallax2/index.html',
    'app://parallax/../main/index.cjs',
    'app://parallax/assets/',
    'app://parallax/package.json',
  ]
  const statuses = await app.evaluate(
    ({ net }, all) =>
      Promise.all(
        all.map((address) =>
          net.fetch(address).then(
            ({ status }) => status,
            () => 'failed',
          ),
        ),
      ),
    addresses,
  )
  for (const [i, address] of addresses.entries()) expect([404, 'failed'], address).toContain(statuses[i])
  expect(statuses.filter((status) => status === 404).length).toBeGreaterThan(10)
})

test('D18 after the page’s process dies the window is there again with its work', packaged, async ({ app, page }) => {
  const before = await page.evaluate(() => window.parallax['app.state']())
  await app.evaluate(
    ({ BrowserWindow }) =>
      new Promise<void>((resolve) => {
        const contents = BrowserWindow.getAllWindows()[0]?.webContents
        contents?.once('render-process-gone', () => contents.once('did-finish-load', () => resolve()))
        contents?.forcefullyCrashRenderer()
      }),
  )
  const state = () =>
    app.evaluate(({ BrowserWindow }) => {
      const ask = `document.querySelector('.app:not([aria-busy])') && window.parallax['app.state']()`
      return BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(ask) as Promise<unknown>
    })
  await expect.poll(state).toEqual(before)
})
