import { Box, Group, Paper, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { StatusBadge } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import { useZone } from '../office/index.ts'
import type { Visit } from './next-visit.ts'
import { useTypeName } from './use-type-name.ts'
import { VisitActions } from './visit-actions.tsx'

interface Props {
  readonly visit: Visit
  /** Its actions stand above already */
  readonly isNext: boolean
  readonly onNotes: () => void
}

export function VisitRow({ visit, isNext, onNotes }: Props) {
  const { t } = useTranslation('doctor')
  const time = useTime()
  const zone = useZone()
  const typeName = useTypeName()
  return (
    <Paper component="li" withBorder px="md" py="sm" aria-current={isNext || undefined}>
      <Group wrap="nowrap" align="flex-start" gap="md">
        <Text fw={650} className="number" w={76} style={{ flexShrink: 0 }}>
          {time.time(visit.startsAt, zone)}
        </Text>
        <Stack gap="xs" flex={1} miw={0}>
          <Group justify="space-between" gap="xs">
            <Box miw={0}>
              <Text fw={600} className="breaks">
                {visit.patientName ?? t('visit.nameless')}
              </Text>
              <Text size="sm" c="dimmed">
                {typeName(visit.visitType)}
              </Text>
            </Box>
            <StatusBadge status={visit.status} displaced={visit.displaced} />
          </Group>
          {!isNext && !visit.displaced && <VisitActions visit={visit} onNotes={onNotes} />}
        </Stack>
      </Group>
    </Paper>
  )
}
