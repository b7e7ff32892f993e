import type { PublicClinic } from '@polyclinic/contract'
import { Anchor, Group, Stack, Text, Title } from '@mantine/core'
import { IconMapPin, IconPhone } from '@tabler/icons-react'
import { addressLine } from '../address-line.ts'

/** Name, address, and the phone: for some the nearest way of all. */
export function ClinicHead({ clinic: { name, address, phone } }: { readonly clinic: PublicClinic }) {
  return (
    <Stack gap="xs">
      <Title order={1}>{name}</Title>
      <Group gap="lg">
        {address && (
          <Group gap={6} wrap="nowrap">
            <IconMapPin size={18} aria-hidden style={{ flexShrink: 0 }} />
            <Text>{addressLine(address)}</Text>
          </Group>
        )}
        {phone && (
          <Anchor href={`tel:${phone}`} py={8}>
            <Group gap={6} wrap="nowrap" component="span">
              <IconPhone size={18} aria-hidden />
              {phone}
            </Group>
          </Anchor>
        )}
      </Group>
    </Stack>
  )
}
