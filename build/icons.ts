// node build/icons.ts: renders build/resources/icon.svg in the sizes and containers that packages need. The results are
// committed, so this runs only when the drawing changes.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { _electron } from '@playwright/test'
import { root, script } from './process.ts'
import { prepare } from './runtime.ts'

const resources = path.join(root, 'build/resources')
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const
type Size = (typeof sizes)[number]

/** Sizes of a Linux icon theme, of a Windows icon, and the four-letter types of a macOS icon. */
const linux: readonly Size[] = [16, 24, 32, 48, 64, 128, 256, 512]
const windows: readonly Size[] = [16, 24, 32, 48, 64, 128, 256]
const mac: readonly [type: string, Size][] = [
  ['icp4', 16],
  ['icp5', 32],
  ['ic07', 128],
  ['ic08', 256],
  ['ic09', 512],
  ['ic10', 1024],
  ['ic11', 32],
  ['ic12', 64],
  ['ic13', 256],
  ['ic14', 512],
]

await script(async () => {
  const pictures = await render(readFileSync(path.join(resources, 'icon.svg'), 'utf8'))
  const picture = (size: Size) => pictures.get(size) ?? Buffer.alloc(0)
  mkdirSync(path.join(resources, 'icons'), { recursive: true })
  for (const size of linux) writeFileSync(path.join(resources, 'icons', `${size}x${size}.png`), picture(size))
  writeFileSync(path.join(resources, 'icon.ico'), ico(windows.map((size) => [size, picture(size)])))
  writeFileSync(path.join(resources, 'icon.icns'), icns(mac.map(([type, size]) => [type, picture(size)])))
})

/** Draws the picture in each size with Chromium, on a canvas so that the ground stays transparent. */
async function render(svg: string): Promise<Map<Size, Buffer>> {
  const app = mkdtempSync(path.join(os.tmpdir(), 'parallax-icons-'))
  writeFileSync(path.join(app, 'package.json'), JSON.stringify({ name: 'icons', version: '1.0.0', main: 'main.cjs' }))
  writeFileSync(
    path.join(app, 'main.cjs'),
    "const { app, BrowserWindow } = require('electron')\napp.whenReady().then(() => new BrowserWindow({ show: false }).loadURL('data:text/html,'))\n",
  )
  const runtime = await prepare()
  const electron = await _electron.launch({ executablePath: runtime.exe, args: [...runtime.args, '--disable-gpu', app] })
  try {
    const page = await electron.firstWindow()
    const address = JSON.stringify(`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`)
    const pictures = new Map<Size, Buffer>()
    for (const size of sizes) {
      const drawn = await page.evaluate<string>(`(async () => {
        const image = new Image()
        image.src = ${address}
        await image.decode()
        const canvas = Object.assign(document.createElement('canvas'), { width: ${size}, height: ${size} })
        canvas.getContext('2d').drawImage(image, 0, 0, ${size}, ${size})
        return canvas.toDataURL('image/png')
      })()`)
      pictures.set(size, Buffer.from(drawn.slice(drawn.indexOf(',') + 1), 'base64'))
    }
    return pictures
  } finally {
    await electron.close()
    rmSync(app, { recursive: true, force: true })
  }
}

/** A Windows icon: a table of contents and PNG files. */
function ico(entries: readonly (readonly [size: number, png: Buffer])[]): Buffer {
  const head = Buffer.alloc(6 + 16 * entries.length)
  head.writeUInt16LE(1, 2) // an icon, not a cursor
  head.writeUInt16LE(entries.length, 4)
  let offset = head.length
  for (const [i, [size, png]] of entries.entries()) {
    const at = 6 + 16 * i
    head.writeUInt8(size % 256, at) // 0 stands for 256
    head.writeUInt8(size % 256, at + 1)
    head.writeUInt16LE(1, at + 4) // colour planes
    head.writeUInt16LE(32, at + 6) // bits per pixel
    head.writeUInt32LE(png.length, at + 8)
    head.writeUInt32LE(offset, at + 12)
    offset += png.length
  }
  return Buffer.concat([head, ...entries.map(([, png]) => png)])
}

/** A macOS icon: PNG files, each after its type and length. */
function icns(entries: readonly (readonly [type: string, png: Buffer])[]): Buffer {
  const chunk = (type: string, body: Buffer) => {
    const head = Buffer.alloc(8)
    head.write(type, 'latin1')
    head.writeUInt32BE(8 + body.length, 4)
    return Buffer.concat([head, body])
  }
  return chunk('icns', Buffer.concat(entries.map(([type, png]) => chunk(type, png))))
}
