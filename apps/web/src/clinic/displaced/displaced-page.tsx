import type { DisplacedAppointment } from '@polyclinic/contract'
import { Anchor, Button, Container, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePages } from '../../api/index.ts'
import { AskedPages, EmptyNote, ProblemNote, StatusBadge } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import { useClinic } from '../here/use-clinic.ts'
import { usePatientName } from '../here/use-patient-name.ts'
import {
  freeTimeOf,
  type SeenVisit,
  TimeList,
  useVisitChange,
  type VisitChanging,
  VisitDialogs,
  VisitPanel,
} from '../visit/index.ts'

/** Who lost their time by a closure or a doctor's absence, each with the nearest free ones: one press resolves. */
export function DisplacedPage() {
  const { t } = useTranslation('day')
  const { clinic, name } = useClinic()
  const changing = useVisitChange()
  const [open, setOpen] = useState<SeenVisit>()
  const list = usePages('listDisplaced', { clinic, query: { limit: 25 } })
  return (
    <Container size="md" px={0}>
      <title>{`${t('pages.displaced')} · ${name}`}</title>
      <Stack>
        <div>
          <Title order={1} size="h2">
            {t('displaced.title')}
          </Title>
          <Text c="dimmed">{t('displaced.text')}</Text>
        </div>
        <AskedPages
          of={list}
          lines={4}
          empty={
            <EmptyNote title={t('displaced.none')}>
              <Text c="dimmed">{t('displaced.noneText')}</Text>
            </EmptyNote>
          }
        >
          {(items) =>
            items.map((each) => (
              <Displaced
                key={each.id}
                displaced={each}
                changing={changing}
                open={open?.id === each.id}
                onOpen={(visit) => {
                  changing.settle()
                  setOpen(visit)
                }}
              />
            ))
          }
        </AskedPages>
        {open && (
          <VisitPanel
            visit={open.id}
            patientName={open.patientName}
            changing={changing}
            onClose={() => {
              changing.settle()
              setOpen(undefined)
            }}
          />
        )}
        <VisitDialogs changing={changing} />
      </Stack>
    </Container>
  )
}

interface Props {
  readonly displaced: DisplacedAppointment
  readonly changing: VisitChanging
  /** Its panel is open, and says by itself what was refused */
  readonly open: boolean
  readonly onOpen: (visit: SeenVisit) => void
}

function Displaced({ displaced, changing, open, onOpen }: Props) {
  const { t } = useTranslation('day')
  const time = useTime()
  const { clinic } = useClinic()
  const { name, told } = usePatientName(displaced.patientId)
  const seen: SeenVisit = {
    id: displaced.id,
    version: displaced.version,
    status: displaced.status,
    displaced: true,
    doctorName: displaced.doctor.name,
    localDate: displaced.localDate,
    localTime: displaced.localTime,
    patientName: told,
  }
  return (
    <Paper withBorder p="md" component="section" aria-label={name}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start">
          <div style={{ minWidth: 0 }}>
            <Anchor
              component={Link}
              to={`/clinic/${clinic}/patients/${displaced.patientId}`}
              fw={650}
              style={{ overflowWrap: 'anywhere' }}
            >
              {name}
            </Anchor>
            <Text size="sm">
              {t('displaced.lost', {
                when: `${time.shortDay(displaced.localDate)}, ${time.wallTime(displaced.localTime)}`,
                doctor: displaced.doctor.name,
              })}{' '}
              · {displaced.visitType.name}
            </Text>
          </div>
          <StatusBadge status={displaced.status} displaced />
        </Group>
        {displaced.alternatives.length === 0 ? (
          <Text c="dimmed">{t('move.noneNear')}</Text>
        ) : (
          <TimeList
            times={displaced.alternatives.slice(0, 3)}
            label={t('displaced.moveTo', { name })}
            busy={changing.busy !== undefined}
            onChoose={(slot) => void changing.change(seen, { verb: 'move', to: freeTimeOf(slot) })}
          />
        )}
        {changing.visit === displaced.id && !open && <ProblemNote error={changing.error} />}
        <Button variant="default" w="fit-content" onClick={() => onOpen(seen)}>
          {t('displaced.other')}
        </Button>
      </Stack>
    </Paper>
  )
}
