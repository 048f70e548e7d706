import { readFile } from 'node:fs/promises'
import { checkPackage, createPackageFromTarballData, type Problem } from '@arethetypeswrong/core'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'

/**
 * What publint and attw have against a tarball, in words. The packages are modules only and say so in `exports`: what
 * a `require()` or a resolution without `exports` would find is not asked.
 */
export async function checkTarball(file: string): Promise<string[]> {
  const bytes = await readFile(file)
  const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true, level: 'warning' })
  const lint = messages.map((message) => formatMessage(message, pkg, { color: false }) ?? message.code)
  return [...lint, ...(await typeProblems(bytes))]
}

async function typeProblems(bytes: Uint8Array): Promise<string[]> {
  const checked = await checkPackage(createPackageFromTarballData(bytes), {
    excludeEntrypoints: ['./package.json'],
  })
  if (checked.types === false) return []
  return checked.problems.filter(concernsModules).map(inWords)
}

const concernsModules = (problem: Problem): boolean =>
  problem.kind !== 'CJSResolvesToESM' &&
  !('resolutionKind' in problem && ['node10', 'node16-cjs'].includes(problem.resolutionKind)) &&
  !('resolutionOption' in problem && problem.resolutionOption === 'node10')

const inWords = (problem: Problem): string => {
  const place =
    'entrypoint' in problem ? problem.entrypoint : 'fileName' in problem ? problem.fileName : 'a file'
  const name = 'moduleSpecifier' in problem ? ` (${problem.moduleSpecifier})` : ''
  return `${problem.kind} at ${place}${name}`
}
