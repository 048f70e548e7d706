import { expect, test } from 'vitest'
import { explain, readDeviations } from '../src/deviations.js'

const deviations = readDeviations(new URL('../deviations.json', import.meta.url))
const pair = { connec_id: 'c1', last_push_to_connec: '2026-01-14T10:00:01Z' }
const notification = { name: 'a notification', kind: 'connecWebhook', idMaps: [pair] }

test('only what is an echo, or about a singleton, is explained by that', () => {
  const echo = 'calls: expected update Contact e1 {"FirstName":"F"}; an echo of our own push'
  const edit = 'calls: expected update Contact e2 {"FirstName":"F"}'
  const vector = { ...notification, entities: [{ kind: 'simple', singleton: true }] }
  const differences = [
    echo,
    edit,
    'calls: unexpected create Account {}; told of a singleton',
    'calls: unexpected create Tax {}',
  ]
  expect(explain(deviations, { file: 'webhooks.json', vector, differences })).toEqual({
    unexplained: [edit, 'calls: unexpected create Tax {}'],
    by: 'B6',
  })
})

test('a run that was lost, or read too little, is explained by nothing', () => {
  const vector = {
    name: 'a job',
    opts: { only_entities: ['item'] },
    entities: { person: { raiseIn: 'get_connec' } },
  }
  const differences = [
    'performed: expected true, got false',
    'entities: expected item',
    'entities: got item',
    'item, external side: expected 3 changed, got nothing read',
    'item, external side: expected a first half of 50 of 50 after 0, 1 of 50 after 50, got a first half of 50 of 50 after 0',
  ]
  expect(explain(deviations, { file: 'sync-job.json', vector, differences })).toMatchObject({
    unexplained: differences,
  })
})
