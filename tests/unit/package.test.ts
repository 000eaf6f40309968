// What goes out to people, as configured; tests/desktop/package.test.ts looks at a package itself.
import { describe, expect, it } from 'vitest'
import { configuration } from '../../build/electron-builder.ts'
import type { Runtime } from '../../build/runtime.ts'

const official: Runtime = { exe: '/e/electron', dist: '/e', version: '45.4.1', kind: 'official', env: {}, args: [] }
const fallback: Runtime = { ...official, version: '25.1.1', kind: 'registry', env: { PARALLAX_SQLITE_BINDING: '/b.node' } }

describe('package', () => {
  it('S30 a release has every dangerous fuse off', () =>
    expect(configuration(official, { testable: false }).electronFuses).toMatchObject({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    }))

  it('a package for tests differs in the inspector only', () => {
    const { electronFuses: tested, directories: _, ...rest } = configuration(official, { testable: true })
    const { electronFuses: released, directories: __, ...same } = configuration(official, { testable: false })
    expect(tested).toEqual({ ...released, enableNodeCliInspectArguments: true })
    expect(JSON.stringify(rest)).toBe(JSON.stringify(same))
  })

  it('what is built on the fallback says that it is not for release', () => {
    expect(configuration(fallback, { testable: false }).artifactName).toContain('not-for-release')
    expect(configuration(official, { testable: false }).artifactName).not.toContain('not-for-release')
  })
})
