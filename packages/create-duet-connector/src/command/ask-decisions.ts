import { confirm, select, text } from '@clack/prompts'
import type { AuthKind, PagingStyle } from '../plan/connector-plan.js'
import type { Decisions } from '../plan/create-plan.js'
import { defaultAuth, defaultPaging } from '../plan/default-api.js'
import type { Description } from '../plan/description.js'
import { displayNameOf } from '../plan/words.js'
import { askEntities } from './ask-entities.js'
import { answerTo, type Terminal } from './terminal.js'

const ways: Readonly<Record<AuthKind, string>> = {
  oauth2: 'OAuth: people allow access on its page',
  'api-key': 'a key that people paste',
  basic: 'a name and a password',
}

const styles: Readonly<Record<PagingStyle, string>> = {
  'next-link': 'the answer has a link to the next page',
  'page-number': 'pages have numbers',
  offset: 'so many records from the n-th on',
  cursor: 'the answer has a cursor for the next page',
  none: 'in one piece',
}

/** Asks for whatever neither the command line nor the description decides. */
export async function askDecisions(
  given: Decisions,
  { description, terminal }: { description: Description; terminal: Terminal },
): Promise<Decisions> {
  const { api } = description
  return {
    ...given,
    displayName: given.displayName ?? (await askDisplayName(given, { description, terminal })),
    auth: given.auth ?? api.auth ?? defaultAuth(await choose('How do people sign in?', ways, terminal)),
    paging:
      given.paging ??
      api.paging ??
      defaultPaging(await choose('How are its lists cut into pages?', styles, terminal)),
    entities: given.entities ?? (await askEntities(description, terminal)),
    webhooks:
      given.webhooks ??
      (await answerTo(
        confirm({ ...terminal, message: 'Does it tell of changes by webhooks?', initialValue: false }),
      )),
  }
}

const askDisplayName = (
  { name }: Decisions,
  { description, terminal }: { description: Description; terminal: Terminal },
) =>
  answerTo(
    text({
      ...terminal,
      message: 'What do people call the application?',
      initialValue: description.displayName ?? displayNameOf(name),
    }),
  )

const choose = <T extends string>(message: string, labels: Readonly<Record<T, string>>, terminal: Terminal) =>
  answerTo(
    select<string>({
      ...terminal,
      message,
      options: Object.entries<string>(labels).map(([value, label]) => ({ value, label })),
    }),
    // One of the keys of the labels it was given.
  ) as Promise<T>
