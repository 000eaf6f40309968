import path from 'node:path'
import { expect, it } from 'vitest'
import { commandAmong, projectAmong } from '../../electron/arguments.ts'

it('a command is what follows --headless, wherever the system put its own switches', () => {
  expect(commandAmong(['parallax', '--no-sandbox', '--headless', 'list', '--project', 'a.parallax'])).toEqual([
    'list',
    '--project',
    'a.parallax',
  ])
  expect(commandAmong(['parallax', '--headless'])).toEqual([])
  expect(commandAmong(['parallax', 'a.parallax'])).toBeNull()
})

it('a project is a path that ends like one, from the folder where it was said', () => {
  const here = path.resolve('/somewhere')
  expect(projectAmong(['electron', '--no-sandbox', '/app', 'mine.parallax'], here)).toBe(path.join(here, 'mine.parallax'))
  expect(projectAmong(['parallax', '/a/b.parallax', '--flag=x.parallax'], here)).toBe(path.resolve('/a/b.parallax'))
  expect(projectAmong(['/usr/bin/program.parallax'], here)).toBeNull()
  expect(projectAmong(['parallax', 'notes.txt', 'file:///x'], here)).toBeNull()
})
