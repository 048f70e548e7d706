import { apiError, connectorList, organization, organizationList } from '@duet/host-api'
import { expect, test } from 'vitest'
import { createSignInUrl, SIGN_IN_MS } from '../src/sign-in/create-sign-in-url.js'
import { openBrowser } from './browser.js'
import { openSandbox } from './open-sandbox.js'

test('a sign-in link is good once: wrong, used and expired ones get a page that says how to get another', async () => {
  await using sandbox = await openSandbox()
  const { host } = sandbox
  const url = await host.signInUrl()

  const first = await openBrowser().request(url)
  expect([first.status, first.headers.get('location')]).toEqual([302, '/'])
  expect(first.headers.get('set-cookie')).toMatch(/^duet_session=[\w-]{43};.*HttpOnly; SameSite=Lax/)
  const expired = await createSignInUrl(host.store, host.url, { now: Date.now() - SIGN_IN_MS })
  for (const bad of [url, `${host.url}/sign-in?token=guessed`, `${host.url}/sign-in`, expired]) {
    const refused = await openBrowser().request(bad)
    expect(refused.status).toBe(403)
    expect(refused.headers.get('set-cookie')).toBeNull()
    expect(await refused.text()).toContain('Run &quot;duet sign-in&quot;')
  }
})

test('the API needs a session, and a header for everything that changes something', async () => {
  await using sandbox = await openSandbox()
  const { host, browser } = sandbox
  const stranger = await openBrowser().api('GET', `${host.url}/api/organizations`)
  expect(stranger.status).toBe(401)
  expect(apiError.parse(stranger.body).error.code).toBe('signed_out')

  const form = await browser.request(`${host.url}/api/session`, { method: 'DELETE' })
  expect(form.status).toBe(403)
  expect((await browser.api('GET', `${host.url}/api/organizations`)).status).toBe(200)

  expect((await browser.api('DELETE', `${host.url}/api/session`)).status).toBe(204)
  expect((await browser.api('GET', `${host.url}/api/organizations`)).status).toBe(401)
})

test('companies and connectors are listed as the API says', async () => {
  await using sandbox = await openSandbox()
  const { host, browser } = sandbox
  const list = organizationList.parse((await browser.api('GET', `${host.url}/api/organizations`)).body)
  expect(list).toMatchObject({ organizations: [{ tenant: 'main', uid: 'cld-northwind' }], tenants: ['main'] })

  const wanted = { name: 'Fabrikam', tenant: 'main', uid: 'cld-fabrikam' }
  const made = await browser.api('POST', `${host.url}/api/organizations`, wanted)
  expect([made.status, organization.parse(made.body).name]).toEqual([201, 'Fabrikam'])
  expect((await browser.api('POST', `${host.url}/api/organizations`, wanted)).status).toBe(409)
  const stray = await browser.api('POST', `${host.url}/api/organizations`, { ...wanted, tenant: 'x' })
  expect(apiError.parse(stray.body).error.fields).toHaveProperty('tenant')

  const { connectors } = connectorList.parse((await browser.api('GET', `${host.url}/api/connectors`)).body)
  const basecrm = connectors.find(({ name }) => name === 'basecrm')
  expect(basecrm).toMatchObject({ configured: true, missing: null })
  expect(basecrm?.entities.find(({ name }) => name === 'person_and_organization')).toMatchObject({
    label: expect.stringMatching(/^(People and organizations|Organizations and people)$/),
    external: expect.stringContaining('contacts'),
  })
})

test('unknown paths of the API and odd bodies are answered in words', async () => {
  await using sandbox = await openSandbox()
  const { host, browser } = sandbox
  for (const path of [
    '/api/links/nobody',
    '/api/runs/nobody',
    '/api/nothing',
    '/api/organizations/nobody/links',
  ]) {
    const answer = await browser.api('GET', `${host.url}${path}`)
    expect(answer.status, path).toBe(404)
    expect(apiError.parse(answer.body).error.message).toMatch(/^Failed to find/)
  }
  const broken = await browser.request(`${host.url}/api/organizations`, {
    method: 'POST',
    headers: { 'x-duet': '1' },
    body: '{',
  })
  expect([broken.status, apiError.parse(await broken.json()).error.code]).toEqual([400, 'invalid_json'])
})

test('the host says how it is and which version it has', async () => {
  await using sandbox = await openSandbox()
  const health = await fetch(`${sandbox.host.url}/health`)
  expect([health.status, await health.json()]).toMatchObject([200, { status: 'ok' }])
  expect(await (await fetch(`${sandbox.host.url}/version`)).json()).toMatchObject({
    name: 'duet',
    apiVersion: '1.0',
  })
})
