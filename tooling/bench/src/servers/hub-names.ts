/** The company of the measurements and its applications at the hub: Duet, and the people who work there. */
export const HUB = {
  company: 'org-bench',
  group: 'cld-bench',
  apiId: 'id',
  apiKey: 'key',
  people: 'cld-people',
} as const

/** The group of the other companies, told by their number. */
export const groupOf = (company: number): string => `${HUB.group}-${company}`
