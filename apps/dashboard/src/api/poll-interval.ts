/** Milliseconds between two looks at what does not change by itself. */
export const calmInterval = 5_000

/** Milliseconds between two looks: each second while something runs, else every five. */
export const pollInterval = (running: boolean): number => (running ? 1_000 : calmInterval)
