import { cannotCreate } from '../plan/scaffold-error.js'
import type { Arguments } from './arguments.js'

/** Where nobody can be asked, what is not given must be waived by `--yes`. Throws `ScaffoldError` that names the flags. */
export function assertDecided({ words: [name = ''], flags }: Arguments): void {
  if (flags.yes || flags.openapi !== undefined || flags.sample !== undefined) return
  const missing = [
    ...(flags.auth === undefined ? ['--auth'] : []),
    ...(flags.paging === undefined ? ['--paging'] : []),
    ...(flags.entity === undefined && !flags.complex ? ['--entity'] : []),
  ]
  if (missing.length > 0)
    throw cannotCreate(
      name,
      `there is no terminal to ask in, and ${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} not given`,
      'Give what is missing, or describe the application by --openapi or --sample, or take what is usual by --yes',
    )
}
