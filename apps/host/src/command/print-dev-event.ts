import type { DevEvent } from '../authoring/dev-loop.js'
import type { SessionPlaces } from '../authoring/dev-message.js'
import type { Terminal } from './terminal.js'

/** Says what happens in a session: in words, or a line of JSON each. */
export function printDevEvent({ print, style, json }: Terminal & { json: boolean }) {
  return (event: DevEvent) => (json ? print(JSON.stringify(event)) : inWords(event))

  function inWords(event: DevEvent): void {
    switch (event.event) {
      case 'ready':
        printPlaces(event.places, { print, style })
        break
      case 'changed':
        print(style('quiet', `${event.file} has changed`))
        break
      case 'reloaded':
        print(`${style('good', 'reloaded')} in ${event.ms} ms`)
        break
      case 'refused':
        for (const { level, message } of event.complaints)
          print(`${style(level === 'error' ? 'bad' : 'warn', level)} ${message}`)
        print('The last version that loads is still at work.')
        break
      case 'ended':
        print(style('bad', event.message))
        break
    }
  }
}

function printPlaces(places: SessionPlaces, { print, style }: Pick<Terminal, 'print' | 'style'>): void {
  const { page, signIn, simulator, hub, settings, account } = places
  print('')
  print(`  page       ${style('strong', signIn ?? page)}`)
  print(`  simulator  ${simulator}`)
  print(`  hub        ${hub}`)
  print(`  account    ${account}`)
  print(`  settings   ${settings}`)
  print('')
  print('Save a file and it is reloaded after the run under way. Ctrl-C stops everything; the records stay.')
  print(
    style('quiet', 'Next, in another terminal of this folder: duet plan, duet why <id>, duet inbox list.'),
  )
}
