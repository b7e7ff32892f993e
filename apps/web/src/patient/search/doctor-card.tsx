import type { OpenDay } from '@polyclinic/contract'
import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSpecialty } from '../../elements/index.ts'
import { useTellLanguage } from '../use-spoken-languages.ts'
import { useZone } from '../use-zone.ts'
import { useTime } from '../../time/index.ts'
import type { DoctorDays } from './group-by-doctor.ts'
import { useDistance } from './use-distance.ts'

/** One doctor: the first free time as a button, the next days beside it, and the way to all of them. */
export function DoctorCard({ first, later }: DoctorDays) {
  const { t } = useTranslation('booking')
  const tellLanguage = useTellLanguage()
  const tellDistance = useDistance()
  const { clinic, doctor } = first
  const zone = useZone()(first.startsAt, clinic.timeZone)
  const tellSpecialty = useSpecialty()
  const facts = [tellSpecialty(doctor.specialty), clinic.city, tellDistance(clinic.distanceKm)]
  return (
    <Paper withBorder p="md" component="article">
      <Group justify="space-between" align="flex-start" gap="md">
        <Stack gap={2} miw={0} flex="1 1 220px">
          <Title order={3} size="h4">
            {doctor.name}
          </Title>
          <Text>
            <Anchor component={Link} to={`/c/${clinic.slug}`}>
              {clinic.name}
            </Anchor>
          </Text>
          <Text size="sm" c="dimmed">
            {facts.filter(Boolean).join(' · ')}
          </Text>
          <Text size="sm" c="dimmed">
            {t('search.speaks', { languages: doctor.languages.map(tellLanguage).join(', ') })}
          </Text>
        </Stack>
        <Stack gap={6} align="stretch" flex="0 1 300px">
          <TimeButton day={first} main />
          {later.length > 0 && (
            <Group gap={6} grow>
              {later.map((day) => (
                <TimeButton key={day.localDate} day={day} />
              ))}
            </Group>
          )}
          <Group justify="space-between" gap="xs">
            <Text size="sm" c="dimmed">
              {zone && t('times.zone', { zone })}
            </Text>
            <Anchor component={Link} to={`/c/${clinic.slug}/doctors/${doctor.id}`} size="sm" py={4}>
              {t('search.moreTimes')}
            </Anchor>
          </Group>
        </Stack>
      </Group>
    </Paper>
  )
}

/** A time the clinic has just confirmed is booked as that slot; any other at that time with that doctor. */
function TimeButton({ day, main = false }: { readonly day: OpenDay; readonly main?: boolean }) {
  const { t } = useTranslation('booking')
  const { shortDay, time } = useTime()
  const { clinic, doctor, localDate, startsAt, slot } = day
  const search = slot ? { slot: slot.id } : { startsAt, doctor: doctor.id }
  const clock = time(startsAt, clinic.timeZone)
  const when = `${shortDay(localDate)}, ${clock}`
  return (
    <Button
      variant={main ? 'filled' : 'default'}
      size={main ? 'md' : 'sm'}
      px="xs"
      py={4}
      h={main ? 44 : 'auto'}
      mih={44}
      className="number"
      aria-label={t('times.bookWith', { when, doctor: doctor.name })}
      renderRoot={(props) => (
        <Link to="/c/$clinic/book" params={{ clinic: clinic.slug }} search={search} {...props} />
      )}
    >
      {main ? (
        when
      ) : (
        <Stack gap={0} component="span">
          <Text span size="xs">
            {shortDay(localDate)}
          </Text>
          <span>{clock}</span>
        </Stack>
      )}
    </Button>
  )
}
