import { expect, it } from 'vitest'
import { commands, menus } from '../../shared/commandlist.ts'

it('every command has its own id and key, and every menu holds some', () => {
  const ids = commands.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  const keys = commands.flatMap((command) => ('accelerator' in command ? [command.accelerator] : []))
  expect(new Set(keys).size).toBe(keys.length)
  for (const menu of menus) expect(commands.some((command) => command.menu === menu)).toBe(true)
})

it('the groups of a menu stand together and in order', () => {
  for (const menu of menus) {
    const groups = commands.filter((command) => command.menu === menu).map(({ group }) => group)
    expect(groups).toEqual(groups.toSorted((a, b) => a - b))
  }
})
