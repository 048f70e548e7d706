import type { Settings } from './settings.js'
import type { WrittenSettings } from './settings-schema.js'

/** Effective settings as they could have been written: what a worker process is given. */
export function writtenSettings(settings: Settings): {
  parsed: WrittenSettings
  file: string | null
  folder: string
} {
  const { file, folder, database, ...rest } = settings
  return {
    parsed: { ...rest, ...('url' in database ? { database } : {}) },
    file,
    folder,
  }
}
