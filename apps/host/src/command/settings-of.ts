import { processEnvironment } from '../settings/environment.js'
import { readSettings } from '../settings/read-settings.js'
import type { Settings } from '../settings/settings.js'

/** The settings a command works with. */
export const settingsOf = ({ config }: { config?: string | undefined }): Settings =>
  readSettings({ file: config, environment: processEnvironment() })
