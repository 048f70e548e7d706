/**
 * The tsup settings every package shares. Types come from `tsc` (tsup cannot emit them with TypeScript 7), and
 * `node:` prefixes are kept, without which `node:sqlite` cannot be found at run time.
 */
export const library = (entry = ['src/index.ts'], { bundled = [] } = {}) => ({
  entry,
  format: ['esm'],
  dts: false,
  removeNodeProtocol: false,
  clean: true,
  noExternal: bundled,
  sourcemap: true,
  target: 'node24',
})
