import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { checkTarball } from './check-tarball.js'
import { addTarball, installOutside, installWith } from './install-outside.js'
import { addConnectorOfAnotherTime, installedDuet } from './installed-duet.js'
import { packAll } from './pack.js'
import { publicPackages } from './public-packages.js'
import { succeed } from './run-command.js'
import type { Steps } from './steps.js'

const CONNECTORS = ['@duet/connector-example-crm', '@duet/connector-basecrm']
const packed = z.tuple([z.looseObject({ filename: z.string() })])

/** Packs, checks, installs in empty folders and runs what is published, a step after the other. */
export async function tryOutside(folder: string, { step }: Steps): Promise<void> {
  const places = {
    tarballs: path.join(folder, 'tarballs'),
    project: path.join(folder, 'project'),
    scaffold: path.join(folder, 'scaffold'),
  }
  for (const place of Object.values(places)) await mkdir(place, { recursive: true })
  let tarballs: ReadonlyMap<string, string> = new Map()
  await step('every public package is packed', async () => {
    tarballs = await packAll(publicPackages(), places.tarballs)
    return `${tarballs.size} packages`
  })
  await step('publint and attw have nothing to say', async () => {
    const problems: string[] = []
    for (const [name, file] of tarballs)
      problems.push(...(await checkTarball(file)).map((problem) => `${name}: ${problem}`))
    if (problems.length > 0) throw new Error(problems.join('\n'))
    return 'types and exports resolve'
  })
  await step('npm installs the tarballs in an empty project', async () => {
    await installOutside(places.project, tarballs)
    return 'host, connectors and kit'
  })
  await tryHost(places.project, step)
  await tryScaffold({ ...places, tarballs: () => tarballs }, step)
  await tryRefusal(places.project, step)
}

/** What an installed host does with installed connectors. */
async function tryHost(project: string, step: Steps['step']): Promise<void> {
  const duet = installedDuet(project)
  for (const connector of CONNECTORS) {
    await step(`duet check finds ${connector} sound`, async () => (await duet.check(connector)).join(', '))
    await step(`duet dev --once synchronizes ${connector}`, () => duet.devOnce(connector))
  }
}

interface Places {
  readonly project: string
  readonly scaffold: string
  tarballs(): ReadonlyMap<string, string>
}

/** A connector that the packed scaffold writes, from nothing to one that is installed beside the host. */
async function tryScaffold({ project, scaffold, tarballs }: Places, step: Steps['step']): Promise<void> {
  const home = path.join(scaffold, 'my-crm')
  const duet = installedDuet(home)
  await step('npm create duet-connector writes a connector', async () => {
    // what npm create does, with the tarball instead of what is published under that name
    const create = `file:${tarballs().get('create-duet-connector')}`
    const npmCreate = ['exec', '--yes', '--prefer-offline', `--package=${create}`, '--']
    await succeed('npm', [...npmCreate, 'create-duet-connector', 'my-crm', '--yes'], scaffold)
    return 'my-crm'
  })
  await step('npm installs what it needs', async () => {
    await installWith(home, tarballs())
    return 'the host among it'
  })
  await step('its build, types and tests are green', async () => {
    for (const script of ['build', 'typecheck', 'test']) await succeed('npm', ['run', script], home)
    return 'npm run build, typecheck, test'
  })
  await step('duet check finds it sound', async () => (await duet.check('.')).join(', '))
  await step('duet dev --once synchronizes it', () => duet.devOnce('.'))
  await step('while duet dev is running, duet plan and duet inspect answer', () => duet.atWork('.', 'com_7'))
  await step('its own tarball works beside the installed host', async () => {
    const [{ filename }] = packed.parse(JSON.parse(await succeed('npm', ['pack', '--json'], home)))
    await addTarball(project, path.join(home, filename))
    const { names } = await installedDuet(project).connectors()
    if (!names.includes('my-crm')) throw new Error(`found only ${names.join(', ')}`)
    return await installedDuet(project).devOnce('duet-connector-my-crm')
  })
}

/** A connector for an authoring API that is yet to come does not disturb the others. */
async function tryRefusal(project: string, step: Steps['step']): Promise<void> {
  await step('duet connectors finds those of its range and refuses another in words', async () => {
    await addConnectorOfAnotherTime(project, '@duet/connector-example-crm')
    const { names, refusals } = await installedDuet(project).connectors()
    const refusal = refusals.find((words) => /written for version \^2\.0 of the authoring API/.test(words))
    if (!names.includes('example-crm') || !names.includes('basecrm') || refusal === undefined)
      throw new Error(`found ${names.join(', ')}; refused: ${refusals.join(' ')}`)
    return `${names.join(', ')}; ${refusal}`
  })
}
