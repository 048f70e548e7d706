import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      'packages/*',
      'connectors/*',
      'apps/*',
      'tooling/architecture',
      'tooling/bench',
      'tooling/chaos',
      'tooling/docs',
      'tooling/faults',
      'tooling/field-tables',
      'tooling/parity',
      'tooling/tarballs',
      'e2e',
    ],
    reporters: ['default', './scripts/closing-line.mjs'],
    coverage: {
      provider: 'v8',
      include: ['{packages,connectors,apps}/*/src/**/*.ts'],
      reporter: ['text', 'lcov'],
    },
  },
})
