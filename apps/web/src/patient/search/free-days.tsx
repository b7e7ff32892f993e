import { Group, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Asked, ShowMore, useSpecialty } from '../../elements/index.ts'
import { DoctorCard } from './doctor-card.tsx'
import { useFreeDays } from './use-free-days.ts'
import { useWishes } from './use-wishes.ts'
import { WiderSearch } from './wider-search.tsx'

/** Who has something free, earliest first. */
export function FreeDays({ specialty }: { readonly specialty: string }) {
  const { t } = useTranslation('booking')
  const [wishes] = useWishes()
  const { asked, doctors, list } = useFreeDays(wishes, specialty)
  const name = useSpecialty()(specialty)
  return (
    <Stack gap="sm" component="section" aria-labelledby="free" aria-busy={asked.isPlaceholderData}>
      <Group justify="space-between" align="baseline">
        <Title order={2} size="h3" id="free">
          {t('search.free', { specialty: name })}
        </Title>
        <Text size="sm" c="dimmed" role="status">
          {asked.isSuccess && t('search.doctors', { count: doctors.length })}
        </Text>
      </Group>
      <Asked of={asked} lines={5}>
        {() =>
          doctors.length === 0 ? (
            <WiderSearch />
          ) : (
            <Stack component="ul" gap="sm" p={0} m={0} style={{ opacity: asked.isPlaceholderData ? 0.6 : 1 }}>
              {doctors.map(({ first, later }) => (
                <li key={`${first.clinic.slug} ${first.doctor.id}`} style={{ listStyle: 'none' }}>
                  <DoctorCard first={first} later={later} />
                </li>
              ))}
            </Stack>
          )
        }
      </Asked>
      {doctors.length > 0 && <ShowMore of={list} />}
    </Stack>
  )
}
