import { Button, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useOrganizations } from '../api/use-organizations.js'
import { CompanyForm } from './company-form.js'

/** The way to another company; hidden where the settings name no tenant it could belong to. */
export function AddCompany() {
  const [opened, dialog] = useDisclosure()
  const tenants = useOrganizations().data?.tenants ?? []
  if (tenants.length === 0) return null
  return (
    <>
      <Button variant="default" onClick={dialog.open}>
        Add a company
      </Button>
      <Modal opened={opened} onClose={dialog.close} title="Add a company" centered>
        <CompanyForm tenants={tenants} onDone={dialog.close} />
      </Modal>
    </>
  )
}
