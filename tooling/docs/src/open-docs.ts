import path from 'node:path'
import { parseArgs } from 'node:util'
import { serve } from 'vitepress'
import { home, root, siteFolder } from './repository.js'

const { values } = parseArgs({
  options: { serve: { type: 'boolean' }, port: { type: 'string', default: '4210' } },
})
const address = `http://localhost:${values.port}`

if (values.serve) {
  await serve({ root: home, port: Number(values.port) })
  console.log(`The documentation: ${address}`)
} else
  console.log(
    `The site is in ${path.relative(root, siteFolder)}. To read it: npm run docs -- --serve, then open ${address}`,
  )
