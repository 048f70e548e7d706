import { expect, test } from 'vitest'
import { fieldsOf } from '../../test/fixture.js'
import { users } from '../resources.js'
import { appUserMapper } from './app-user.js'

const toConnec = (user: Record<string, unknown>) => appUserMapper.toConnec({ id: '1', ...user }, undefined)

test('a user becomes an app user', () => {
  expect(appUserMapper.toConnec(fieldsOf(users, 'user'), undefined)).toEqual({
    first_name: 'Grace',
    last_name: 'Linden',
    email: { address: 'grace@northwind.example' },
    is_admin: true,
  })
})

test('an app user becomes a user', () => {
  const user = {
    first_name: 'Grace',
    last_name: 'Linden',
    is_admin: false,
    email: { address: 'g@n.example' },
  }
  expect(appUserMapper.toExternal(user, undefined)).toEqual({
    name: 'Grace Linden',
    role: 'user',
    email: 'g@n.example',
  })
})

test('a name of one word is a first name, and no last name (B22)', () => {
  expect(toConnec({ name: 'Cher' })).toEqual({ first_name: 'Cher' })
})

test.each([undefined, null, '', '   '])(
  'a user without a name (%j) has no names at the hub (B22)',
  (name) => {
    expect(toConnec({ name, role: 'user' })).toEqual({ is_admin: false })
  },
)

test('white space between names does not count (B22)', () => {
  expect(toConnec({ name: ' Ann\t van   Dyke ' })).toEqual({ first_name: 'Ann', last_name: 'van Dyke' })
})

test('an app user with one name has no stray space, and without any no name', () => {
  expect(appUserMapper.toExternal({ last_name: 'Linden' }, undefined)).toEqual({ name: 'Linden' })
  expect(appUserMapper.toExternal({}, undefined)).toEqual({})
})

test('only the role admin makes an administrator; without a role nothing is said', () => {
  expect(toConnec({ role: 'Admin' })).toEqual({ is_admin: false })
  expect(toConnec({})).toEqual({})
})
