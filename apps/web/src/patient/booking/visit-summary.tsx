import type { ClinicVisitType, PublicClinic } from '@polyclinic/contract'
import { Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { todayIn, useTime } from '../../time/index.ts'
import { addressLine } from '../address-line.ts'
import { useVisitWords } from '../times/use-visit-words.ts'
import { useZone } from '../use-zone.ts'
import type { TimeFacts } from './use-chosen-time.ts'

interface Props {
  readonly clinic: PublicClinic
  readonly visitType: ClinicVisitType | undefined
  readonly facts: TimeFacts | undefined
}

/** When, with whom, where and what for. */
export function VisitSummary({ clinic, visitType, facts }: Props) {
  const { t } = useTranslation('booking')
  const tellVisit = useVisitWords()
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="visit">
      <Stack gap={4}>
        <Title order={2} size="h4" id="visit">
          {t('book.visit')}
        </Title>
        {facts ? <When clinic={clinic} facts={facts} /> : <Skeleton height={56} />}
        <Text mt="xs" fw={600}>
          {facts?.doctor ?? t('book.anyDoctor')}
        </Text>
        {visitType && <Text>{tellVisit(visitType)}</Text>}
        <Text mt="xs" fw={600}>
          {clinic.name}
        </Text>
        {clinic.address && <Text c="dimmed">{addressLine(clinic.address)}</Text>}
      </Stack>
    </Paper>
  )
}

function When({ clinic: { timeZone }, facts: { startsAt } }: Pick<Props, 'clinic'> & { facts: TimeFacts }) {
  const { t } = useTranslation('booking')
  const { longDay, time } = useTime()
  const zone = useZone()(startsAt, timeZone)
  return (
    <>
      <Text>{longDay(todayIn(timeZone, new Date(startsAt)))}</Text>
      <Text size="xl" fw={700} className="number">
        {time(startsAt, timeZone)}
        {zone && (
          <Text span size="sm" fw={400} c="dimmed" ml="xs">
            {t('times.zone', { zone })}
          </Text>
        )}
      </Text>
    </>
  )
}
