import path from 'node:path'
import { parseArgs } from 'node:util'
import { faults } from './planted/index.js'
import { showRed } from './show-red.js'

/**
 * npm run faults [-- --list | --defect A4 …]: plants each fault and shows that its test turns red. Ends with 1 when one
 * does not.
 */
const root = path.resolve(import.meta.dirname, '../../..')
const { values } = parseArgs({
  options: { list: { type: 'boolean' }, defect: { type: 'string', multiple: true } },
})
const wanted = faults.filter(({ defect }) => values.defect?.includes(defect) ?? true)

if (values.list) {
  for (const { defect, what, test } of wanted)
    console.log(`${defect.padEnd(4)} ${what}\n     ${test.writtenIn ?? test.file}: ${test.name}`)
} else {
  let missed = 0
  for (const fault of wanted) {
    const shade = await showRed(root, fault)
    if (shade !== 'red') missed += 1
    console.log(`${shade.padEnd(8)} ${fault.defect.padEnd(4)} ${fault.what}`)
  }
  console.log(`${wanted.length - missed} of ${wanted.length} faults turn their test red`)
  process.exit(missed === 0 ? 0 : 1)
}
