import { formatExactly, formatMoment } from '../words/format-moment.js'
import { useNow } from './use-now.js'

/** A moment in words ("3 minutes ago") with the exact time at hand. */
export const Moment = ({ at }: { at: number }) => (
  <time dateTime={new Date(at).toISOString()} title={formatExactly(at)}>
    {formatMoment(at, useNow())}
  </time>
)
