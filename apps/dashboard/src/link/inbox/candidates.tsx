import type { InboxRecord, ResolveRequest } from '@duet/host-api'
import { Button } from '@mantine/core'

interface CandidatesProps {
  record: InboxRecord
  onResolve: (request: ResolveRequest) => void
}

/** The records a lost create may have made: one is chosen, or it is created anew. */
export const Candidates = ({ record: { id, candidates }, onResolve }: CandidatesProps) => (
  <>
    {candidates?.map((candidate) => (
      <Button
        key={candidate.id}
        size="compact-md"
        variant="light"
        onClick={() => onResolve({ id, adopt: candidate.id })}
      >
        It is {candidate.label ?? 'the record'} {candidate.id}
      </Button>
    ))}
    <Button size="compact-md" variant="default" onClick={() => onResolve({ id, create: true })}>
      Create anew
    </Button>
  </>
)
