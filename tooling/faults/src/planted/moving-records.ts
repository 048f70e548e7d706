import type { Fault } from '../fault.js'

const ENGINE = 'packages/sync-engine/src'
const TESTS = 'packages/sync-engine/test'

/** Records that are read, tried again, waited for and announced. */
export const movingRecords: readonly Fault[] = [
  {
    defect: 'A1',
    what: 'the next read starts at the end of the last one',
    plant: [
      {
        file: `${ENGINE}/read/cursor.ts`,
        find: 'newest === undefined ? undefined : newest - duration - settings.overlapMs',
        with: 'newest === undefined ? undefined : context.clock()',
      },
    ],
    test: {
      file: `${TESTS}/failures.test.ts`,
      name: 'a record that changes while it is being read is read again (A1)',
    },
  },
  {
    defect: 'A2',
    what: 'a push that failed is written down and never tried again',
    plant: [
      {
        file: `${ENGINE}/apply/failure.ts`,
        find: "return { state: 'failed', nextAttemptAt: now + wait }",
        with: "return { state: 'dead', nextAttemptAt: null }",
      },
    ],
    test: {
      file: `${TESTS}/failures.test.ts`,
      name: 'a push that failed is tried again until it arrives (A2)',
    },
  },
  {
    defect: 'A3',
    what: 'a record skipped for a missing reference is not looked at when that appears',
    plant: [
      {
        file: `${ENGINE}/release-parked.ts`,
        find: 'moved += await takeUpDue(context, entity)',
        with: 'moved += 0',
      },
      {
        file: `${ENGINE}/release-parked.ts`,
        find: 'while ((await breakCycles(context, entities)) > 0)',
        with: 'while (false)',
      },
    ],
    test: {
      file: `${TESTS}/references.test.ts`,
      name: 'records of the hub that refer to each other are created, and then joined (A3)',
    },
  },
  {
    defect: 'A4',
    what: 'new ids are told to the hub once, from memory',
    plant: [
      {
        file: `${ENGINE}/apply/settle.ts`,
        find: 'if (announcement !== undefined) changes.announcements.push(announcement)',
        with: 'void announcement',
      },
      {
        file: `${ENGINE}/apply/connec-writes.ts`,
        find: "if (operation.kind === 'update' && connecId != null)",
        with: 'if (false)',
      },
    ],
    test: {
      file: `${TESTS}/failures.test.ts`,
      name: 'an id the hub was not told is told in the next run, and there is no duplicate (A4)',
    },
  },
  {
    defect: 'A5',
    what: 'a create without an answer is forgotten, and made again',
    plant: [
      {
        file: `${ENGINE}/apply/intent-rows.ts`,
        find: "return result?.kind !== 'failed' || isRefused(result.error) || !isOpenEnded(result.error)",
        with: 'return true',
      },
    ],
    test: {
      file: `${TESTS}/failures.test.ts`,
      name: 'of two records that may be a lost create none is chosen, and no third is made (A5)',
    },
  },
  {
    defect: 'A6',
    what: 'id maps are looked up by name as well',
    plant: [
      {
        file: `${ENGINE}/page/join-pairs.ts`,
        find: 'const own = known.find(prepared, record.side, record.id)\n  if',
        with: 'const own = [known.find(prepared, record.side, record.id)].find((row) => row?.label === record.label)\n  if',
      },
    ],
    test: {
      file: `${TESTS}/eligibility.test.ts`,
      name: 'a record renamed before the hub knew our id is updated, not created again (A6)',
    },
  },
  {
    defect: 'A26',
    what: 'the very first read asks for what changed since it began',
    plant: [
      {
        file: `${ENGINE}/read/cursor.ts`,
        find: 'since: since === null ? undefined : new Date(since),',
        with: 'since: new Date(since ?? startedAt),',
      },
    ],
    test: {
      file: `${TESTS}/first-synchronization.test.ts`,
      name: 'the first synchronization shares what was changed before it began, on both sides (A26)',
    },
  },
  {
    defect: 'A19',
    what: 'an outage reads as an empty page',
    plant: [
      {
        file: `${ENGINE}/read/read-pages.ts`,
        find: 'throw readFailed(what, error)',
        with: 'return { done: true, value: undefined }',
      },
    ],
    test: {
      file: `${TESTS}/failures.test.ts`,
      name: 'an outage of the application is never an empty page (A19)',
    },
  },
  {
    defect: 'B2',
    what: 'one record that cannot be read ends its entity',
    plant: [
      {
        file: `${ENGINE}/read/read-pages.ts`,
        find: 'const payload = asJson(raw)',
        with: 'throw error\n      const payload = asJson(raw)',
      },
    ],
    test: { file: `${TESTS}/failures.test.ts`, name: 'one bad record costs itself alone (B2)' },
  },
  {
    defect: 'B4',
    what: 'the first run ignores which entities were asked for',
    plant: [
      {
        file: `${ENGINE}/switched-on-entities.ts`,
        find: 'return isOn && (only === undefined || only.includes(name))',
        with: 'return isOn',
      },
    ],
    test: {
      file: `${TESTS}/routes-and-policies.test.ts`,
      name: 'only the entities that are switched on, and asked for, are touched, in the first run too (B4)',
    },
  },
  {
    defect: 'B9',
    what: 'an update that is answered with nothing counts as failed',
    plant: [
      {
        file: `${ENGINE}/apply/external-writes.ts`,
        find: "return { kind: 'written', id, answer: answerOf(work, raw) }\n  } catch",
        with: "if (raw == null) throw new Error('nothing came back')\n    return { kind: 'written', id, answer: answerOf(work, raw) }\n  } catch",
      },
    ],
    test: {
      file: `${TESTS}/references.test.ts`,
      name: 'an update that is answered with nothing is a success, references or not (B9)',
    },
  },
]
