import { z } from 'zod'

/** Something Connec! sends without documenting its shape: kept as it comes. */
export const unshaped = z.unknown()
