import { defineConnecResource, isoDate } from '@duet/core'
import { z } from 'zod'
import { addressSet } from '../embedded/address-set.js'
import { email } from '../embedded/email.js'
import { phone } from '../embedded/phone.js'

/** Somebody who works in the company's applications; people, organizations and opportunities are assigned to them. */
export const appUser = defineConnecResource({
  name: 'app_user',
  collection: 'app_users',
  fields: {
    mno_user_id: z.string(),
    code: z.string(),
    first_name: z.string(),
    last_name: z.string(),
    role: z.string(),
    is_admin: z.boolean(),
    email,
    address_work: addressSet,
    address_home: addressSet,
    phone_work: phone,
    phone_home: phone,
    teams: z.array(z.object({ code: z.string() })),
    created_at: isoDate,
    updated_at: isoDate,
  },
})
