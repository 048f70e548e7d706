import { defineConnecResource, ref } from '@duet/core'
import { z } from 'zod'
import { addressSet } from '../embedded/address-set.js'
import { email } from '../embedded/email.js'
import { keptByHub } from '../embedded/kept-by-hub.js'
import { phone } from '../embedded/phone.js'
import { flag } from '../values/flag.js'
import { text } from '../values/text.js'

/** Somebody who works in the company's applications; people, organizations and opportunities are assigned to them. */
export const appUser = defineConnecResource({
  name: 'app_user',
  collection: 'app_users',
  fields: {
    mno_user_id: text,
    code: text,
    first_name: text,
    last_name: text,
    role: text,
    is_admin: flag,
    email,
    address_work: addressSet,
    address_home: addressSet,
    phone_work: phone,
    phone_home: phone,
    teams: z.array(z.object({ id: ref('team'), code: text })),
    ...keptByHub,
  },
})
