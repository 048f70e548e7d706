import { connec } from '@duet/connec-client'
import { defineMapper } from '@duet/core'
import { users } from '../resources.js'

export const appUserMapper = defineMapper({
  connec: connec.appUser,
  external: users,
  fields: {
    'email.address': 'email',
    is_admin: {
      to: 'role',
      using: { toExternal: (isAdmin) => (isAdmin ? 'admin' : 'user'), toConnec: (role) => role === 'admin' },
    },
  },
  toConnec: (user, { name }) => {
    // a no-break space holds one name together
    const [first_name, ...others] = name?.split(/[ \t\n\v\f\r]+/).filter((word) => word !== '') ?? []
    return {
      ...user,
      ...(first_name !== undefined && { first_name }),
      ...(others.length > 0 && { last_name: others.join(' ') }),
    }
  },
  toExternal: (user, { first_name, last_name }) => {
    const name = [first_name, last_name].filter((part) => part).join(' ')
    return name === '' ? user : { ...user, name }
  },
})
