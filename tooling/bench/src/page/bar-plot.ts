import { escaped, frame } from './frame.js'

const WIDTH = 720
const ROW = 26
const LABELS = 300

/** A plot of horizontal bars, each with its value, as SVG. */
export function barPlot(title: string, bars: Readonly<Record<string, number>>): string {
  const entries = Object.entries(bars)
  const longest = Math.max(...entries.map(([, value]) => value), Number.MIN_VALUE)
  const rows = entries.map(([label, value], at) => {
    const y = 40 + at * ROW
    const width = Math.max(1, (value / longest) * (WIDTH - LABELS - 90))
    return [
      `<text x="${LABELS - 8}" y="${y + 14}" text-anchor="end">${escaped(label)}</text>`,
      `<rect x="${LABELS}" y="${y}" width="${width.toFixed(1)}" height="18" fill="#3b6fb6"/>`,
      `<text x="${(LABELS + width + 6).toFixed(1)}" y="${y + 14}">${value}</text>`,
    ].join('')
  })
  return frame(title, { width: WIDTH, height: 50 + entries.length * ROW }, rows)
}
