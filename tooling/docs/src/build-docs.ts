import { rm } from 'node:fs/promises'
import { build } from 'vitepress'
import { home, pagesFolder } from './repository.js'
import { writePages } from './write-pages.js'
import { writeReference } from './write-reference.js'

await rm(pagesFolder, { recursive: true, force: true })
await writePages()
await writeReference()
await build(home)
