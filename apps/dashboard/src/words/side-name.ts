/** The name of a side for people: "Connec!", or the application's display name. */
export const sideName = (side: 'connec' | 'external', displayName: string): string =>
  side === 'connec' ? 'Connec!' : displayName
