import type { ConnectorPlan } from '../plan/connector-plan.js'
import { kebabCase } from '../plan/words.js'
import type { GeneratedFile } from './generated-file.js'

/** `.changeset/<name>.md`: what the next release says of the new connector. */
export const changeset = ({ name, displayName }: ConnectorPlan): GeneratedFile => ({
  path: `.changeset/connector-${name.kebab}.md`,
  content: `---\n"@duet/connector-${name.kebab}": minor\n---\n\nA connector for ${displayName}.\n`,
})

/** What the next release says of something that was added to a connector. */
export const changesetOfAddition = (
  { name, displayName }: Pick<ConnectorPlan, 'name' | 'displayName'>,
  added: string,
): GeneratedFile => ({
  path: `.changeset/connector-${name.kebab}-${kebabCase(added)}.md`,
  content: `---\n"@duet/connector-${name.kebab}": minor\n---\n\n${displayName}: ${added}.\n`,
})
