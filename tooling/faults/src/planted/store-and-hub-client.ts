import type { Fault } from '../fault.js'

const CLIENT = 'packages/connec-client'
const STORE = 'packages/store/src'
const CONTRACT = `${STORE}/testing/contract`

/** What the store keeps, and what the client of the hub reads and writes. */
export const storeAndHubClient: readonly Fault[] = [
  {
    defect: 'A7',
    what: 'an id map made from one side is not found by the id it has',
    plant: [
      {
        file: `${STORE}/id-maps.ts`,
        find: ".where('externalResource', '=', externalResource)\n        .where(among",
        with: ".where('externalResource', '=', externalResource)\n        .where('connecId', 'is not', null)\n        .where(among",
      },
    ],
    test: {
      file: `${STORE}/store.test.ts`,
      name: 'an id map made from one side is found by either id and completed, not doubled (A7)',
      writtenIn: `${CONTRACT}/test-id-maps.ts`,
    },
  },
  {
    defect: 'A9',
    what: 'the database lets two id maps of one record in',
    plant: [
      {
        file: `${STORE}/migrations/0001-first.ts`,
        find: 'create unique index id_maps_external_id on',
        with: 'create index id_maps_external_id on',
      },
    ],
    test: {
      file: `${STORE}/store.test.ts`,
      name: 'two writers at once cannot make two id maps of one record (A9)',
      writtenIn: `${CONTRACT}/test-id-maps.ts`,
    },
  },
  {
    defect: 'A25',
    what: 'where to read on is lost with the history of runs',
    plant: [
      {
        file: `${STORE}/runs.ts`,
        find: 'async finish(runId, token, { status, error = null, now }) {',
        with: "async finish(runId, token, { status, error = null, now }) {\n      if (status === 'failed') await database.db.deleteFrom('cursors').execute()",
      },
    ],
    test: {
      file: `${STORE}/store.test.ts`,
      name: 'a cursor outlives any number of failed runs (A25)',
      writtenIn: `${CONTRACT}/test-cursors.ts`,
    },
  },
  {
    defect: 'B1',
    what: 'whoever asks gets a run',
    plant: [
      {
        file: `${STORE}/runs.ts`,
        find: 'if (last.leaseUntil > now) return undefined',
        with: '',
      },
    ],
    test: {
      file: `${STORE}/store.test.ts`,
      name: 'of two starts at once one runs, whichever process they come from (B1)',
      writtenIn: `${CONTRACT}/test-runs.ts`,
    },
  },
  {
    defect: 'A14',
    what: 'integers of the application are no ids',
    plant: [
      {
        file: `${CLIENT}/src/id-entries.ts`,
        find: "if (typeof value === 'number' || value === true) return String(value)",
        with: '',
      },
    ],
    test: {
      file: `${CLIENT}/src/references.test.ts`,
      name: 'ids are texts, whatever the application counts with (A14)',
    },
  },
  {
    defect: 'A16',
    what: 'lines are paired by their place',
    plant: [
      {
        file: `${CLIENT}/src/pair-lines.ts`,
        find: 'return pairs.sort(([a], [b]) => a - b)',
        with: 'return answer.map((_, at) => [at, at] as const)',
      },
    ],
    test: {
      file: `${CLIENT}/src/merge-line-ids.test.ts`,
      name: 'lines that came back in another order keep their own ids (A16)',
    },
  },
  {
    defect: 'A17',
    what: 'the record that is unfolded is changed',
    plant: [{ file: `${CLIENT}/src/role-tree.ts`, find: 'copy ??= { ...value }', with: 'copy ??= value' }],
    test: { file: `${CLIENT}/src/references.test.ts`, name: 'the input is never changed (A17)' },
  },
  {
    defect: 'B10',
    what: 'a result that names another record is believed',
    plant: [
      {
        file: `${CLIENT}/src/batch-result.ts`,
        find: "if (!write.resource.singleton && !mayBeMerged) return unanswered(write, 'its result names another record')",
        with: 'void mayBeMerged',
      },
    ],
    test: {
      file: `${CLIENT}/src/create-connec.test.ts`,
      name: 'a result that names another record is not believed (B10)',
    },
  },
  {
    defect: 'B13',
    what: 'next links are rewritten up to the last mention of the collection',
    plant: [
      {
        file: `${CLIENT}/src/read-list.ts`,
        find: 'const next = (page: Answer) => page.next\n',
        with: "const next = (page: Answer) => page.next?.replace(new RegExp('^.*' + collection), path)\n",
      },
    ],
    test: {
      file: `${CLIENT}/src/create-connec.test.ts`,
      name: 'a next link with the name of the collection in its query is followed as it is (B13)',
    },
  },
  {
    defect: 'B14',
    what: 'a reference in plain text is deleted in silence',
    plant: [
      {
        file: `${CLIENT}/src/references.ts`,
        find: 'if (!Array.isArray(value) && idText(value) === undefined) return value',
        with: 'if (!Array.isArray(value)) return undefined',
      },
    ],
    test: {
      file: `${CLIENT}/src/references.test.ts`,
      name: 'a reference in plain text or without its id is missing, never dropped in silence (B14)',
    },
  },
  {
    defect: 'B15',
    what: 'a text in the middle of a path is folded in its place',
    plant: [
      {
        file: `${CLIENT}/src/role-tree.ts`,
        find: 'if (!isPlainObject(value)) return value',
        with: "if (!isPlainObject(value)) return typeof value === 'string' ? visit(value, { kind: 'line' }, path, {}) : value",
      },
    ],
    test: {
      file: `${CLIENT}/src/references.test.ts`,
      name: 'a text in the middle of a path is not folded (B15)',
    },
  },
]
