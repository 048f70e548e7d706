import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'
import path from 'node:path'

/**
 * The TypeScript a built file of a package was made from, ready to be imported: `dist/simulator/index.js` comes from
 * `src/simulator/index.ts`. Undefined where that is not at hand, as in an installed package.
 */
export function sourceOf(folder: string, target: string | undefined): string | undefined {
  const inner = /^(?:\.\/)?dist\/(.+)\.js$/.exec(target ?? '')?.[1]
  if (inner === undefined || folder.split(path.sep).includes('node_modules')) return undefined
  const source = path.join(folder, 'src', `${inner}.ts`)
  if (!existsSync(source)) return undefined
  readSources()
  return source
}

let isReading = false

/** From here on `./person.js` means `./person.ts` in a TypeScript file; Node leaves the types out by itself. */
function readSources(): void {
  if (isReading) return
  isReading = true
  registerHooks({
    resolve(specifier, context, next) {
      try {
        return next(specifier, context)
      } catch (error) {
        const isOurs = /^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL?.endsWith('.ts') === true
        if (!isOurs) throw error
        return next(specifier.replace(/\.js$/, '.ts'), context)
      }
    },
  })
}
