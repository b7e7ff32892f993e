import { Button, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked, EmptyNote, useSpecialty } from '../../elements/index.ts'
import { useWishes } from './use-wishes.ts'

/** What can be had at all: one press, and free times are there. */
export function SpecialtyButtons() {
  const { t } = useTranslation('booking')
  const asked = useAsk('listSpecialtiesOffered', {}, { staleTime: 60_000 })
  return (
    <Stack gap="sm" component="section" aria-labelledby="specialties">
      <Title order={2} size="h3" id="specialties">
        {t('search.what')}
      </Title>
      <Asked of={asked} lines={4}>
        {({ body: { items } }) =>
          items.length === 0 ? (
            <EmptyNote title={t('search.nothingOffered')}>
              <Text>{t('search.nothingOfferedText')}</Text>
            </EmptyNote>
          ) : (
            <SimpleGrid component="ul" cols={{ base: 1, xs: 2, md: 3 }} spacing="sm" p={0} m={0}>
              {items.map((item) => (
                <SpecialtyButton key={item.code} {...item} />
              ))}
            </SimpleGrid>
          )
        }
      </Asked>
    </Stack>
  )
}

function SpecialtyButton({ code, clinics }: { readonly code: string; readonly clinics: number }) {
  const { t } = useTranslation('booking')
  const [wishes] = useWishes()
  const name = useSpecialty()(code)
  return (
    <li style={{ listStyle: 'none' }}>
      <Button
        fullWidth
        variant="default"
        h={72}
        justify="flex-start"
        renderRoot={(props) => <Link to="/" search={{ ...wishes, specialty: code }} {...props} />}
      >
        <Stack gap={2} align="flex-start">
          <Text fw={600}>{name}</Text>
          <Text size="sm" c="dimmed" fw={400}>
            {t('search.clinics', { count: clinics })}
          </Text>
        </Stack>
      </Button>
    </li>
  )
}
