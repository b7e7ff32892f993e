import type { ClinicMatch, DoctorMatch } from '@polyclinic/contract'
import { Anchor, Button, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked, EmptyNote, useSpecialty } from '../../elements/index.ts'
import { useDistance } from './use-distance.ts'
import { useWishes } from './use-wishes.ts'

/** Doctors and clinics whose names are like these words; slips of the finger are forgiven. */
export function FoundByWords({ words }: { readonly words: string }) {
  const { t } = useTranslation('booking')
  const [{ lat, lon }, wish] = useWishes()
  const here = lat !== undefined && lon !== undefined ? { latitude: lat, longitude: lon } : {}
  const query = { q: words, limit: 8, ...here }
  const doctors = useAsk('searchDoctors', { query }, { keep: true })
  const clinics = useAsk('searchClinics', { query }, { keep: true })
  const none = doctors.data?.body.items.length === 0 && clinics.data?.body.items.length === 0
  if (none) {
    return (
      <EmptyNote title={t('search.noSuchName', { words })}>
        <Text>{t('search.noSuchNameText')}</Text>
        <Button variant="light" onClick={() => wish({ q: undefined })}>
          {t('search.toSpecialties')}
        </Button>
      </EmptyNote>
    )
  }
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
      <Stack gap="sm" component="section" aria-labelledby="found-clinics">
        <Title order={2} size="h3" id="found-clinics">
          {t('search.foundClinics')}
        </Title>
        <Asked of={clinics}>
          {({ body: { items } }) =>
            items.length === 0 ? (
              <Text c="dimmed">{t('search.noneAmongThese')}</Text>
            ) : (
              items.map((clinic) => <ClinicLine key={clinic.slug} clinic={clinic} />)
            )
          }
        </Asked>
      </Stack>
      <Stack gap="sm" component="section" aria-labelledby="found-doctors">
        <Title order={2} size="h3" id="found-doctors">
          {t('search.foundDoctors')}
        </Title>
        <Asked of={doctors}>
          {({ body: { items } }) =>
            items.length === 0 ? (
              <Text c="dimmed">{t('search.noneAmongThese')}</Text>
            ) : (
              items.map((doctor) => <DoctorLine key={doctor.id} doctor={doctor} />)
            )
          }
        </Asked>
      </Stack>
    </SimpleGrid>
  )
}

function ClinicLine({ clinic: { slug, name, address, distanceKm } }: { readonly clinic: ClinicMatch }) {
  const tellDistance = useDistance()
  const facts = [address?.line, address?.city, tellDistance(distanceKm)]
  return (
    <Paper withBorder p="sm">
      <Anchor component={Link} to={`/c/${slug}`} fw={600}>
        {name}
      </Anchor>
      <Text size="sm" c="dimmed">
        {facts.filter(Boolean).join(' · ')}
      </Text>
    </Paper>
  )
}

function DoctorLine({ doctor: { id, name, specialty, clinic } }: { readonly doctor: DoctorMatch }) {
  const tellSpecialty = useSpecialty()
  const tellDistance = useDistance()
  const facts = [
    tellSpecialty(specialty.code, specialty.name),
    clinic.name,
    clinic.city,
    tellDistance(clinic.distanceKm),
  ]
  return (
    <Paper withBorder p="sm">
      <Anchor component={Link} to={`/c/${clinic.slug}/doctors/${id}`} fw={600}>
        {name}
      </Anchor>
      <Text size="sm" c="dimmed">
        {facts.filter(Boolean).join(' · ')}
      </Text>
    </Paper>
  )
}
