import type { Link } from '@duet/host-api'
import { Button, Group, List, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useUnlink } from '../api/use-unlink.js'
import { Failure } from '../layout/failure.js'
import { Panel } from '../layout/panel.js'
import { plural } from '../words/plural.js'

/** Ends a link, after saying what is kept. */
export function UnlinkPanel({ link }: { link: Link }) {
  const [opened, dialog] = useDisclosure()
  return (
    <Panel
      title="Unlink"
      description={`Stops everything between Connec! and ${link.displayName}. No record is removed on either side.`}
    >
      <Group>
        <Button variant="default" c="var(--mantine-color-error)" onClick={dialog.open}>
          Unlink {link.displayName}…
        </Button>
      </Group>
      <Modal opened={opened} onClose={dialog.close} title={`Unlink ${link.displayName}?`} centered>
        <UnlinkQuestion link={link} onDone={dialog.close} />
      </Modal>
    </Panel>
  )
}

function UnlinkQuestion({ link, onDone }: { link: Link; onDone: () => void }) {
  const unlink = useUnlink(link)
  return (
    <Stack>
      <Text>
        Synchronizations stop, and Duet forgets its access to{' '}
        {link.accountName ?? `the ${link.displayName} account`}. Kept are:
      </Text>
      <List spacing={4}>
        <List.Item>every record, in Connec! and in {link.displayName};</List.Item>
        <List.Item>
          {plural(link.sharedRecords, 'pair')} of ids, so that linking the same account again goes on without
          duplicates;
        </List.Item>
        <List.Item>the switches and the history of synchronizations.</List.Item>
      </List>
      {unlink.isError && <Failure title="Not unlinked" error={unlink.error} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone} data-autofocus>
          Keep the link
        </Button>
        <Button
          color="red.9"
          loading={unlink.isPending}
          onClick={() => unlink.mutate(undefined, { onSuccess: onDone })}
        >
          Unlink {link.displayName}
        </Button>
      </Group>
    </Stack>
  )
}
