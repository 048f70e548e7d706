/** Three significant digits: more would promise more than was measured. */
export const rounded = (value: number): number => Number(value.toPrecision(3))
