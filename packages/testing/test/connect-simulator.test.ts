import { AuthorizationError, apiKey, basic, type Connector } from '@duet/core'
import { json } from '@duet/simulator'
import { http as msw } from 'msw'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { connectSimulator } from '../src/index.js'
import { createSmallCrm, origin } from './small-crm.js'
import { smallCrm } from './small-crm-connector.js'

test('a client is signed in at the simulator, and stays so', async () => {
  await using crm = connectSimulator(smallCrm(), createSmallCrm())
  expect(await smallCrm().account(crm.http)).toEqual({ id: '7', name: 'Acme' })
  crm.simulator.oauth.revokeAll()
  expect(await smallCrm().account(crm.http)).toEqual({ id: '7', name: 'Acme' })
  expect(crm.renewals).toBe(1)
})

test('others are refused', async () => {
  await using crm = connectSimulator(smallCrm(), createSmallCrm())
  for (const credentials of [{}, { accessToken: 'unknown' }])
    await expect(smallCrm().account(crm.clientWith(credentials))).rejects.toBeInstanceOf(AuthorizationError)
})

test('nobody waits, unless a test wants to know how long', async () => {
  const waits: number[] = []
  await using crm = connectSimulator(smallCrm(), createSmallCrm(), {
    sleep: async (ms) => {
      waits.push(ms)
    },
  })
  crm.simulator.faults.add({
    times: 1,
    do: { kind: 'status', status: 429, headers: { 'retry-after': '30' } },
  })
  await smallCrm().account(crm.http)
  expect(waits).toEqual([30_000])
})

test('with a key it is sent as the connector declares', async () => {
  const connector: Connector = {
    ...smallCrm(),
    otherAuth: [apiKey({ header: 'Authorization', prefix: 'Bearer ', label: 'Key' })],
  }
  await using crm = connectSimulator(connector, createSmallCrm(), { authorization: 'api-key' })
  await crm.http.get('/me', z.unknown())
  expect(crm.simulator.requests.count({ path: '/me', status: 200 })).toBe(1)
  expect(() => connectSimulator(smallCrm(), createSmallCrm(), { authorization: 'api-key' })).toThrow(
    /declares none/,
  )
})

test('where the application has passwords, the account’s own is sent', async () => {
  const connector: Connector = {
    ...smallCrm(),
    auth: basic({ usernameLabel: 'User', passwordLabel: 'Password' }),
  }
  const login = { username: 'ada', password: 'lovelace' }
  await using crm = connectSimulator(connector, { ...createSmallCrm(), login })
  crm.network.use(
    msw.get(`${origin}/secret`, ({ request }) => json(200, request.headers.get('authorization'))),
  )
  expect(await crm.http.get('/secret', z.string())).toBe(`Basic ${btoa('ada:lovelace')}`)
  expect(() => connectSimulator(connector, createSmallCrm())).toThrow(/has no "login"/)
})

test('after closing, the network is as it was', async () => {
  const crm = connectSimulator(smallCrm(), createSmallCrm())
  await crm.close()
  await using again = connectSimulator(smallCrm(), createSmallCrm())
  expect(await again.http.get('/me', z.unknown())).toEqual({ id: '7', name: 'Acme' })
  expect(again.simulator.origin).toBe(origin)
})
