import type { Kit, Pair } from '../kit.js'
import { type ChangeableText, changeableTexts } from './changeable-text.js'
import { canBeFilled } from './fill-store.js'

/** Pairs whose records somebody may edit at the application and that then travel to the hub, with a text to edit. */
export function pairsWithText(kit: Kit): readonly { pair: Pair; text: ChangeableText }[] {
  return kit.pairs.flatMap((pair) => {
    const { mapper, entity, fixtures } = pair
    const [fixture] = fixtures
    if (fixture === undefined || entity.push.connec !== 'upsert') return []
    if (canBeFilled(mapper.external, kit) !== true || hasLines(pair)) return []
    const [text] = changeableTexts(pair, mapper.external.parse(fixture).fields, kit)
    return text === undefined ? [] : [{ pair, text }]
  })
}

/** Lines may hold references of their own, which a plain copy of a fixture would leave dangling. */
const hasLines = ({ mapper }: Pair): boolean =>
  mapper.connec.references.some(
    ({ path }) => path.includes('[]') && mapper.rows.some(({ connec }) => path.startsWith(`${connec}[]`)),
  )
