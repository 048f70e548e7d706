import type { EntitySwitch } from '@duet/store'
import { z } from 'zod'

/** One entity's switch; the oldest rows hold a bare yes or no. */
const entitySwitch = z.union([
  z.boolean().transform((on): EntitySwitch => ({ toConnec: on, toExternal: on })),
  z
    .object({ can_push_to_connec: z.boolean().nullish(), can_push_to_external: z.boolean().nullish() })
    .transform(
      ({ can_push_to_connec: toConnec, can_push_to_external: toExternal }): EntitySwitch => ({
        toConnec: toConnec ?? false,
        toExternal: toExternal ?? false,
      }),
    ),
])

const moment = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

/** An organization of the old framework with its link, as a vector gives it. */
export const organization = z.object({
  uid: z.string(),
  oauth_provider: z.string().nullish(),
  oauth_uid: z.string().nullish(),
  sync_enabled: z.boolean().default(true),
  date_filtering_limit: moment.nullish(),
  synchronized_entities: z
    .record(z.string(), entitySwitch)
    .nullish()
    .transform((given) => given ?? {}),
})
export type Organization = z.output<typeof organization>
