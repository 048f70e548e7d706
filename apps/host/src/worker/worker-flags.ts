/**
 * How Node runs a worker. A run remembers some 25 MB however many records it looks at; by itself V8 would let ten times as
 * much garbage pile up before it clears any away. A worker that needs more than 512 MB ends, and another one starts.
 */
export const workerFlags: readonly string[] = ['--max-semi-space-size=4', '--max-old-space-size=512']
