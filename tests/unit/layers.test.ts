// The rooms of the house and what may pass between them: Biome's rules, tried on planted imports.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

const root = path.resolve(import.meta.dirname, '../..')

/** A file, an import in it, and whether the rules let it stand. */
const refused: readonly [file: string, specifier: string][] = [
  ['shared/planted.ts', 'react'],
  ['shared/planted.ts', 'node:fs'],
  ['shared/planted.ts', 'prosemirror-model'],
  ['shared/planted.ts', '../electron/store/project.ts'],
  ['shared/report/planted.ts', '../../renderer/editor/view.ts'],
  ['shared/planted.ts', '../tests/helpers/marked.ts'],
  ['electron/store/planted.ts', 'electron'],
  ['electron/planted.ts', 'electron'],
  ['electron/store/planted.ts', '../windows.ts'],
  ['electron/import/planted.ts', 'react'],
  ['electron/export/planted.ts', '../../renderer/editor/view.ts'],
  ['electron/cli/planted.ts', '../../build/runtime.ts'],
  ['electron/main.ts', 'better-sqlite3'],
  ['electron/main.ts', '../tests/desktop/app.ts'],
  ['electron/preload.ts', 'node:fs'],
  ['electron/preload.ts', 'zod'],
  ['electron/preload.ts', '../shared/contract.ts'],
  ['renderer/planted.tsx', 'node:path'],
  ['renderer/planted.tsx', 'electron'],
  ['renderer/planted.tsx', 'better-sqlite3'],
  ['renderer/planted.tsx', '../electron/ipc.ts'],
  ['renderer/planted.tsx', '../tests/desktop/app.ts'],
  ['renderer/editor/planted.ts', 'react'],
  ['renderer/editor/planted.ts', 'node:fs'],
  ['renderer/editor/planted.ts', '../features/library/Library.tsx'],
  ['renderer/editor/planted.ts', '../ui/Button.tsx'],
  ['renderer/editor/Reader.tsx', '../ui/Button.tsx'],
  ['renderer/ui/planted.tsx', '../../shared/records.ts'],
  ['renderer/ui/planted.tsx', '../features/library/Library.tsx'],
  ['renderer/ui/planted.tsx', 'prosemirror-view'],
  ['renderer/features/library/planted.tsx', '../compare/Split.tsx'],
  ['renderer/features/library/planted.tsx', '../../features/compare/Split.tsx'],
  ['renderer/features/library/planted.tsx', 'prosemirror-view'],
  ['renderer/features/library/planted.tsx', '../../app/Desk.tsx'],
  ['renderer/state/planted.ts', '../features/library/Library.tsx'],
  ['renderer/state/planted.ts', 'react-aria-components'],
  ['renderer/app/planted.tsx', 'lodash'],
  ['build/planted.ts', '../tests/desktop/app.ts'],
]
const allowed: readonly [file: string, specifier: string][] = [
  ['shared/planted.ts', 'zod'],
  // Names are compared in plain letters, whatever script they are in: a pure table.
  ['shared/names/planted.ts', 'any-ascii'],
  // Charts are elements of a report, laid out by arithmetic alone.
  ['shared/charts/planted.ts', 'd3-scale'],
  ['shared/planted.ts', './report/model.ts'],
  ['shared/report/planted.ts', '../records.ts'],
  ['electron/store/planted.ts', 'better-sqlite3'],
  ['electron/store/planted.ts', 'node:fs/promises'],
  ['electron/import/planted.ts', 'parse5'],
  ['electron/import/planted.ts', '../../shared/imported.ts'],
  ['electron/main.ts', 'electron'],
  ['electron/main.ts', './store/project.ts'],
  ['electron/preload.ts', '../shared/channels.ts'],
  ['renderer/planted.tsx', 'react-dom/client'],
  ['renderer/planted.tsx', '../shared/contract.ts'],
  ['renderer/editor/planted.ts', 'prosemirror-view'],
  ['renderer/editor/planted.ts', '../../shared/anchor.ts'],
  ['renderer/editor/Reader.tsx', 'react'],
  ['renderer/ui/planted.tsx', 'react-aria-components'],
  ['renderer/features/library/planted.tsx', './Row.tsx'],
  ['renderer/features/library/planted.tsx', '../../editor/Reader.tsx'],
  ['renderer/features/library/planted.tsx', '../../../shared/records.ts'],
  ['renderer/features/library/planted.tsx', '../../state/data.ts'],
  ['renderer/state/planted.ts', '@tanstack/react-query'],
  ['tests/unit/planted.ts', '../../electron/store/project.ts'],
]

const Report = z.object({
  diagnostics: z.array(z.object({ category: z.string(), location: z.object({ path: z.string(), start: z.object({ line: z.number() }) }) })),
})

describe('layers', () => {
  const house = mkdtempSync(path.join(os.tmpdir(), 'parallax-layers-'))
  const faults = new Set<string>()
  const lines = new Map<string, string[]>()

  beforeAll(() => {
    cpSync(path.join(root, 'biome.json'), path.join(house, 'biome.json'))
    for (const [file, specifier] of [...refused, ...allowed]) lines.set(file, [...(lines.get(file) ?? []), specifier])
    for (const [file, specifiers] of lines) {
      mkdirSync(path.dirname(path.join(house, file)), { recursive: true })
      writeFileSync(path.join(house, file), specifiers.map((specifier) => `import '${specifier}'\n`).join(''))
    }
    writeFileSync(path.join(house, 'shared/one.ts'), "import { two } from './two.ts'\nexport const one = () => two\n")
    writeFileSync(path.join(house, 'shared/two.ts'), "import { one } from './one.ts'\nexport const two = () => one\n")
    const run = spawnSync(path.join(root, 'node_modules/.bin/biome'), ['lint', '--reporter=json', '--max-diagnostics=none', '.'], {
      cwd: house,
      encoding: 'utf8',
    })
    for (const { category, location } of Report.parse(JSON.parse(run.stdout)).diagnostics) {
      if (category.endsWith('noImportCycles')) faults.add(`${location.path} cycle`)
      if (/noRestrictedImports|noNodejsModules/.test(category))
        faults.add(`${location.path} ${lines.get(location.path)?.[location.start.line - 1]}`)
    }
  })
  afterAll(() => rmSync(house, { recursive: true, force: true }))

  it.each(refused)('%s must not import %s', (file, specifier) => expect(faults).toContain(`${file} ${specifier}`))
  it('no circle of imports', () => expect(faults).toContain('shared/one.ts cycle'))
  it.each(allowed)('%s may import %s', (file, specifier) => expect(faults).not.toContain(`${file} ${specifier}`))
})

describe('packages', () => {
  const Tree = z.object({ packages: z.record(z.string(), z.unknown()) })
  const installed = Object.keys(Tree.parse(JSON.parse(readFileSync(path.join(root, 'node_modules/.package-lock.json'), 'utf8'))).packages)

  it.each(['prosemirror-model', 'prosemirror-state', 'prosemirror-view', 'react', 'react-dom', 'zod'])('there is one copy of %s', (name) =>
    expect(installed.filter((place) => place.endsWith(`node_modules/${name}`))).toEqual([`node_modules/${name}`]),
  )
})
