import { lineId, ref } from '@duet/core'
import { z } from 'zod'

/** What stands at a path of a record. */
export type Leaf =
  | { readonly kind: 'value' }
  | { readonly kind: 'id' }
  | { readonly kind: 'reference'; readonly resource: string }
  | { readonly kind: 'line' }

interface Node {
  leaf: Leaf | undefined
  isList: boolean
  readonly children: Map<string, Node>
}

const newNode = (): Node => ({ leaf: undefined, isList: false, children: new Map() })

/** Grows a schema from the paths a mapping uses. */
export interface ShapeTree {
  /** Paths with dots; `lines[]` marks a list. What is known of a path already stays unless more is said. */
  add(path: string, leaf: Leaf): void
  shape(): z.ZodRawShape
}

export function shapeTree(): ShapeTree {
  const root = newNode()
  return {
    add(path, leaf) {
      let node = root
      for (const step of path.split('.')) {
        const isList = /\[\d*\]$/.test(step)
        const key = step.replace(/\[\d*\]$/, '')
        const child = node.children.get(key) ?? newNode()
        child.isList ||= isList
        node.children.set(key, child)
        node = child
      }
      if (node.leaf === undefined || node.leaf.kind === 'value') node.leaf = leaf
    },
    shape: () => shapeOf(root),
  }
}

const shapeOf = (node: Node): z.ZodRawShape =>
  Object.fromEntries([...node.children].map(([key, child]) => [key, schemaOf(child)]))

function schemaOf(node: Node): z.ZodType {
  const schema = node.children.size > 0 ? z.object(shapeOf(node)) : leafSchema(node.leaf ?? { kind: 'value' })
  return node.isList ? z.array(schema) : schema
}

function leafSchema(leaf: Leaf): z.ZodType {
  if (leaf.kind === 'reference') return ref(leaf.resource)
  if (leaf.kind === 'line') return lineId()
  return leaf.kind === 'id' ? textId : z.unknown()
}

/** Ids as texts, whatever the application counts with; written as they are held. */
export const textId = z.codec(z.union([z.string(), z.number()]), z.string(), {
  decode: String,
  encode: (id) => id,
})
