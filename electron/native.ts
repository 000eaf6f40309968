// Which copy of SQLite's binding to load. The package's own prebuilds need Node-API 10; an older runtime gets the copy that
// the build compiles for it.
import { existsSync } from 'node:fs'
import path from 'node:path'

/**
 * The binding to hand to the store, or `undefined` where the package's own will do. Packages carry the compiled copy in
 * their resources folder; a development run names it in `PARALLAX_SQLITE_BINDING`.
 * @throws Error when this runtime needs a copy and none is there
 */
export function nativeBinding(resources: string, napi = process.versions.napi, env = process.env): string | undefined {
  if (Number(napi) >= 10) return undefined
  const candidates = [path.join(resources, 'native', 'better_sqlite3.node'), env.PARALLAX_SQLITE_BINDING]
  const found = candidates.find((file) => file !== undefined && existsSync(file))
  if (found === undefined) throw new Error(`no SQLite binding for Node-API ${napi}: start Parallax with "npm start"`)
  return found
}
