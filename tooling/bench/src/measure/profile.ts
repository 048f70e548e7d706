import { Session } from 'node:inspector/promises'

/** Shares of the processor time of a piece of work by function and place, largest first; what waits is left out. */
export type Profile = Readonly<Record<string, number>>

const MOST = 15
const SAMPLE_US = 500
const NOT_WORK = new Set(['(idle)', '(root)', '(program)'])

/** Does the work with V8's sampling profiler on, and tells which functions had the processor themselves. */
export async function profiled<Result>(
  work: () => Promise<Result>,
): Promise<{ result: Result; profile: Profile }> {
  const session = new Session()
  session.connect()
  try {
    await session.post('Profiler.enable')
    await session.post('Profiler.setSamplingInterval', { interval: SAMPLE_US })
    await session.post('Profiler.start')
    const result = await work()
    const { profile } = await session.post('Profiler.stop')
    return { result, profile: sharesOf(profile) }
  } finally {
    session.disconnect()
  }
}

interface Sampled {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
  }[]
  readonly samples?: readonly number[] | undefined
  readonly timeDeltas?: readonly number[] | undefined
}

function sharesOf({ nodes, samples = [], timeDeltas = [] }: Sampled): Profile {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]))
  const times = new Map<string, number>()
  let whole = 0
  for (const [at, id] of samples.entries()) {
    const name = names.get(id) ?? '(unknown)'
    if (NOT_WORK.has(name) || name.startsWith('post node:inspector')) continue
    const us = Math.max(0, timeDeltas[at] ?? 0)
    times.set(name, (times.get(name) ?? 0) + us)
    whole += us
  }
  const largest = [...times].sort(([, one], [, other]) => other - one).slice(0, MOST)
  return Object.fromEntries(largest.map(([name, us]) => [name, Number((us / whole).toFixed(3))]))
}

function nameOf({ functionName, url, lineNumber }: Sampled['nodes'][number]['callFrame']): string {
  if (functionName.startsWith('(')) return functionName
  const file = placeOf(url)
  return `${functionName || '(anonymous)'}${file === '' ? '' : ` ${file}:${lineNumber + 1}`}`
}

/** A file as anybody finds it: from its package on, wherever that is installed. */
const placeOf = (url: string): string =>
  /.*\/node_modules\/(.+)$/.exec(url)?.[1] ??
  /\/((?:packages|apps|tooling|connectors)\/.+)$/.exec(url)?.[1] ??
  (url.startsWith('file:') ? url.replace(/^.*\//, '') : url)
