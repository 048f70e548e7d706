import { defineConnecResource } from '@duet/core'
import { z } from 'zod'
import { addressSet } from '../embedded/address-set.js'
import { email } from '../embedded/email.js'
import { keptByHub } from '../embedded/kept-by-hub.js'
import { phone } from '../embedded/phone.js'
import { moment } from '../values/moment.js'
import { text } from '../values/text.js'
import { unshaped } from '../values/unshaped.js'

/** Somebody the company employs. */
export const employee = defineConnecResource({
  name: 'employee',
  collection: 'employees',
  fields: {
    employee_id: text,
    first_name: text,
    last_name: text,
    full_name: text,
    job_title: text,
    birth_date: moment,
    hired_date: moment,
    released_date: moment,
    gender: text,
    social_security_number: text,
    address: addressSet,
    email,
    phone,
    employee_salaries: z.array(unshaped),
    note: text,
    ...keptByHub,
  },
})
