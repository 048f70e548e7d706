import type { AnyResource, Connector } from '@duet/core'
import type { HeardAnswer } from '@duet/http'
import type { Link } from '@duet/store'
import type { HostContext } from '../open-context.js'
import { openLink } from '../worker/open-link.js'

/** What an application answered, as it came: nothing of it may be written down before its values are replaced. */
export interface Heard {
  readonly connector: Connector
  /** Records as `list` yields them, by resource. */
  readonly records: ReadonlyMap<AnyResource, readonly unknown[]>
  readonly answers: ReadonlyMap<AnyResource, readonly HeardAnswer[]>
  /** Why a resource could not be read, in words. */
  readonly notes: readonly string[]
}

export interface RecordOptions {
  link: Link
  /** Records of each resource. */
  limit: number
  onResource(name: string): void
}

/** Reads the first records of every resource of the link's application. Throws `DuetError` when it cannot be opened. */
export async function recordAnswers(
  context: HostContext,
  { link, limit, onResource }: RecordOptions,
): Promise<Heard> {
  let heard: HeardAnswer[] = []
  const signal = new AbortController().signal
  await using opened = await openLink(context, {
    ...{ link, budgets: new Map(), signal },
    onAnswer: (answer) => heard.push(answer),
  })
  const { connector, http } = opened
  const records = new Map<AnyResource, readonly unknown[]>()
  const answers = new Map<AnyResource, readonly HeardAnswer[]>()
  const notes: string[] = []
  for (const resource of resourcesOf(connector)) {
    onResource(resource.name)
    heard = []
    try {
      records.set(resource, await firstOf(resource.list(http, { pageSize: limit }), limit))
    } catch (error) {
      notes.push(
        `${resource.name} could not be read: ${error instanceof Error ? error.message : String(error)}`,
      )
    }
    answers.set(resource, heard)
  }
  return { connector, records, answers, notes }
}

/** The resources of the application that are mapped, each once. */
const resourcesOf = ({ entities }: Connector): AnyResource[] => [
  ...new Set(entities.flatMap(({ mappers }) => mappers.map(({ external }) => external))),
]

async function firstOf(pages: AsyncIterable<readonly unknown[]>, limit: number): Promise<unknown[]> {
  const first: unknown[] = []
  for await (const page of pages) {
    first.push(...page)
    if (first.length >= limit) break
  }
  return first.slice(0, limit)
}
