import { createOrganizationRequest } from '@duet/host-api'
import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { ApiFailure } from '../api/api-failure.js'
import { useCreateOrganization } from '../api/use-organizations.js'
import { Failure } from '../layout/failure.js'

interface CompanyFormProps {
  tenants: readonly string[]
  onDone: () => void
}

/** Name, Connec! group and tenant of a new company. */
export function CompanyForm({ tenants, onDone }: CompanyFormProps) {
  const [values, setValues] = useState({ name: '', uid: '', tenant: tenants[0] ?? '' })
  const [complaints, setComplaints] = useState<Readonly<Record<string, string>>>({})
  const create = useCreateOrganization()
  const fields = create.error instanceof ApiFailure ? { ...create.error.fields, ...complaints } : complaints
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const parsed = createOrganizationRequest.safeParse(values)
    const issues = parsed.error?.issues ?? []
    setComplaints(Object.fromEntries(issues.map(({ path, message }) => [path.join('.'), message])))
    if (parsed.success) create.mutate(parsed.data, { onSuccess: onDone })
  }
  const bind = (field: keyof typeof values) => ({
    value: values[field],
    error: fields[field],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) =>
      setValues({ ...values, [field]: currentTarget.value }),
  })
  return (
    <Stack renderRoot={(props) => <form {...props} onSubmit={submit} noValidate />}>
      <TextInput label="Name" data-autofocus required {...bind('name')} />
      <TextInput
        label="Connec! group"
        description="The id the company has at Connec!, such as cld-9p9y"
        required
        {...bind('uid')}
      />
      <NativeSelect label="Tenant" data={[...tenants]} {...bind('tenant')} />
      {create.isError && <Failure error={create.error} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onDone}>
          Cancel
        </Button>
        <Button type="submit" loading={create.isPending}>
          Add
        </Button>
      </Group>
    </Stack>
  )
}
