/** What a setting must be, and how it is written. */
export interface SettingHint {
  expected: string
  example: string
}

type HintRow = readonly [pattern: RegExp, expected: string, example: string]

/** The first row that fits the path counts. */
const rows: readonly HintRow[] = [
  [/^host\.port$/, 'must be a port, a whole number up to 65535', '"host": { "port": 4200 }'],
  [/^host\.address$/, 'must be an address to listen on', '"host": { "address": "127.0.0.1" }'],
  [
    /^host\.publicUrl$/,
    'must be a URL with its scheme',
    '"host": { "publicUrl": "https://duet.example.com" }',
  ],
  [/^host$/, 'must be an object', '"host": { "port": 4200 }'],
  [/^dataFolder$/, 'must be the path of a folder', '"dataFolder": ".duet"'],
  [/^database\.schema$/, 'must be lower-case letters, digits and "_"', '"database": { "schema": "duet" }'],
  [
    /^database/,
    'must be the URL of a PostgreSQL database',
    '"database": { "url": "postgresql://user:password@host:5432/duet" }',
  ],
  [
    /^(secretKey|previousSecretKeys.*)$/,
    'must be 32 random bytes in base64 (openssl rand -base64 32)',
    '"secretKey": "<44 characters>"',
  ],
  [
    /^tenants\.[^.]+\.connec\.host$/,
    'must be the URL of a Connec! service',
    '"host": "https://api-connec.maestrano.com"',
  ],
  [/^tenants\.[^.]+\.connec\.apiId$/, 'must be the API id of this host at Connec!', '"apiId": "app-9p9y"'],
  [
    /^tenants\.[^.]+\.connec\.apiKey$/,
    'must be the API key that belongs to the API id, here or in DUET_TENANT_<KEY>_API_KEY',
    '"apiKey": "<key>"',
  ],
  [
    /^tenants/,
    'must name a Connec! service and the keys to it',
    '"tenants": { "main": { "connec": { "host": "https://api-connec.maestrano.com", "apiId": "app-9p9y", "apiKey": "<key>" } } }',
  ],
  [
    /^organizations\.\d+\.tenant$/,
    'must be the key of a tenant in these settings',
    '{ "tenant": "main", "uid": "cld-9p9y", "name": "Northwind Trading" }',
  ],
  [
    /^organizations/,
    'must name a tenant, a Connec! group id and a name',
    '"organizations": [{ "tenant": "main", "uid": "cld-9p9y", "name": "Northwind Trading" }]',
  ],
  [
    /^connectors\.[^.]+\.origin$/,
    'must be the origin of another server of the application',
    '"origin": "http://127.0.0.1:4302"',
  ],
  [/^connectors\.[^.]+\.firstPageSize$/, 'must be a whole number from 1 to 1000', '"firstPageSize": 50'],
  [
    /^connectors\.[^.]+\.rateLimit/,
    'must hold numbers above 0',
    '"rateLimit": { "perSecond": 10, "perHour": 36000 }',
  ],
  [
    /^connectors/,
    'must hold the client id and secret by connector name',
    '"connectors": { "basecrm": { "clientId": "<id>", "clientSecret": "<secret>" } }',
  ],
  [/^authoring$/, 'must be true or false; "duet dev" sets it', '"authoring": true'],
  [
    /^connectorPackages/,
    'must be a list of package names or paths',
    '"connectorPackages": ["@acme/duet-connector-shop", "./connectors/shop"]',
  ],
  [
    /^synchronization\.intervalMs$/,
    'must be milliseconds, 1000 or more',
    '"synchronization": { "intervalMs": 3600000 }',
  ],
  [
    /^synchronization\.massChange/,
    'must hold shares from 0 to 1 and a whole number',
    '"synchronization": { "massChange": { "overwrite": 0.5, "inactivate": 0.2, "minimum": 50 } }',
  ],
  [
    /^synchronization\.flipFlop/,
    'must hold whole numbers, times 2 or more and milliseconds',
    '"synchronization": { "flipFlop": { "times": 3, "withinMs": 86400000 } }',
  ],
  [
    /^synchronization/,
    'must hold whole numbers',
    '"synchronization": { "intervalMs": 3600000, "firstPageSize": 50, "pageSize": 100, "concurrency": 4 }',
  ],
  [
    /^keep/,
    'must hold whole numbers, runs 10 or more',
    '"keep": { "runs": 500, "traces": 20, "conflictDays": 365, "notificationDays": 30 }',
  ],
  [/^workers$/, 'must be a whole number from 0 to 64', '"workers": 1'],
  [/^log/, 'must be debug, info, warn or error', '"log": { "level": "info" }'],
]

const GENERAL: SettingHint = {
  expected: 'must be an object of settings',
  example: '{ "host": { "port": 4200 }, "tenants": {} }',
}

/** What is expected at a path of the settings, `host.port` for instance. */
export function settingHint(path: string): SettingHint {
  const row = rows.find(([pattern]) => pattern.test(path))
  return row === undefined ? GENERAL : { expected: row[1], example: row[2] }
}
