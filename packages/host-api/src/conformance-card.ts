import { z } from 'zod'

/** A part of a connector, with why a check was left out there, or what it found. */
const remark = z.object({ subject: z.string(), says: z.string() })

/** How one check came out for the parts of a connector it is about. */
export const checkedPoint = z.object({
  /** What holds, in words: "a list is read to its end, every record once". */
  check: z.string(),
  /** The parts for which it holds: "people", "person <-> people". */
  passed: z.array(z.string()),
  skipped: z.array(remark),
  failed: z.array(remark),
})

/** What the conformance kit found out about a connector: the file `conformance.json` of its package. */
export const conformanceCard = z.object({
  connector: z.string(),
  version: z.string(),
  apiVersion: z.string(),
  passed: z.int(),
  skipped: z.int(),
  failed: z.int(),
  /** What is allowed, but may not be meant that way. */
  warnings: z.array(z.string()),
  /** By what they are about: "read", "written". */
  checks: z.record(z.string(), z.array(checkedPoint)),
})

/** The card in short, as the host tells it of a connector. */
export const conformance = z.object({
  passed: z.int(),
  skipped: z.int(),
  failed: z.int(),
  warnings: z.int(),
  /** For people: "52 checks passed, 3 skipped: it declares no webhooks". */
  summary: z.string(),
})

export type ConformanceCard = z.output<typeof conformanceCard>
export type CheckedPoint = z.output<typeof checkedPoint>
export type Conformance = z.output<typeof conformance>
