import { Anchor, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked } from '../../elements/index.ts'
import { addressLine } from '../address-line.ts'
import { Section } from '../own/section.tsx'

/** Where it is, and how to call. */
export function ClinicContact({ clinic }: { readonly clinic: string }) {
  const { t } = useTranslation('mine')
  const asked = useAsk('showClinic', { clinic }, { staleTime: 300_000 })
  return (
    <Section title={t('visit.where')}>
      <Asked of={asked} lines={1}>
        {({ body: { name, address, phone } }) => (
          <Stack gap={4} align="flex-start">
            <Anchor component={Link} to={`/c/${clinic}`} fw={600}>
              {name}
            </Anchor>
            {address && (
              <Text component="address" style={{ fontStyle: 'normal' }}>
                {addressLine(address)}
              </Text>
            )}
            {phone && (
              <Anchor href={`tel:${phone}`} py={8}>
                {t('visit.call', { phone })}
              </Anchor>
            )}
          </Stack>
        )}
      </Asked>
    </Section>
  )
}
