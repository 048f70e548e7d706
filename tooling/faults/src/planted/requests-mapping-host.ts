import type { Fault } from '../fault.js'

const CORE = 'packages/core/src'
const HOST = 'apps/host'
const HTTP = 'packages/http'

/** Requests to applications, mapping, and the host. */
export const requestsMappingHost: readonly Fault[] = [
  {
    defect: 'A21',
    what: 'a create whose answer was lost is sent again',
    plant: [
      {
        file: `${HTTP}/src/wait-before-next-try.ts`,
        find: 'return repeatable || isUnsent(failure)',
        with: 'return true',
      },
    ],
    test: {
      file: `${HTTP}/test/retries.test.ts`,
      name: 'a create whose answer was lost after the commit is not repeated (A21)',
    },
  },
  {
    defect: 'B11',
    what: 'only what never left is tried again',
    plant: [
      {
        file: `${HTTP}/src/wait-before-next-try.ts`,
        find: 'return repeatable || isUnsent(failure)',
        with: 'return isUnsent(failure)',
      },
    ],
    test: {
      file: `${HTTP}/test/retries.test.ts`,
      name: 'a read and an update are tried again when the connection broke (B11)',
    },
  },
  {
    defect: 'B5',
    what: 'a short page ends the reading',
    plant: [
      {
        file: `${CORE}/paging.ts`,
        find: 'last === undefined || last === null ? items(page).length === 0 : number >= last',
        with: 'items(page).length < Number(asked.per_page ?? 1)',
      },
    ],
    test: {
      file: `${CORE}/paging.test.ts`,
      name: 'a page that is shorter than asked for does not end the reading, an empty one does (B5)',
    },
  },
  {
    defect: 'B26',
    what: 'defaults for the application are written to the hub too',
    plant: [
      {
        file: `${CORE}/mapper.ts`,
        find: 'direction(copyToConnec, hooks.toConnec, defaults.connec)',
        with: 'direction(copyToConnec, hooks.toConnec, { ...asPlain(defaults.external), ...asPlain(defaults.connec) })',
      },
    ],
    test: {
      file: `${CORE}/mapper.test.ts`,
      name: 'defaults lie under the table, in their own direction only (B26)',
    },
  },
  {
    defect: 'B27',
    what: 'an id that is no number becomes 0',
    plant: [
      { file: `${CORE}/codecs.ts`, find: ".regex(/^\\d+$/, 'must be a whole number')", with: '' },
      {
        file: `${CORE}/codecs.ts`,
        find: 'encode: Number,',
        with: 'encode: (id) => Number(id) || 0,',
      },
    ],
    test: {
      file: `${CORE}/resource.test.ts`,
      name: 'an id that is no number is refused instead of becoming 0 (B27)',
    },
  },
  {
    defect: 'B30',
    what: 'a draft shares lists with the record it came from',
    plant: [{ file: `${CORE}/copy-value.ts`, find: '? structuredClone(value)', with: '? value' }],
    test: {
      file: `${CORE}/mapper.test.ts`,
      name: 'a list that is copied as it is, is a copy at every depth (B30)',
    },
  },
  {
    defect: 'A18',
    what: 'a notification that was not understood is answered with success',
    plant: [
      {
        file: `${HOST}/src/notifications/notification-routes.ts`,
        find: 'if (read.unreadable === 0) return c.json({})',
        with: 'return c.json({})',
      },
    ],
    test: {
      file: `${HOST}/test/notifications.test.ts`,
      name: 'a broken body is refused, and what was understood of it is kept (A18)',
    },
  },
  {
    defect: 'B3',
    what: 'a success does not end a row of failures',
    plant: [
      {
        file: `${HOST}/src/worker/health.ts`,
        find: 'return { health: health(link, words, now), consecutiveFailures: 0, suspendedUntil: null }',
        with: 'return { health: health(link, words, now) }',
      },
    ],
    test: {
      file: `${HOST}/src/worker/decide-runs.test.ts`,
      name: 'a success, however many failures came before it, ends the row (B3)',
    },
  },
  {
    defect: 'B6',
    what: 'names are compared as they are spelled',
    plant: [
      {
        file: `${HOST}/src/notifications/name-table.ts`,
        find: "name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')",
        with: 'name',
      },
    ],
    test: {
      file: `${HOST}/src/notifications/read-notification.test.ts`,
      name: 'a resource is found by every name the hub may use, singletons too (B6)',
    },
  },
  {
    defect: 'B7',
    what: 'an entity with odd names breaks all others',
    plant: [
      {
        file: `${HOST}/src/notifications/name-table.ts`,
        find: 'for (const { connec } of connector.entities.flatMap(({ mappers }) => mappers)) {',
        with: "for (const { connec } of connector.entities.flatMap(({ mappers }) => mappers)) {\n      if (connec.name === '') throw new Error('Not implemented')",
      },
    ],
    test: {
      file: `${HOST}/src/notifications/read-notification.test.ts`,
      name: 'an entity of another connector, however odd its names, hides no other (B7)',
    },
  },
  {
    defect: 'B17',
    what: 'every host schedules every link',
    plant: [
      {
        file: `${HOST}/src/scheduler.ts`,
        find: 'const due = await store.links.due(now, LINKS_A_TICK)',
        with: 'const due = await store.links.list()',
      },
    ],
    test: {
      file: `${HOST}/test/scheduler.test.ts`,
      name: 'a link that is due is claimed by one of several hosts, once an interval (B17)',
    },
  },
]
