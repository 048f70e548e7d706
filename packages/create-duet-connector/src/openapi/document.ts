import { z } from 'zod'

const anything = z.record(z.string(), z.unknown())

/** A parameter of a request, its references resolved. */
export const parameterObject = z.looseObject({
  name: z.string(),
  in: z.string(),
  schema: z.unknown().optional(),
})

/** What is sent or answered, by media type. */
const content = z.looseObject({
  content: z.record(z.string(), z.looseObject({ schema: z.unknown().optional() })).optional(),
})

export const operationObject = z.looseObject({
  parameters: z.array(z.unknown()).optional(),
  requestBody: content.optional(),
  responses: z.record(z.string(), content).optional(),
})

export type OperationObject = z.output<typeof operationObject>

const pathItem = z.looseObject({ parameters: z.array(z.unknown()).optional() })

const scopes = z.record(z.string(), z.unknown()).optional()
const flow = z.looseObject({ authorizationUrl: z.string(), tokenUrl: z.string(), scopes })

/** A way to sign in; kinds that are not known stay as they are. */
export const securityScheme = z.union([
  z.looseObject({ type: z.literal('oauth2'), flows: z.looseObject({ authorizationCode: flow }) }),
  z.looseObject({ type: z.literal('apiKey'), in: z.literal('header'), name: z.string() }),
  z.looseObject({ type: z.literal('http'), scheme: z.string().toLowerCase() }),
])

export type SecurityScheme = z.output<typeof securityScheme>

/** As much of an OpenAPI 3 document as is read here; schemas are read where they are met. */
export const openapiDocument = z.looseObject({
  openapi: z.string().regex(/^3\./, 'must be 3.0 or later'),
  info: z.looseObject({ title: z.string().optional() }).optional(),
  servers: z
    .array(
      z.looseObject({
        url: z.string(),
        variables: z.record(z.string(), z.looseObject({ default: z.string() })).optional(),
      }),
    )
    .optional(),
  paths: z.record(z.string(), pathItem),
  security: z.array(anything).optional(),
  components: z.looseObject({ securitySchemes: anything.optional() }).optional(),
})

export type OpenapiDocument = z.output<typeof openapiDocument>
export type PathItem = z.output<typeof pathItem>
