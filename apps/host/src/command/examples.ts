/** How a command is used, and what usually comes after it. */
export interface Examples {
  /** A command, and what it does. */
  readonly lines: readonly (readonly [command: string, words: string])[]
  readonly next?: string
}

/** By the words of the command; the usage and `docs/command-line.md` show them. */
export const examples: Readonly<Record<string, Examples>> = {
  '': {
    lines: [
      ['duet dev', 'in the folder of a connector: all it needs, in one command'],
      ['duet serve', 'the host, for companies'],
      ['duet plan basecrm', 'what a synchronization would do'],
    ],
    next: 'authors start with "duet dev", operators with "duet serve".',
  },
  dev: {
    lines: [
      ['duet dev', 'in the folder of a connector: simulator, hub, page, an account that is linked'],
      ['duet dev example-crm --port 5200', 'a connector of the workspace, on other ports'],
      ['duet dev --once --json', 'link, synchronize twice, tell a program how that went'],
    ],
    next: 'open the link it prints; in another terminal of the folder: duet plan, duet inspect <id>, duet why <id>.',
  },
  check: {
    lines: [
      ['duet check', 'in the folder of a connector'],
      ['duet check example-crm --json', 'a connector of the workspace, for a program'],
    ],
    next: '"duet dev" shows it at work, "duet test" proves it.',
  },
  test: {
    lines: [
      ['duet test', 'in the folder of a connector: the conformance kit, and its own tests'],
      ['duet test example-crm --kit --json', 'the kit alone, for a program; the card is in the answer'],
    ],
    next: 'commit conformance.json and contract.json, which a whole run writes: hosts show the card.',
  },
  record: {
    lines: [
      [
        'duet record',
        'in the folder of a connector beside "duet dev", or on a host: five records of each kind',
      ],
      ['duet record basecrm --limit 20 --to ./fixtures', 'more of one account, to another folder'],
      ['duet record basecrm --keep orders.status', 'a field that holds words of the API stays as it is'],
    ],
    next: 'read the files before you commit them, then: duet test.',
  },
  serve: {
    lines: [['duet serve --config duet.config.json', 'pages, API, scheduler and workers until Ctrl-C']],
    next: 'open the sign-in link it prints, choose a company, link its account.',
  },
  worker: { lines: [['duet worker', 'one more worker on the same database']] },
  settings: { lines: [['duet settings --json', 'what holds, for a program']] },
  'sign-in': {
    lines: [
      ['duet sign-in', 'a link for one browser of who runs the host'],
      ['duet sign-in --company "Northwind Trading"', 'for somebody of that company, who sees no other'],
    ],
  },
  connectors: { lines: [['duet connectors', 'what is loaded, and why some are not']] },
  links: { lines: [['duet links', 'how each account is doing']] },
  plan: {
    lines: [
      ['duet plan', 'the only link there is: what would change, field by field, on both sides'],
      ['duet plan basecrm --full --only item', 'all items of every account of Base CRM'],
      ['duet plan basecrm --json', 'every record, for a program'],
    ],
    next: '"duet sync --apply <plan>" carries it out; what changed since is planned again.',
  },
  sync: {
    lines: [
      ['duet sync basecrm', 'all accounts of Base CRM, what changed since the last time'],
      ['duet sync basecrm --full --only item', 'every item, whether it changed or not'],
      ['duet sync --apply <plan>', 'carry out what duet plan showed'],
    ],
    next: '"duet inbox list" names what did not travel, "duet why <id>" says why.',
  },
  runs: { lines: [['duet runs basecrm --limit 5', 'the last five of each account']] },
  inspect: {
    lines: [
      ['duet inspect 4801', 'by the id at Connec! or in the application'],
      ['duet inspect 4801 --link basecrm --json', 'fields, mapped forms, base and receipts, for a program'],
    ],
    next: '"duet why <id>" tells all earlier decisions, "duet sync <link>" carries out what would be done.',
  },
  why: {
    lines: [['duet why 4801', 'by the id at Connec! or in the application']],
  },
  forget: { lines: [['duet forget <link>', 'to link another account instead']] },
  move: {
    lines: [
      [
        'DATABASE_URL=postgresql://db.example/duet duet move',
        'into an empty database; what was linked stays linked',
      ],
    ],
    next: 'start every host with that DATABASE_URL and the same DUET_SECRET_KEY.',
  },
  completion: {
    lines: [
      ['source <(duet completion bash)', 'for this shell; add it to ~/.bashrc for all'],
      ['source <(duet completion zsh)', 'the same for zsh'],
      ['duet completion fish | source', 'the same for fish'],
    ],
  },
}
