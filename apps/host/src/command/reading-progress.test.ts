import { expect, test } from 'vitest'
import { readingProgress } from './reading-progress.js'

test('what the engine says of pages is added up for whoever looks on; nothing else is said', () => {
  const said: string[] = []
  const hear = readingProgress((words) => said.push(words))
  hear({ event: 'page', linkId: 'l', entity: 'item', side: 'external', records: 50 })
  hear({ event: 'announced', linkId: 'l' })
  hear({ event: 'page', linkId: 'l', entity: 'item', side: 'connec', records: 7 })
  expect(said).toEqual([
    'Reading item from the application, 50 records so far',
    'Reading item from Connec!, 57 records so far',
  ])
})
