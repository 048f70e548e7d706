/** Makes a button look and count as disabled while it keeps the focus, which `disabled` would drop. */
export const busyProps = (busy: boolean) =>
  busy ? ({ 'aria-disabled': true, 'data-disabled': true } as const) : {}
