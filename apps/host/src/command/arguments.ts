/** Arguments several commands share. */
export const configArg = {
  config: {
    type: 'string',
    description: 'The settings file (duet.config.json unless DUET_CONFIG says otherwise)',
    valueHint: 'file',
  },
} as const

export const jsonArg = { json: { type: 'boolean', description: 'Print JSON', default: false } } as const

/** For commands about a connector that somebody writes. */
export const connectorArg = {
  connector: {
    type: 'positional',
    required: false,
    description: 'Folder or name of the connector; the one around this folder unless given',
  },
} as const

export const onlyArg = {
  only: { type: 'string', description: 'These entities only, separated by commas', valueHint: 'entity' },
} as const

/** The names written for `onlyArg`. */
export const readOnly = (written: string | undefined): string[] | undefined =>
  written?.split(',').map((name) => name.trim())
