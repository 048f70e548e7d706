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
  const height = 50 + entries.length * ROW
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="13"><rect width="100%" height="100%" fill="#fff"/><text x="12" y="22" font-weight="bold">${escaped(title)}</text>${rows.join('')}</svg>\n`
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
