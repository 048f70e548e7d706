import type { ConnectorPlan } from '../plan/connector-plan.js'
import type { GeneratedFile } from './generated-file.js'

/** `.changeset/<name>.md`: what the next release says of the new connector. */
export const changeset = ({ name, displayName }: ConnectorPlan): GeneratedFile => ({
  path: `.changeset/connector-${name.kebab}.md`,
  content: `---\n"@duet/connector-${name.kebab}": minor\n---\n\nA connector for ${displayName}.\n`,
})
