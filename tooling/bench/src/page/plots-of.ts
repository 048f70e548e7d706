import { isPlainObject, type Json } from '@duet/core'
import { barPlot } from './bar-plot.js'
import { type Lines, linePlot } from './line-plot.js'

export type Figures = Readonly<Record<string, Json>>

export interface Plot {
  readonly file: string
  readonly title: string
  readonly svg: string
}

/** What stands beside the figures. */
const NOT_PLOTTED = new Set(['seconds taken', 'profiles', 'failed'])

/** The figures of a suite as plots: lines where they go by size, bars where several have one unit. */
export function plotsOf(suite: string, figures: Figures): Plot[] {
  const shown = Object.entries(figures).filter(([name]) => !NOT_PLOTTED.has(name))
  const groups = shown.flatMap(([name, value]): [string, Readonly<Record<string, number>>][] =>
    isPlainObject(value) ? [[name, numbersIn(value)]] : [],
  )
  const lines = groups.filter(([, numbers]) => goesBySize(numbers))
  const bars = groups.filter(([, numbers]) => !goesBySize(numbers))
  return [
    ...(lines.length > 0 ? [asLines(suite, Object.fromEntries(lines))] : []),
    ...bars.flatMap(([name, numbers]) => asBars(`${suite}: ${name}`, numbers)),
    ...asBars(suite, numbersIn(figures)),
  ]
}

const goesBySize = (numbers: object): boolean => {
  const names = Object.keys(numbers)
  return names.length > 2 && names.every((name) => /^\d+$/.test(name))
}

const asLines = (suite: string, lines: Lines): Plot => {
  const title = `${suite}, by number of records`
  return { file: fileOf(title), title, svg: linePlot(title, lines) }
}

/** A plot for each unit: `Duet, records/s` is measured in records/s. */
function asBars(title: string, numbers: Readonly<Record<string, number>>): Plot[] {
  const byUnit = new Map<string, Record<string, number>>()
  for (const [name, value] of Object.entries(numbers)) {
    const [, label = name, unit = ''] = /^(.*?)(?:, ([^,]+))?$/.exec(name) ?? []
    byUnit.set(unit, { ...byUnit.get(unit), [label]: value })
  }
  return [...byUnit].flatMap(([unit, bars]) => {
    if (Object.keys(bars).length < 2) return []
    const whole = unit === '' ? title : `${title}, ${unit}`
    return [{ file: fileOf(whole), title: whole, svg: barPlot(whole, bars) }]
  })
}

export const numbersIn = (figures: object): Record<string, number> =>
  Object.fromEntries(
    Object.entries(figures).flatMap(([name, value]) =>
      typeof value === 'number' && !NOT_PLOTTED.has(name) ? [[name, value]] : [],
    ),
  )

const fileOf = (title: string): string =>
  `${title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')}.svg`
