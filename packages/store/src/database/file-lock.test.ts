import { expect, test } from 'vitest'
import { temporaryFile } from '../testing/index.js'
import { lockFile } from './file-lock.js'

test('many may use a file at once, one alone may lock it against all others', async () => {
  await using place = await temporaryFile()
  {
    using _one = lockFile(place.file, 'shared')
    using _other = lockFile(place.file, 'shared')
    expect(() => lockFile(place.file, 'exclusive')).toThrow(/a host or a worker is using it\. Stop them all/)
  }
  using _alone = lockFile(place.file, 'exclusive')
  expect(() => lockFile(place.file, 'shared')).toThrow(/is being moved to another database/)
})
