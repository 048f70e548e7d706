import { expect, test } from 'vitest'
import { z } from 'zod'
import { DefinitionError, ExternalApiError } from './errors.js'
import type { Http } from './http.js'
import { defineResource } from './resource.js'

const stored = {
  id: 7,
  name: 'Hammer',
  colour: 'red',
  price: { amount: 3, currency: 'EUR' },
  tags: ['a', 'b'],
  total: 12,
  created_at: '2026-01-01T00:00:00Z',
  changed: '2026-01-02T00:00:00Z',
}

const products = (read: unknown, sent: unknown[]) =>
  defineResource({
    name: 'products',
    id: z.int().transform(String),
    fields: { name: z.string() },
    timestamps: { updated: 'changed' },
    async *list() {
      yield []
    },
    read: async () => read,
    update: async (_, id, fields) => sent.push({ id, fields }),
    updates: 'whole',
    readOnly: ['total'],
  })

// Nothing is asked for over it.
const http = {} as Http

test('a record that is updated as a whole is read, and goes back with the changes and all else it holds', async () => {
  const sent: unknown[] = []
  const changes = { name: 'Mallet', price: { amount: 4 }, tags: ['c'], note: null, other: undefined }
  await products(stored, sent).update?.(http, '7', changes)
  const fields = {
    name: 'Mallet',
    colour: 'red',
    price: { amount: 4, currency: 'EUR' },
    tags: ['c'],
    note: null,
  }
  expect(sent).toEqual([{ id: '7', fields }])
})

test('where no record was read nothing is sent', async () => {
  const sent: unknown[] = []
  const update = products([stored], sent).update?.(http, '7', { name: 'Mallet' })
  await expect(update).rejects.toBeInstanceOf(ExternalApiError)
  await expect(update).rejects.toThrow('Have "read" answer the record itself')
  expect(sent).toEqual([])
})

test('a resource that is updated as a whole can be read; one that is never updated need not be', () => {
  const { read, update, ...rest } = products(stored, [])
  const define = (more: object) => () => defineResource({ ...rest, updates: 'whole', ...more })
  expect(define({ update })).toThrow(DefinitionError)
  expect(define({ update })).toThrow('it has no "read"')
  expect(define({})).not.toThrow()
})
