import type { ClinicDoctor } from '@polyclinic/contract'
import { Anchor, Group, Stack, Text, Title } from '@mantine/core'
import { IconChevronLeft } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked, useSpecialty } from '../../elements/index.ts'
import { FreeTimes } from '../times/free-times.tsx'
import { useTellLanguage } from '../use-spoken-languages.ts'

const route = getRouteApi('/patient/c/$clinic/doctors/$doctor')

/** A doctor at a clinic, and when they have something free. */
export function DoctorPage() {
  const { clinic, doctor } = route.useParams()
  const wishes = route.useSearch()
  const navigate = route.useNavigate()
  const shown = useAsk('showDoctor', { clinic, params: { doctor } }, { staleTime: 60_000 })
  const place = useAsk('showClinic', { clinic }, { staleTime: 60_000 })
  return (
    <Asked of={place} lines={6}>
      {({ body: { name, timeZone } }) => (
        <Asked of={shown} lines={6}>
          {({ body }) => (
            <Stack gap="lg">
              <title>{`${body.name} · ${name}`}</title>
              <DoctorHead clinic={clinic} clinicName={name} doctor={body} />
              <FreeTimes
                clinic={clinic}
                timeZone={timeZone}
                doctors={[body]}
                wishes={{ ...wishes, doctor, specialty: undefined }}
                wish={(change) =>
                  void navigate({
                    search: (former) => ({ ...former, ...change }),
                    replace: true,
                    resetScroll: false,
                  })
                }
              />
            </Stack>
          )}
        </Asked>
      )}
    </Asked>
  )
}

interface HeadProps {
  readonly clinic: string
  readonly clinicName: string
  readonly doctor: ClinicDoctor
}

function DoctorHead({ clinic, clinicName, doctor: { name, specialty, languages } }: HeadProps) {
  const { t } = useTranslation('booking')
  const tellSpecialty = useSpecialty()
  const tellLanguage = useTellLanguage()
  return (
    <Stack gap={4}>
      <Anchor component={Link} to={`/c/${clinic}`} w="fit-content" py={4}>
        <Group gap={4} component="span" wrap="nowrap">
          <IconChevronLeft size={18} aria-hidden />
          {clinicName}
        </Group>
      </Anchor>
      <Title order={1}>{name}</Title>
      <Text>{tellSpecialty(specialty.code, specialty.name)}</Text>
      <Text c="dimmed">{t('search.speaks', { languages: languages.map(tellLanguage).join(', ') })}</Text>
    </Stack>
  )
}
