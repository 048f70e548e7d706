import { reservedWords } from './reserved-words.js'
import { cannotCreate } from './scaffold-error.js'
import { camelCase, displayNameOf, kebabCase } from './words.js'

/** A connector's name in all its spellings. */
export interface ConnectorName {
  /** `my-crm` */
  readonly kebab: string
  /** `myCrm`: the name of the export, as a host expects it. */
  readonly camel: string
  /** `MyCrm` */
  readonly pascal: string
  /** `My CRM` */
  readonly display: string
}

const LONGEST = 50

/** What the index of a connector imports beside its entities. */
const imported = new Set([
  'apiKey',
  'basic',
  'oauth2',
  'defineConnector',
  'integerId',
  'z',
  'webhooks',
  'connec',
])

/**
 * The name of a connector. Throws `ScaffoldError` for one that cannot be the name of a package, a folder and an export.
 *
 * @example connectorName('my-crm') // { kebab: 'my-crm', camel: 'myCrm', pascal: 'MyCrm', display: 'My CRM' }
 */
export function connectorName(given: string, entityExports: readonly string[] = []): ConnectorName {
  const refuse = (reason: string, fix: string) => cannotCreate(given, reason, fix)
  if (given === '') throw refuse('it has no name', 'Name it after its application: my-crm')
  if (given === 'add')
    throw refuse('"add" is the command that adds to a connector', 'Choose another name: add-crm')
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(given)) {
    const better = suggestion(given)
    throw refuse(
      'a name has lower-case letters, digits and single hyphens, and begins with a letter',
      better === '' ? 'Name it like my-crm' : `Name it ${better}`,
    )
  }
  if (given.length > LONGEST) throw refuse(`the name has more than ${LONGEST} characters`, 'Shorten it')
  const camel = given.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
  if (reservedWords.has(camel))
    throw refuse(`"${camel}" is a word of JavaScript and cannot be exported`, `Name it ${given}-app`)
  if (imported.has(camel) || entityExports.includes(camel))
    throw refuse(`its code uses "${camel}" for something else`, `Name it ${given}-app`)
  return {
    kebab: given,
    camel,
    pascal: camel.charAt(0).toUpperCase() + camel.slice(1),
    display: displayNameOf(given),
  }
}

/** The name that was probably meant. */
function suggestion(given: string): string {
  const plain = kebabCase(given.normalize('NFKD').replace(/\p{M}/gu, '')).toLowerCase()
  return /^\d/.test(plain) ? `app-${plain}` : plain.slice(0, LONGEST)
}

/** The name of a constant for a collection: `taxRates`; `newRecords` where the plain one is a word of the language. */
export function constantFor(name: string, taken: ReadonlySet<string> = new Set()): string {
  const plain = camelCase(name)
  const safe = /^\d/.test(plain) || plain === '' ? `the${plain}` : plain
  return reservedWords.has(safe) || taken.has(safe) ? `${safe}Records` : safe
}
