const second = scale()

/** Milliseconds between two looks at what does not change by itself. */
export const calmInterval = 5 * second

/** Milliseconds between two looks: each second while something runs, else every five. */
export const pollInterval = (running: boolean): number => (running ? second : calmInterval)

/** Milliseconds the page takes for a second when it looks at what the host does: less in tests, by a `meta` of the page. */
function scale(): number {
  const written = globalThis.document?.querySelector('meta[name="duet-poll-ms"]')?.getAttribute('content')
  return Number(written ?? 1_000)
}
