import { isPlainObject, type PlainRecord, type ReferenceType, type SchemaRoles } from '@duet/core'

/** What stands at the end of a declared path. */
export type Role =
  | { readonly kind: 'own' }
  | { readonly kind: 'reference'; readonly resource: string; readonly typed?: ReferenceType | undefined }
  | { readonly kind: 'line' }

/** The declared paths of a resource as a tree; lists and single objects are told apart by what a record holds. */
export interface RoleNode {
  readonly role: Role | undefined
  /** True when the role is that of a list's elements. */
  readonly list: boolean
  readonly children: ReadonlyMap<string, RoleNode>
  /** The children once more, as a list: a record asks each of them. */
  readonly branches: readonly RoleBranch[]
  /** True when ids of lines are below it, or here. */
  readonly leadsToLines: boolean
}

export interface RoleBranch {
  readonly key: string
  readonly node: RoleNode
}

interface GrowingNode extends RoleNode {
  role: Role | undefined
  list: boolean
  leadsToLines: boolean
  readonly children: Map<string, GrowingNode>
  readonly branches: RoleBranch[]
}

const trees = new WeakMap<SchemaRoles, RoleNode>()

/** The tree of a resource, made once: its own id, its references, its line ids. */
export function roleTree(roles: SchemaRoles): RoleNode {
  const known = trees.get(roles)
  if (known !== undefined) return known
  const root = newNode()
  plant(root, 'id', { kind: 'own' })
  for (const { path, resource, typed } of roles.references)
    plant(root, path, { kind: 'reference', resource, typed })
  for (const path of roles.lineIds) plant(root, path, { kind: 'line' })
  trees.set(roles, root)
  return root
}

/** An empty path names nothing. */
function plant(root: GrowingNode, path: string, role: Role): void {
  if (path === '') return
  let node = root
  if (role.kind === 'line') node.leadsToLines = true
  for (const key of path.replaceAll('[]', '').split('.')) {
    node = node.children.get(key) ?? grow(node, key)
    if (role.kind === 'line') node.leadsToLines = true
  }
  node.role = role
  node.list = path.endsWith('[]')
}

function grow(node: GrowingNode, key: string): GrowingNode {
  const child = newNode()
  node.children.set(key, child)
  node.branches.push({ key, node: child })
  return child
}

const newNode = (): GrowingNode => ({
  role: undefined,
  list: false,
  leadsToLines: false,
  children: new Map(),
  branches: [],
})

/**
 * What becomes of a value with a role; `undefined` leaves the field out. `path` is `lines[0].item_id`, `beside` the object
 * the value stands in.
 */
export type Visit = (value: unknown, role: Role, path: string, beside: PlainRecord) => unknown

/** The value with every leaf that has a role replaced; what changes is copied, the input never is. */
export function mapRoles(value: unknown, node: RoleNode, visit: Visit, path = ''): unknown {
  if (Array.isArray(value)) return mapList(value, (item, at) => mapRoles(item, node, visit, `${path}[${at}]`))
  if (!isPlainObject(value)) return value
  let copy: Record<string, unknown> | undefined
  for (const { key, node: child } of node.branches) {
    const before = value[key]
    if (before === undefined) continue
    const after = mapChild(before, child, {
      visit,
      path: path === '' ? key : `${path}.${key}`,
      beside: value,
    })
    if (after === before) continue
    copy ??= { ...value }
    if (after === undefined) delete copy[key]
    else copy[key] = after
  }
  return copy ?? value
}

interface Visiting {
  readonly visit: Visit
  readonly path: string
  readonly beside: PlainRecord
}

function mapChild(value: unknown, node: RoleNode, { visit, path, beside }: Visiting): unknown {
  const { role } = node
  if (role === undefined || (isPlainObject(value) && node.children.size > 0))
    return mapRoles(value, node, visit, path)
  if (!node.list || !Array.isArray(value)) return visit(value, role, path, beside)
  return mapList(value, (item, at) => visit(item, role, `${path}[${at}]`, beside)).filter(
    (item) => item !== undefined,
  )
}

function mapList(list: readonly unknown[], map: (item: unknown, at: number) => unknown): readonly unknown[] {
  const mapped = list.map(map)
  return mapped.some((item, at) => item !== list[at]) ? mapped : list
}
