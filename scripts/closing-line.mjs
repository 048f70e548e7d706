/**
 * Vitest reporter: prints one plain closing line that any log reader can count.
 *
 * A file can fail without a failed test in it (an import error, a failing hook): it counts as one failure.
 */
export default class ClosingLine {
  onTestRunEnd(modules, errors) {
    let passed = 0
    let failed = errors.length
    let skipped = 0
    for (const file of modules) {
      let failedHere = 0
      for (const test of file.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') passed++
        else if (state === 'failed') failedHere++
        else skipped++
      }
      failed += failedHere || (file.state() === 'failed' ? 1 : 0)
    }
    process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`)
  }
}
