import { readFileSync } from 'node:fs'
import type { AnyResource, RecordOf } from '@duet/core'
import { z } from 'zod'

const folder = new URL('../fixtures/', import.meta.url)

/** The text of a fixture, as the API would answer it. */
export const fixtureText = (name: string): string => readFileSync(new URL(`${name}.json`, folder), 'utf8')

/** The record in a fixture, out of its envelope. */
export const fixture = (name: string): Record<string, unknown> =>
  z.object({ data: z.record(z.string(), z.unknown()) }).parse(JSON.parse(fixtureText(name))).data

/** The record in a fixture as mappers see it. */
export const fieldsOf = <R extends AnyResource>(resource: R, name: string): RecordOf<R> =>
  resource.parse(fixture(name)).fields
