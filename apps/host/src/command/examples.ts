/** How a command is used, and what usually comes after it. */
export interface Examples {
  /** A command, and what it does. */
  readonly lines: readonly (readonly [command: string, words: string])[]
  /** What `--json` prints, or why there is none. */
  readonly json: string
  /** When the exit code is 1, beside what fails in every command. */
  readonly fails?: string
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
    json: 'No answer of its own.',
    next: 'authors start with "duet dev", operators with "duet serve".',
  },
  dev: {
    lines: [
      ['duet dev', 'in the folder of a connector: simulator, hub, page, an account that is linked'],
      ['duet dev example-crm --port 5200', 'a connector of the workspace, on other ports'],
      ['duet dev --once --json', 'link, synchronize twice, tell a program how that went'],
    ],
    json: 'A line for each event (`ready`, `changed`, `reloaded`, `refused`, `ended`); with `--once` one object: `connector`, `account`, `runs`, `shared`, `holds`.',
    fails: 'a run failed, or the second one wrote again (`--once`)',
    next: 'open the link it prints; in another terminal of the folder: duet plan, duet inspect <id>, duet why <id>.',
  },
  check: {
    lines: [
      ['duet check', 'in the folder of a connector'],
      ['duet check example-crm --json', 'a connector of the workspace, for a program'],
    ],
    json: 'One object: `name`, `version`, `sound`, `complaints`, `entities`.',
    fails: 'there is an error among the complaints',
    next: '"duet dev" shows it at work, "duet test" proves it.',
  },
  test: {
    lines: [
      ['duet test', 'in the folder of a connector: the conformance kit, and its own tests'],
      ['duet test example-crm --kit --json', 'the kit alone, for a program; the card is in the answer'],
    ],
    json: 'One object: `passed`, `failed`, `skipped`, `failures`, and `card`, the conformance card (null when the kit did not run to its end).',
    fails: 'a test failed',
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
    json: 'One object: `connector`, `folder`, `files`, `kept`, `notes`.',
    fails: 'the application answered nothing, or something would have stayed that must not',
    next: 'read the files before you commit them, then: duet test.',
  },
  serve: {
    lines: [['duet serve --config duet.config.json', 'pages, API, scheduler and workers until Ctrl-C']],
    json: 'A line for each event: `ready` with `url`, `settings` and `signIn` (null once somebody has signed in, unless `--sign-in` asks for one), then `stopped`. The log stays on standard error.',
    next: 'open the sign-in link it prints, choose a company, link its account.',
  },
  worker: {
    lines: [['duet worker', 'one more worker on the same database']],
    json: 'A line for each event: `ready` with `owner` and `connectors`, then `stopped`.',
  },
  settings: {
    lines: [['duet settings --json', 'what holds, for a program']],
    json: 'The settings in one line; without it the same, indented.',
  },
  'sign-in': {
    lines: [['duet sign-in', 'a link for one browser']],
    json: 'One object: `url`.',
  },
  connectors: {
    lines: [['duet connectors', 'what is loaded, and why some are not']],
    json: 'One object: `connectors`, and `quarantined` with `name`, `path` and `message`.',
  },
  links: {
    lines: [
      ['duet links', 'how each account is doing'],
      ['duet links history basecrm 2026-01-31 --preview', 'what another date would change'],
    ],
    json: 'That of `duet links list`.',
  },
  'links list': {
    lines: [['duet links list', 'how each account is doing, as duet links alone']],
    json: 'One object: `links`.',
  },
  'links history': {
    lines: [
      ['duet links history basecrm 2026-01-31', 'share what was created since then'],
      ['duet links history basecrm all --preview', 'only say what sharing everything would add'],
    ],
    json: 'One object: `linkId` and `historyLimit`; with `--preview` the plan.',
    next: '"duet plan" shows the records, "duet sync" shares them.',
  },
  plan: {
    lines: [
      ['duet plan', 'the only link there is: what would change, field by field, on both sides'],
      ['duet plan basecrm --full --only item', 'all items of every account of Base CRM'],
      ['duet plan basecrm --json', 'every record, for a program'],
    ],
    json: 'One object: `plans`, each with `id`, `counts`, `notes`, `records` and their `changes`.',
    fails: 'a side could not be read',
    next: '"duet sync --apply <plan>" carries it out; what changed since is planned again.',
  },
  sync: {
    lines: [
      ['duet sync basecrm', 'all accounts of Base CRM, what changed since the last time'],
      ['duet sync basecrm --full --only item', 'every item, whether it changed or not'],
      ['duet sync --apply <plan>', 'carry out what duet plan showed'],
    ],
    json: 'One object: `runs` with `totals`; with `--plan` that of `duet plan`.',
    fails: 'a run did not succeed, or could not begin',
    next: '"duet inbox list" names what did not travel, "duet why <id>" says why.',
  },
  runs: {
    lines: [['duet runs basecrm --limit 5', 'the last five of each account']],
    json: 'One object: `runs`, newest first.',
  },
  inspect: {
    lines: [
      ['duet inspect 4801', 'by the id at Connec! or in the application'],
      ['duet inspect 4801 --link basecrm --json', 'fields, mapped forms, base and receipts, for a program'],
    ],
    json: 'One object: `links`, each with `pairs` (`idMap`, `connec`, `external`, `outcomes`, `notes`), `decisions`, `inbox`, `conflicts`.',
    next: '"duet why <id>" tells all earlier decisions, "duet sync <link>" carries out what would be done.',
  },
  why: {
    lines: [['duet why 4801', 'by the id at Connec! or in the application']],
    json: 'One object: `links`, each with `record` and `decisions`.',
  },
  inbox: {
    lines: [
      ['duet inbox list basecrm', 'what did not travel, and what waits for a decision'],
      ['duet inbox resolve <id> --winner external', 'decide one'],
    ],
    json: 'That of its commands.',
  },
  'inbox list': {
    lines: [['duet inbox list', 'of all links']],
    json: 'One object: `records`, `conflicts`, `held`.',
  },
  'inbox retry': {
    lines: [['duet inbox retry <id> <id>', 'two records, with the next run']],
    json: 'One object: `retried`, the ids.',
  },
  'inbox ignore': {
    lines: [['duet inbox ignore <id>', 'until the record changes']],
    json: 'One object: `ignored`, the ids.',
  },
  'inbox resolve': {
    lines: [
      [
        'duet inbox resolve <id> --winner connec',
        'a conflict: what Connec! has is written to the application',
      ],
      ['duet inbox resolve <id> --adopt 4801', 'a create without an answer: this record is the one'],
      ['duet inbox resolve <id> --create', 'a create without an answer: none is, make it anew'],
    ],
    json: 'One object: `resolved`, the decision.',
  },
  forget: {
    lines: [['duet forget <link>', 'to link another account instead']],
    json: 'One object: `forgotten`, the id of the link.',
  },
  move: {
    lines: [
      [
        'DATABASE_URL=postgresql://db.example/duet duet move',
        'into an empty database; what was linked stays linked',
      ],
    ],
    json: 'One object: `rows` by table, and `kept`, where the old file is.',
    fails: 'the file is in use, the database is not empty, or the key does not fit; nothing was changed then',
    next: 'start every host with that DATABASE_URL and the same DUET_SECRET_KEY.',
  },
  completion: {
    lines: [
      ['source <(duet completion bash)', 'for this shell; add it to ~/.bashrc for all'],
      ['source <(duet completion zsh)', 'the same for zsh'],
      ['duet completion fish | source', 'the same for fish'],
    ],
    json: 'None: what it prints is a program for the shell.',
  },
}
