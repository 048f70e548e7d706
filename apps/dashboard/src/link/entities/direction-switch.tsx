import { Switch, Text } from '@mantine/core'

interface DirectionSwitchProps {
  /** "Items: from Connec! to Base CRM". */
  label: string
  /** False where the connector has no such direction. */
  possible: boolean
  checked: boolean
  /** Shown, but not to be changed. */
  locked: boolean
  onChange: (checked: boolean) => void
}

/** One direction of one entity. */
export const DirectionSwitch = ({ label, possible, checked, locked, onChange }: DirectionSwitchProps) =>
  possible ? (
    <Switch
      aria-label={label}
      checked={checked}
      disabled={locked}
      label={checked ? 'On' : 'Off'}
      onChange={(event) => onChange(event.currentTarget.checked)}
      styles={{ label: { minWidth: '2rem' }, body: { alignItems: 'center' } }}
    />
  ) : (
    <Text size="sm" c="dimmed">
      not possible
    </Text>
  )
