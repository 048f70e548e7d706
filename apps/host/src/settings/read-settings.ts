import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { isPlainObject } from '@duet/core'
import type { z } from 'zod'
import { type Environment, type EnvironmentOverride, environmentOverrides } from './environment.js'
import { settingHint } from './setting-hints.js'
import type { Settings } from './settings.js'
import { SettingsError } from './settings-error.js'
import { type ParsedSettings, settingsSchema } from './settings-schema.js'

export const SETTINGS_FILE = 'duet.config.json'
/** Where the tour of this project keeps its settings: commands typed beside it mean the running tour. */
const TOUR_SETTINGS_FILE = path.join('.duet', SETTINGS_FILE)

export interface ReadSettingsOptions {
  /** Path of the settings file; `DUET_CONFIG`, else `duet.config.json` in the working directory, else the tour's. */
  file?: string | undefined
  environment?: Environment
  workingDirectory?: string
}

/**
 * Reads the settings file, lays the environment over it and checks both.
 *
 * Without a file of the usual name the defaults hold; a file that was named must exist. Throws `SettingsError` with one
 * message that names the file, the place in it, what is expected and an example.
 */
export function readSettings(options: ReadSettingsOptions = {}): Settings {
  const { environment = {}, workingDirectory = process.cwd() } = options
  const named = options.file ?? environment.DUET_CONFIG
  const file = path.resolve(workingDirectory, named ?? usualFile(workingDirectory))
  const exists = existsSync(file)
  if (!exists && named !== undefined) throw missingFile(file)
  const written = exists ? readJson(file) : {}
  const overrides = environmentOverrides(environment, tenantsIn(written))
  const settings = parseSettings(overrides.reduce(withOverride, written), {
    file: exists ? file : SETTINGS_FILE,
    overrides,
  })
  return resolveSettings(settings, { file: exists ? file : null, folder: path.dirname(file) })
}

function usualFile(workingDirectory: string): string {
  const isThere = (file: string) => existsSync(path.join(workingDirectory, file))
  return !isThere(SETTINGS_FILE) && isThere(TOUR_SETTINGS_FILE) ? TOUR_SETTINGS_FILE : SETTINGS_FILE
}

/** Checks settings however they came. Throws `SettingsError`. */
export function parseSettings(
  written: unknown,
  from: { file: string; overrides?: readonly EnvironmentOverride[] },
): ParsedSettings {
  const parsed = settingsSchema.safeParse(written)
  if (!parsed.success) throw malformed(parsed.error, from)
  const { tenants, organizations } = parsed.data
  const stray = organizations.findIndex(({ tenant }) => !Object.hasOwn(tenants, tenant))
  if (stray >= 0) throw complaint(`organizations.${stray}.tenant`, from)
  return parsed.data
}

/** Makes paths absolute and decides on the database. */
export function resolveSettings(
  parsed: ParsedSettings,
  { file, folder }: { file: string | null; folder: string },
): Settings {
  const dataFolder = path.resolve(folder, parsed.dataFolder)
  const { url, schema } = parsed.database ?? {}
  return {
    ...parsed,
    file,
    folder,
    dataFolder,
    database:
      url === undefined
        ? { file: path.join(dataFolder, 'duet.sqlite') }
        : { url, ...(schema === undefined ? {} : { schema }) },
  }
}

function readJson(file: string): unknown {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (cause) {
    throw new SettingsError(
      `Failed to read the settings: ${file} cannot be read. Give this user the right to read it.`,
      {
        cause,
      },
    )
  }
  try {
    return JSON.parse(text)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause)
    throw new SettingsError(
      `Failed to read the settings: ${file} is not JSON (${reason}). Mend it there; comments and trailing commas are not allowed.`,
      { cause },
    )
  }
}

const missingFile = (file: string) =>
  new SettingsError(
    `Failed to read the settings: there is no ${file}. Write one, { "host": { "port": 4200 } } for a start, or name another with --config.`,
  )

function tenantsIn(written: unknown): string[] {
  return isPlainObject(written) && isPlainObject(written.tenants) ? Object.keys(written.tenants) : []
}

function withOverride(
  written: unknown,
  { path: [head = '', ...rest], value, variable }: EnvironmentOverride,
): unknown {
  if (!isPlainObject(written)) return written
  // A schema alone does not move the data to PostgreSQL.
  if (variable === 'DUET_DATABASE_SCHEMA' && head === 'database' && written.database === undefined)
    return written
  const inner = written[head] === undefined && rest.length > 0 ? {} : written[head]
  return {
    ...written,
    [head]: rest.length === 0 ? value : withOverride(inner, { path: rest, value, variable }),
  }
}

type From = Parameters<typeof parseSettings>[1]

function malformed({ issues }: z.ZodError, from: From): SettingsError {
  const [issue] = issues
  if (issue === undefined) return complaint('', from)
  const at = issue.path.map(String).join('.')
  if (issue.code === 'unrecognized_keys') return unknownSetting(at, issue.keys[0] ?? '', from)
  return complaint(at, from, issues.length - 1)
}

function complaint(at: string, { file, overrides = [] }: From, more = 0): SettingsError {
  const { expected, example } = settingHint(at)
  const variable = overrides.find(({ path: overridden }) => overridden.join('.') === at)?.variable
  const place = variable ?? (at === '' ? file : `"${at}" in ${file}`)
  const rest = more === 0 ? '' : ` (${more} more complaint${more === 1 ? '' : 's'} after this one.)`
  return new SettingsError(
    `Failed to read the settings: ${place} ${expected}. Write, for example: ${example}.${rest}`,
  )
}

function unknownSetting(at: string, key: string, { file }: From): SettingsError {
  const place = at === '' ? key : `${at}.${key}`
  const { example } = settingHint(at)
  return new SettingsError(
    `Failed to read the settings: "${place}" in ${file} is no setting. Remove it or mend its spelling; what belongs there looks like: ${example}.`,
  )
}
