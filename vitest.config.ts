import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { defineConfig } from 'vitest/config'

const inside = (folder: string): string[] =>
  readdirSync(path.join(import.meta.dirname, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}/${name}`)
    .filter((room) => existsSync(path.join(import.meta.dirname, room, 'package.json')))

const rooms = [
  ...['packages', 'connectors', 'apps'].flatMap(inside),
  'tooling/architecture',
  'tooling/bench',
  'tooling/chaos',
  'tooling/docs',
  'tooling/faults',
  'tooling/field-tables',
  'tooling/parity',
  'tooling/tarballs',
  'e2e',
]

const nameOf = (room: string): string =>
  JSON.parse(readFileSync(path.join(import.meta.dirname, room, 'package.json'), 'utf8')).name

/** Types are tested where the authoring API is. */
const typecheck = { enabled: true, include: ['src/**/*.test-d.ts'] }

export default defineConfig({
  test: {
    // Written out for every room: it inherits them, while Vitest hands it few options of the command line.
    projects: rooms.map((room) => ({
      extends: true as const,
      root: room,
      test: { name: nameOf(room), ...(room === 'packages/core' && { typecheck }) },
    })),
    // A slow machine is no failure: how long something takes is measured elsewhere.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    reporters: ['default', './scripts/closing-line.mjs'],
    coverage: {
      provider: 'v8',
      include: ['{packages,connectors,apps}/*/src/**/*.ts'],
      reporter: ['text', 'lcov'],
    },
  },
})
