import { expect, test } from 'vitest'
import { closestStage } from './closest-stage.js'

const stages = [
  { id: '1', name: 'Incoming', likelihood: 0 },
  { id: '2', name: 'Qualified', likelihood: 20 },
  { id: '3', name: 'Quote', likelihood: 50 },
  { id: '4', name: 'Closure', likelihood: 80 },
  { id: '5', name: 'Won', likelihood: 100 },
  { id: '6', name: 'Lost', likelihood: 0 },
]

test.each([
  ['the same name, whatever its case', { sales_stage: 'cLoSuRe', probability: 5 }, '4'],
  ['else the closest likelihood', { sales_stage: 'Negotiation', probability: 65.5 }, '4'],
  ['the first of two as close', { sales_stage: 'Negotiation', probability: 35 }, '2'],
  ['the lowest without a probability', { sales_stage: 'Negotiation' }, '1'],
  ['the likelihood alone without a name', { probability: 97 }, '5'],
  ['nothing when nothing is known', {}, undefined],
])('%s', (_, standing, id) => {
  expect(closestStage(stages, standing)?.id).toBe(id)
})

test('of stages that share a name, the one of the closest likelihood', () => {
  const twoPipelines = [...stages, { id: '13', name: 'Quote', likelihood: 30 }]
  expect(closestStage(twoPipelines, { sales_stage: 'Quote', probability: 35 })?.id).toBe('13')
})

test('a stage without a likelihood or a name is close to nothing (B23)', () => {
  const odd = [
    { id: '7', name: 'Custom', likelihood: null },
    { id: '8', likelihood: 90 },
  ]
  expect(closestStage(odd, { sales_stage: 'Negotiation', probability: 0 })?.id).toBe('8')
  expect(closestStage(odd, { sales_stage: 'custom' })?.id).toBe('7')
})
