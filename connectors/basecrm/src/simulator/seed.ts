import type { Application } from './application.js'

const stages = [
  { name: 'Incoming', category: 'incoming', likelihood: 0 },
  { name: 'Qualified', category: 'in_progress', likelihood: 20 },
  { name: 'Quote', category: 'in_progress', likelihood: 50 },
  { name: 'Closure', category: 'in_progress', likelihood: 80 },
  { name: 'Won', category: 'won', likelihood: 100, active: false },
  { name: 'Lost', category: 'lost', likelihood: 0, active: false },
]

/** What every account has from its first day: the user who opened it, lead statuses, a pipeline with its stages. */
export function seed({ stores, userId, config }: Application): void {
  const { accounts, users, pipelines, lead_statuses } = stores
  if (accounts.get(config.account.id) === undefined) accounts.insert({ ...config.account })
  const user = { name: 'Grace Linden', email: 'grace@northwind.example', role: config.role }
  if (users.get(userId) === undefined) users.insert({ id: userId, ...user })
  if (pipelines.count() > 0) return
  for (const name of ['New', 'Unqualified']) lead_statuses.insert({ name })
  const { id: pipeline_id } = pipelines.insert({ name: 'Sales pipeline', disabled: false })
  stages.forEach((stage, index) => {
    stores.stages.insert({ active: true, ...stage, position: index + 1, pipeline_id })
  })
}
