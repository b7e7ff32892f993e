import type { ClinicDoctor } from '@polyclinic/contract'
import { Anchor, Paper, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { useSpecialty, Waiting } from '../../elements/index.ts'
import { useTellLanguage } from '../use-spoken-languages.ts'
import { OpeningHours } from './opening-hours.tsx'

interface Props {
  readonly clinic: string
  /** Undefined while they are on their way */
  readonly doctors: readonly ClinicDoctor[] | undefined
}

/** Who works there, when it is open, and what is spoken. */
export function ClinicFacts({ clinic, doctors }: Props) {
  const { t } = useTranslation('booking')
  const tellSpecialty = useSpecialty()
  const tellLanguage = useTellLanguage()
  const hours = useAsk('showOpeningTimes', { clinic }, { staleTime: 60_000 })
  // all at once: one after the other they would push each other down
  if (!doctors || hours.isPending) return <Waiting lines={8} />
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
      <OpeningHours of={hours} />
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
