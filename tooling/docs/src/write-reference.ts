import path from 'node:path'
import { Application } from 'typedoc'
import { home } from './repository.js'

/** Writes the docstrings of the packages an author meets as pages; `typedoc.json` says which and how. */
export async function writeReference(): Promise<void> {
  const app = await Application.bootstrapWithPlugins({ options: path.join(home, 'typedoc.json') })
  const project = await app.convert()
  if (project === undefined)
    throw new Error('Failed to read the docstrings: see above. Build the packages first.')
  // A package is called by its folder, not by the file its types were read from.
  for (const module of project.children ?? []) module.name = module.name.replace(/\/.*/, '')
  app.validate(project)
  await app.generateOutputs(project)
  if (app.logger.hasWarnings() || app.logger.hasErrors())
    throw new Error('Failed to write the reference: a docstring is not right, see above. Correct it.')
}
