import type { Connector, Entity, Mapper, Resource } from '@duet/core'
import type { Kit, Pair } from './kit.js'

/** Something every connector must do, as its author writes it down: for one subject at a time. */
export interface CheckDefinition<Subject> {
  /** What holds, in words: `a list is read to its end`. */
  name: string
  /** True, or why it cannot be checked for this subject. */
  applies?(subject: Subject, kit: Kit): true | string
  /** Throws when it does not hold, `CannotCheckError` when it turns out that nobody can tell. */
  run(subject: Subject, kit: Kit): Promise<void>
}

/** One check with all the parts of a connector it is about. */
export interface Check {
  readonly name: string
  cases(kit: Kit): readonly CheckCase[]
}

/** One check of one part: a test. */
export interface CheckCase {
  readonly check: string
  /** The part, in words: `people`, `person ↔ people`. */
  readonly subject: string
  readonly applies: true | string
  run(): Promise<void>
}

/** A check of the connector as a whole. */
export const checkConnector = (definition: CheckDefinition<Connector>): Check =>
  checkEach(
    ({ connector }) => [connector],
    ({ name }) => name,
    definition,
  )

/** A check of each entity. */
export const checkEntity = (definition: CheckDefinition<Entity>): Check =>
  checkEach(
    ({ connector }) => connector.entities,
    ({ name }) => name,
    definition,
  )

/** A check of each resource of the application that is mapped. */
export const checkResource = (definition: CheckDefinition<Resource>): Check =>
  checkEach(
    ({ resources }) => resources,
    ({ name }) => name,
    definition,
  )

/** A check of each pair of resources that is mapped. */
export const checkPair = (definition: CheckDefinition<Pair>): Check =>
  checkEach(
    ({ pairs }) => pairs,
    ({ mapper }) => nameOfPair(mapper),
    definition,
  )

/** `person ↔ people` */
export const nameOfPair = ({ connec, external }: Pick<Mapper, 'connec' | 'external'>): string =>
  `${connec.name} ↔ ${external.name}`

function checkEach<Subject>(
  subjectsOf: (kit: Kit) => readonly Subject[],
  nameOf: (subject: Subject) => string,
  { name, applies = () => true, run }: CheckDefinition<Subject>,
): Check {
  return {
    name,
    cases: (kit) =>
      subjectsOf(kit).map((subject) => ({
        check: name,
        subject: nameOf(subject),
        applies: kit.skip[name] ?? applies(subject, kit),
        run: () => run(subject, kit),
      })),
  }
}
