import { describe, expect, test } from 'vitest'
import { chromiumPath, withBrowser } from './browser.js'
import { busyWorld, freshWorld } from './stub-world.js'

describe.skipIf(!chromiumPath)('the companies', () => {
  const open = withBrowser()

  test('a company is linked over the consent page of an application, and comes back linked', async () => {
    const page = await open(freshWorld())
    await page.getByText('Not linked to any application yet.').waitFor()
    await page.getByRole('button', { name: 'Link this company to Base CRM' }).click()
    await page.getByRole('link', { name: 'Allow' }).click()
    await page.getByRole('heading', { level: 1, name: 'Northwind Trading and Base CRM' }).waitFor()
    await page.getByText('A synchronization starts by itself').waitFor()
    expect(await page.title()).toBe('Northwind Trading and Base CRM – Duet')

    await page.getByRole('button', { name: 'Close this notice' }).click()
    expect(new URL(page.url()).search).toBe('')

    await page.getByRole('link', { name: 'Companies' }).click()
    await page.getByRole('row', { name: /Base CRM Northwind Sales/ }).waitFor()
    expect(await page.getByRole('button', { name: 'Link this company to Base CRM' }).count()).toBe(0)
  })

  test('a refused consent is told in the words of the host', async () => {
    const page = await open(freshWorld())
    await page.getByRole('button', { name: 'Link this company to Base CRM' }).click()
    await page.getByRole('link', { name: 'Deny' }).click()
    await page.getByRole('alert').getByText('You did not allow Duet to read Base CRM.').waitFor()
  })

  test('an application without a consent page asks for its key', async () => {
    const page = await open(freshWorld())
    await page.getByRole('button', { name: 'Link this company to Example CRM' }).click()
    const dialog = page.getByRole('dialog', { name: 'Link to Example CRM' })
    await dialog.getByLabel('API key').fill('wrong-key')
    await dialog.getByRole('button', { name: 'Link', exact: true }).click()
    await dialog.getByText('Example CRM refused the API key. Check it and try again.').waitFor()

    await dialog.getByLabel('API key').fill('right-key')
    await dialog.getByRole('button', { name: 'Link', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Northwind Trading and Example CRM' }).waitFor()
  })

  test('a second link of a company says that edits travel from one application to the other', async () => {
    const world = busyWorld()
    const [first] = world.links
    if (first) world.links.push({ ...first, id: 'l2', connector: 'example-crm', displayName: 'Example CRM' })
    const page = await open(world)
    await page.getByText('an edit in one application arrives in the others').waitFor()
    expect(await page.getByRole('button', { name: /^Link this company to/ }).count()).toBe(0)
  })

  test('a connector that could not be loaded is shown with its message, one without settings says which', async () => {
    const world = busyWorld()
    const missing = 'Set connectors.example-crm.apiKey in duet.config.json.'
    world.connectors = world.connectors.map((known) =>
      known.name === 'example-crm' ? { ...known, configured: false, missing } : known,
    )
    const page = await open(world)
    await page
      .getByRole('row', { name: /^Base CRM 0\.1\.0 52 checks passed, 3 skipped: it declares no webhooks/ })
      .waitFor()
    await page.getByRole('row', { name: /^Example CRM 0\.1\.0 Its package does not say/ }).waitFor()
    await page.getByText('its manifest asks for apiVersion ^2.0, this host has 1.0').waitFor()
    await page.getByText(missing).waitFor()
    expect(await page.getByRole('button', { name: 'Link this company to Example CRM' }).isDisabled()).toBe(
      true,
    )
  })

  test('a new company needs a Connec! group id', async () => {
    const world = freshWorld()
    const page = await open(world)
    await page.getByRole('button', { name: 'Add a company' }).click()
    const dialog = page.getByRole('dialog', { name: 'Add a company' })
    await dialog.getByLabel('Name').fill('Southwind')
    await dialog.getByLabel('Connec! group').fill('9p9y')
    await dialog.getByRole('button', { name: 'Add' }).click()
    await dialog.getByText('must be a Connec! group id such as cld-9p9y').waitFor()
    expect(world.deeds).toEqual([])

    await dialog.getByLabel('Connec! group').fill('cld-1abc')
    await dialog.getByRole('button', { name: 'Add' }).click()
    await page.getByRole('heading', { name: 'Southwind' }).waitFor()
  })

  test('who is not signed in reads how to sign in, and nothing else', async () => {
    const page = await open(busyWorld())
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'You are not signed in' }).waitFor()
    await page.getByText('npm run duet -- sign-in').waitFor()
    expect(await page.getByText('Northwind').count()).toBe(0)
  })

  test('a host that stops answering is told without moving the page', async () => {
    const page = await open(busyWorld())
    const heading = page.getByRole('heading', { name: 'Northwind Trading' })
    const before = await heading.boundingBox()
    await page.route('**/api/**', (route) => route.abort())
    await page.getByText('Duet does not answer').waitFor()
    expect(await heading.boundingBox()).toEqual(before)
    await page.unroute('**/api/**')
    await page.getByText('Duet does not answer').waitFor({ state: 'detached' })
  })
})
