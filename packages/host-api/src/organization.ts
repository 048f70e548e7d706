import { z } from 'zod'

/** A company: a tenant's key and the Connec! group id it is known under there. */
export const organization = z.object({
  id: z.string(),
  name: z.string(),
  tenant: z.string(),
  uid: z.string(),
})

export const organizationList = z.object({
  organizations: z.array(organization),
  /** Keys of the tenants in the settings, for a new organization. */
  tenants: z.array(z.string()),
})

export const createOrganizationRequest = z.object({
  name: z.string().trim().min(1),
  tenant: z.string(),
  uid: z.string().regex(/^cld-[a-z0-9]+$/i, 'must be a Connec! group id such as cld-9p9y'),
})

export type Organization = z.output<typeof organization>
export type OrganizationList = z.output<typeof organizationList>
export type CreateOrganizationRequest = z.output<typeof createOrganizationRequest>
