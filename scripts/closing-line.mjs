/**
 * Vitest reporter: prints one plain closing line that any log reader can count.
 *
 * Before it come the tests that passed only at their second try: each is a fault of the test or of what it tests.
 * A file can fail without a failed test in it (an import error, a failing hook): it counts as one failure.
 */
export default class ClosingLine {
  onTestRunEnd(modules, errors) {
    let passed = 0
    let failed = errors.length
    let skipped = 0
    const flaky = []
    for (const file of modules) {
      let failedHere = 0
      for (const test of file.children.allTests()) {
        const { state } = test.result()
        if (test.diagnostic()?.flaky)
          flaky.push(`${file.project.name} ${file.relativeModuleId} > ${test.fullName}`)
        if (state === 'passed') passed++
        else if (state === 'failed') failedHere++
        else skipped++
      }
      failed += failedHere || (file.state() === 'failed' ? 1 : 0)
    }
    for (const name of flaky) process.stdout.write(`\npassed only at the second try: ${name}`)
    process.stdout.write(`\n${passed} passed, ${failed} failed, ${skipped} skipped\n`)
  }
}
