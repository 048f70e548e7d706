import { print } from '../code/doc.js'
import { object, propertyDoc, quote } from '../code/literals.js'
import { entityConstant, entityFile, entityName } from '../files/entity-name.js'
import { centsCode, codecsOf, resourceCode } from '../files/resources-file.js'
import { collectionProperty, idStrategyOf } from '../files/simulator-file.js'
import { limitedValues } from '../files/test-files.js'
import type { EntityPlan, ResourcePlan } from '../plan/connector-plan.js'
import { type Edit, importing, inTurn } from './edit.js'
import { ownNames } from './own-names.js'
import type { Addition } from './plan-addition.js'
import { withItem } from './with-item.js'

/** What changes in the files of a connector when it gets one more entity. */
export const entityEdits = ({ entity, declared }: Addition): readonly Edit[] => [
  indexEdit(entity),
  resourcesEdit(declared),
  simulatorEdit({ ...entity.resource, ...(declared.names && { names: declared.names }) }),
  ...testEdit(entity),
]

function indexEdit(entity: EntityPlan): Edit {
  const constant = entityConstant(entity)
  const module = `./entities/${entityFile(entity)}.js`
  return {
    path: 'src/index.ts',
    apply: inTurn(importing({ [module]: [constant] }), (code) =>
      withItem(code, /\n {2}entities: \[/, { code: constant, is: (item) => item === constant }),
    ),
    byHand: [`import { ${constant} } from ${quote(module)}`, `entities: [..., ${constant}]`],
  }
}

function resourcesEdit(resource: ResourcePlan): Edit {
  const declared = new RegExp(`^export const ${resource.constant}\\b`, 'm')
  const declaration = resourceCode(resource)
  const codecs = [...codecsOf(resource)].filter((name) => name !== 'cents')
  const isCounted = codecsOf(resource).has('cents')
  const declare = inTurn(
    importing({ '@duet/core': codecs, ...(/\bz\./.test(declaration) && { zod: ['z'] }) }),
    (code) => (isCounted && !/\bcents = /.test(code) ? `${code}\n${centsCode}\n` : code),
    (code) => `${code}\n${declaration}\n`,
  )
  return {
    path: 'src/resources.ts',
    apply: (code) => (declared.test(code) ? code : /\bcollection\b/.test(code) ? declare(code) : undefined),
    byHand: declaration.split('\n'),
  }
}

function simulatorEdit(resource: ResourcePlan): Edit {
  const [name, value] = collectionProperty(resource)
  const code = print(propertyDoc([name, value]), 106)
  const names = ownNames(resource)
  return {
    path: 'src/simulator/index.ts',
    apply: inTurn(
      importing({ '@duet/simulator': idStrategyOf(resource) }),
      ...names.map((each) => each.apply),
      (source) =>
        withItem(source, /\n {2}collections: \{/, {
          code,
          is: (item) => item.startsWith(`${print(propertyDoc([name, '']))}`.trimEnd()),
        }),
    ),
    byHand: [...names.map((each) => each.byHand), `collections: { ... ${code} }`],
  }
}

/** The values of choices, for the kit. */
function testEdit(entity: EntityPlan): readonly Edit[] {
  const values = limitedValues(entity)
  if (values.length === 0) return []
  const all = print(propertyDoc(['values', object(values)]), 108)
  return [
    {
      path: 'test/connector.test.ts',
      apply: (code) =>
        /\n {2}values: \{/.test(code)
          ? inTurn(
              ...values.map((value) => (source: string) => {
                const property = print(propertyDoc(value), 106)
                const [start = ''] = property.split(' ')
                return withItem(source, /\n {2}values: \{/, {
                  code: property,
                  is: (item) => item.startsWith(start),
                })
              }),
            )(code)
          : withItem(code, /\ntestConnector\(\w+, \{/, { code: all, is: () => false }),
      byHand: [`values of ${entityName(entity)}: ${all}`],
    },
  ]
}
