/** The result of `work`, unless it takes longer than `ms`: then the error. The work itself cannot be stopped. */
export async function within<Result>(
  work: Promise<Result>,
  { ms, error }: { ms: number; error: () => Error },
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(error()), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
