import type { Fault } from '../fault.js'

const ENGINE = 'packages/sync-engine/src'
const TESTS = 'packages/sync-engine/test'

/** Without a base and receipts only clocks are left to tell an echo from an edit. */
const byClocksAlone = {
  file: `${ENGINE}/apply/agreed-state.ts`,
  find: "return { base, receipts: { connec: receiptOf('connec'), external: receiptOf('external') } }",
  with: 'return { base: null, receipts: { connec: null, external: null } }',
}

/** Gates, echoes and conflicts. */
export const deciding: readonly Fault[] = [
  {
    defect: 'A8',
    what: 'records whose id the hub does not know pass no gate',
    plant: [
      {
        file: `${ENGINE}/plan/eligibility.ts`,
        find: 'for (const rule of rules) {',
        with: "for (const rule of side === 'connec' && considered.record.externalIds.length === 0 ? [] : rules) {",
      },
    ],
    test: {
      file: `${TESTS}/eligibility.test.ts`,
      name: 'a record whose id the hub was never told passes the same gates as all others (A8)',
    },
  },
  {
    defect: 'A10',
    what: 'what we wrote ourselves comes back as an edit',
    plant: [
      {
        file: `${ENGINE}/plan/plan.ts`,
        find: 'if (receipt !== null) return isAsAgreed(image, receipt, base) ? unchanged(considered) : undefined',
        with: '',
      },
      {
        file: `${ENGINE}/plan/change.ts`,
        find: 'if (sameValue(base[leaf], image[leaf])) return',
        with: '',
      },
      {
        file: `${ENGINE}/plan/conflict.ts`,
        find: "if (agree(group, rivals)) return { kind: 'agreed' }",
        with: '',
      },
    ],
    test: {
      file: `${TESTS}/echo.test.ts`,
      name: 'one edit is written once, with both ahead by ten minutes (A10)',
      writtenAs: 'by ten minutes (A10)`',
    },
  },
  {
    defect: 'A11',
    what: 'an edit by a slow clock looks older than our own write, and is dropped',
    plant: [byClocksAlone],
    test: {
      file: `${TESTS}/echo.test.ts`,
      name: 'an edit made by a slow clock after our write is not lost (A11)',
    },
  },
  {
    defect: 'A12',
    what: 'the loser of a conflict loses what nobody disputed',
    plant: [
      {
        file: `${ENGINE}/plan/conflict.ts`,
        find: ': rivals.changes[side].filter((change) => !lostBy(side)(change))',
        with: ': rivals.changes[side].some(lostBy(side)) ? [] : rivals.changes[side]',
      },
    ],
    test: { file: `${TESTS}/edits.test.ts`, name: 'a loser keeps the fields it did not lose (A12)' },
  },
  {
    defect: 'A13',
    what: 'a side that cannot be written wins',
    plant: [
      {
        file: `${ENGINE}/plan/plan.ts`,
        find: 'const none = { considered, changes: [], held: [] }',
        with: 'const none = { considered, changes: changesOf(input, considered), held: [] }',
      },
      {
        file: `${ENGINE}/plan/plan.ts`,
        find: 'if (connec.verdict !== undefined || external.verdict !== undefined) return undefined',
        with: '',
      },
    ],
    test: { file: `${TESTS}/edits.test.ts`, name: 'a side that cannot be written cannot win (A13)' },
  },
  {
    defect: 'A15',
    what: 'moments are compared as texts, offsets ignored',
    plant: [
      {
        file: `${ENGINE}/plan/conflict.ts`,
        find: '(record.updatedAt ?? record.createdAt)?.getTime() ?? 0',
        with: "((record.updatedAt ?? record.createdAt)?.getTime() ?? 0) + (record.side === 'external' ? 36_000_000 : 0)",
      },
    ],
    test: {
      file: `${TESTS}/echo.test.ts`,
      name: 'the later edit wins whatever the offsets of the dates (A15)',
    },
  },
  {
    defect: 'A24',
    what: 'a lead and a contact with one id are one record of the hub',
    plant: [
      {
        file: `${ENGINE}/id-scope.ts`,
        find: 'idScope === undefined ? id :',
        with: 'idScope !== null ? id :',
      },
    ],
    test: {
      file: `${TESTS}/routes-and-policies.test.ts`,
      name: 'a lead and a contact with the same id are two people at the hub (A24)',
    },
  },
  {
    defect: 'B12',
    what: 'a record without a date breaks on the history limit',
    plant: [
      {
        file: `${ENGINE}/plan/eligibility.ts`,
        find: '(record.createdAt ?? record.updatedAt)?.getTime() ?? idMap?.firstSeenAt ?? policy.firstSeenAt',
        with: '(record.createdAt as Date).getTime()',
      },
    ],
    test: {
      file: `${TESTS}/eligibility.test.ts`,
      name: 'a full run with a history limit takes records without any date, from when they were first seen (B12)',
    },
  },
  {
    defect: 'B18',
    what: 'what exists once is looked up by its id, so another account is another pair',
    plant: [
      {
        file: `${ENGINE}/page/known-id-maps.ts`,
        find: 'if (row !== undefined) only.set(prepared, row)',
        with: 'void row',
      },
    ],
    test: {
      file: `${TESTS}/pairs.test.ts`,
      name: 'another account in the place of the first is the same pair (B18)',
    },
  },
]
