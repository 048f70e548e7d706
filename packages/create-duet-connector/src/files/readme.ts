import type { AuthPlan, ConnectorPlan, EntityPlan } from '../plan/connector-plan.js'
import { leavesOf } from '../plan/field.js'
import type { Place } from '../plan/place.js'
import { sampleRecord } from '../plan/sample-record.js'
import { entityName } from './entity-name.js'
import type { GeneratedFile } from './generated-file.js'
import { packageName } from './package-json.js'

/** `README.md`: what becomes what, and what its author has to look at. */
export function readme(plan: ConnectorPlan, place: Place): GeneratedFile {
  const { name, displayName, entities } = plan
  const content = `# ${packageName(name.kebab, place)}

The Duet connector of ${displayName}.

## What becomes what

| entity | Connec! ↔ ${displayName} |
| ------ | ${'-'.repeat(12 + displayName.length)} |
${entities.flatMap(entityRows).join('\n')}

${place.kind === 'workspace' ? `### Fields\n\n<!-- fields:start -->\n<!-- fields:end -->\n\n` : ''}${unmapped(entities)}## Before it is real

${decisions(plan)
  .map((decision) => `- [ ] ${decision}`)
  .join('\n')}

## Commands

\`\`\`sh
${commands(plan, place).join('\n')}
\`\`\`
`
  return { path: 'README.md', content }
}

/** Rows of the table of what becomes what. */
export const entityRows = (entity: EntityPlan): string[] =>
  entity.pairs.map(({ connec }) => `| \`${entityName(entity)}\` | ${connec} ↔ ${entity.resource.name} |`)

function unmapped(entities: readonly EntityPlan[]): string {
  const lines = entities.flatMap(({ resource, pairs, kinds }) => {
    const used = new Set(pairs.flatMap(({ rows }) => rows.map(({ external }) => external)))
    const left = leavesOf(resource.fields).filter(({ path }) => !used.has(path) && path !== kinds?.field)
    return left.length === 0
      ? []
      : [`- ${resource.name}: ${left.map(({ path }) => `\`${path}\``).join(', ')}`]
  })
  return lines.length === 0 ? '' : `Known, but not mapped yet:\n\n${lines.join('\n')}\n\n`
}

const signingIn: Readonly<Record<AuthPlan['kind'], string>> = {
  oauth2: 'the OAuth addresses and scopes in `src/index.ts`',
  'api-key': 'the header of the key in `src/index.ts`',
  basic: 'what the page asks for, the labels in `src/index.ts`',
}

const decisions = ({ api, displayName, webhooks }: ConnectorPlan): string[] => [
  `the address of the API (\`baseUrl\`) and ${signingIn[api.auth.kind]}`,
  ...(api.account.known
    ? []
    : [
        `the request that names the linked account: \`account\` in \`src/index.ts\` asks \`GET ${api.account.path}\``,
      ]),
  'parameters and answers of lists, in `src/collection.ts`',
  'the fields, in `src/resources.ts` and `src/simulator/index.ts`; real answers, with names and numbers changed, in `fixtures/`',
  'the tables, in `src/mappers/`; on which fields the hub may merge (`match`), in `src/entities/`',
  ...(webhooks ? [`how ${displayName} signs and words its webhooks, in \`src/webhooks.ts\``] : []),
]

const commands = ({ name, entities }: ConnectorPlan, place: Place): string[] => {
  const [first] = entities
  const id = first && sampleRecord(first.resource)[first.resource.idField]
  const isOwn = place.kind === 'standalone'
  const duet = isOwn ? 'npx duet' : 'npm run duet --'
  const self = isOwn ? '' : ` ${name.kebab}`
  const settings = isOwn ? '' : ` --config connectors/${name.kebab}/.duet/duet.config.json`
  return [
    ...(isOwn ? [['once; it needs Node 24.11 or later', 'npm install'] as const] : []),
    [
      'the conformance kit, and tests of your own',
      isOwn ? 'npm test' : `npm test -- connectors${path(self)}`,
    ],
    ['at work with its simulator, a hub and the page; reloaded when a file is saved', `${duet} dev${self}`],
    ['meanwhile: what a synchronization would do', `${duet} plan${settings}`],
    ['meanwhile: one record, as it is on both sides', `${duet} inspect ${id}${settings}`],
    ['what a host would have against it', `${duet} check${self}`],
  ].flatMap(([purpose, command], index) => [...(index > 0 ? [''] : []), `# ${purpose}`, `${command}`])
}

const path = (self: string) => self.replace(' ', '/')
