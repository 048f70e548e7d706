export interface PaperSize {
  readonly width: number
  readonly height: number
}

/** The paper of a plot: white, with a title. */
export const frame = (title: string, { width, height }: PaperSize, parts: readonly string[]): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="13"><rect width="100%" height="100%" fill="#fff"/><text x="12" y="22" font-weight="bold">${escaped(title)}</text>${parts.join('')}</svg>\n`

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
