import { escaped, frame } from './frame.js'

const [WIDTH, HEIGHT] = [720, 320]
const [LEFT, RIGHT, TOP, BOTTOM] = [70, 150, 40, 40]
const COLOURS = ['#3b6fb6', '#c2571a', '#3f8f4f', '#8a4fae']

/** By name of the line: its points, by size. */
export type Lines = Readonly<Record<string, Readonly<Record<string, number>>>>

/** A plot of how something grows with its size, as SVG; both axes are logarithmic, so that what grows in proportion is a slope of one. */
export function linePlot(title: string, lines: Lines): string {
  const points = Object.values(lines).flatMap((line) => Object.entries(line).map(([x, y]) => [Number(x), y]))
  const x = scaleOf(
    points.map(([value]) => value ?? 1),
    LEFT,
    WIDTH - RIGHT,
  )
  const y = scaleOf(
    points.map(([, value]) => value ?? 1),
    HEIGHT - BOTTOM,
    TOP,
  )
  const sizes = [...new Set(points.map(([size]) => size ?? 1))]
  const axis = sizes.map(
    (size) =>
      `<text x="${x(size)}" y="${HEIGHT - 14}" text-anchor="middle">${size.toLocaleString('en')}</text>`,
  )
  const drawn = Object.entries(lines).map(([name, line], at) => {
    const colour = COLOURS[at % COLOURS.length]
    const spots = Object.entries(line).map(([size, value]) => ({ x: x(Number(size)), y: y(value), value }))
    const last = spots.at(-1)
    return [
      `<polyline points="${spots.map((spot) => `${spot.x},${spot.y}`).join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`,
      ...spots.map(
        (spot) =>
          `<circle cx="${spot.x}" cy="${spot.y}" r="3" fill="${colour}"/><text x="${spot.x}" y="${spot.y - 8}" text-anchor="middle">${spot.value}</text>`,
      ),
      `<text x="${(last?.x ?? 0) + 12}" y="${(last?.y ?? 0) + 4}" fill="${colour}">${escaped(name)}</text>`,
    ].join('')
  })
  return frame(title, { width: WIDTH, height: HEIGHT }, [...axis, ...drawn])
}

/** From values to places on the paper. */
function scaleOf(values: readonly number[], from: number, to: number): (value: number) => number {
  const logs = values.map((value) => Math.log(Math.max(value, 0.001)))
  const [least, most] = [Math.min(...logs), Math.max(...logs)]
  const span = most - least || 1
  return (value) => Math.round(from + ((Math.log(Math.max(value, 0.001)) - least) / span) * (to - from))
}
