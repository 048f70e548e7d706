import { type Edit, importing, inTurn } from './edit.js'
import { withItem } from './with-item.js'

const webhooks = { code: 'webhooks', is: (item: string) => /^webhooks\b/.test(item) }

/** What changes in the files of a connector when its application tells of changes. */
export const webhookEdits: readonly Edit[] = [
  {
    path: 'src/index.ts',
    apply: inTurn(importing({ './webhooks.js': ['webhooks'] }), (code) =>
      withItem(code, /\bdefineConnector\(\{/, webhooks),
    ),
    byHand: ["import { webhooks } from './webhooks.js'", 'defineConnector({ ..., webhooks })'],
  },
  {
    path: 'src/simulator/index.ts',
    apply: inTurn(importing({ './webhooks.js': ['webhooks'] }), (code) =>
      withItem(code, /\bdefineSimulator\(\{/, webhooks),
    ),
    byHand: ["import { webhooks } from './webhooks.js'", 'defineSimulator({ ..., webhooks })'],
  },
]
