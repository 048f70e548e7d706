import { existsSync, watch } from 'node:fs'
import path from 'node:path'

export interface Watching {
  stop(): void
}

/** Editors write a file in several steps, and people save several at once. */
const SETTLED_MS = 150

/** Calls `changed` after the last change of a while, with the file; a connector without sources never changes. */
export function watchSources(folder: string, changed: (file: string) => void): Watching {
  let timer: NodeJS.Timeout | undefined
  const watchers = ['src', 'fixtures', 'package.json']
    .map((name) => path.join(folder, name))
    .filter((place) => existsSync(place) && !folder.split(path.sep).includes('node_modules'))
    .map((place) =>
      watch(place, { recursive: true }, (_, file) => {
        clearTimeout(timer)
        timer = setTimeout(() => changed(file ?? path.basename(place)), SETTLED_MS)
      }),
    )
  return {
    stop() {
      clearTimeout(timer)
      for (const watcher of watchers) watcher.close()
    },
  }
}
