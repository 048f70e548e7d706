import type { ConnectorSummary, CreateLinkRequest } from '@duet/host-api'
import { Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { useCreateLink } from '../api/use-create-link.js'
import { Failure } from '../layout/failure.js'

interface CredentialsDialogProps {
  connector: ConnectorSummary
  opened: boolean
  onClose: () => void
  createLink: ReturnType<typeof useCreateLink>
}

/** Asks for the API key, or the user name and password, of an application without a consent page. */
export function CredentialsDialog({ connector, opened, onClose, createLink }: CredentialsDialogProps) {
  const [name, setName] = useState('')
  const [secret, setSecret] = useState('')
  const auth = connector.auth.find(({ kind }) => kind !== 'oauth2')
  if (!auth || auth.kind === 'oauth2') return null
  const credentials: CreateLinkRequest['credentials'] =
    auth.kind === 'api-key'
      ? { kind: 'api-key', key: secret }
      : { kind: 'basic', username: name, password: secret }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    createLink.mutate({ connector: connector.name, credentials }, { onSuccess: onClose })
  }
  return (
    <Modal opened={opened} onClose={onClose} title={`Link to ${connector.displayName}`} centered>
      <Stack component="form" onSubmit={submit}>
        <Text size="sm">Duet stores it encrypted, and forgets it when you unlink.</Text>
        {auth.kind === 'basic' && (
          <TextInput
            label={auth.usernameLabel}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            autoComplete="off"
            required
            data-autofocus
          />
        )}
        <PasswordInput
          label={auth.kind === 'basic' ? auth.passwordLabel : auth.label}
          value={secret}
          onChange={(event) => setSecret(event.currentTarget.value)}
          autoComplete="off"
          required={auth.kind === 'api-key'}
        />
        {createLink.isError && <Failure title="Not linked" error={createLink.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={createLink.isPending}>
            Link
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
