import type { ClinicDoctor } from '@polyclinic/contract'
import { Anchor, Paper, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSpecialty } from '../../elements/index.ts'
import { useTellLanguage } from '../use-spoken-languages.ts'
import { OpeningHours } from './opening-hours.tsx'

interface Props {
  readonly clinic: string
  readonly doctors: readonly ClinicDoctor[]
}

/** Who works there, when it is open, and what is spoken. */
export function ClinicFacts({ clinic, doctors }: Props) {
  const { t } = useTranslation('booking')
  const tellSpecialty = useSpecialty()
  const tellLanguage = useTellLanguage()
  const languages = new Set(doctors.flatMap((doctor) => doctor.languages))
  return (
    <Stack gap="md">
      <Paper withBorder p="md" component="section" aria-labelledby="doctors">
        <Title order={2} size="h4" mb="xs" id="doctors">
          {t('clinic.doctors')}
        </Title>
        <Stack component="ul" gap="xs" p={0} m={0}>
          {doctors.map(({ id, name, specialty }) => (
            <li key={id} style={{ listStyle: 'none' }}>
              <Anchor component={Link} to={`/c/${clinic}/doctors/${id}`} fw={600}>
                {name}
              </Anchor>
              <Text size="sm" c="dimmed">
                {tellSpecialty(specialty.code, specialty.name)}
              </Text>
            </li>
          ))}
        </Stack>
      </Paper>
      <OpeningHours clinic={clinic} />
      {languages.size > 0 && (
        <Paper withBorder p="md" component="section" aria-labelledby="languages">
          <Title order={2} size="h4" mb="xs" id="languages">
            {t('clinic.languages')}
          </Title>
          <Text>{[...languages].map(tellLanguage).join(', ')}</Text>
        </Paper>
      )}
    </Stack>
  )
}
