/** What cannot be the name of a constant in a module of JavaScript. */
export const reservedWords: ReadonlySet<string> = new Set(
  `arguments as async await break case catch class const continue debugger default delete do else enum eval export
  extends false finally for from function get if implements import in instanceof interface let new null of package private
  protected public return set static super switch this throw true try typeof undefined var void while with yield
  globalThis NaN Infinity`.split(/\s+/),
)
