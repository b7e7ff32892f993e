import type { FreeSlot, PublicClinic } from '@polyclinic/contract'
import { Alert, Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { todayIn, useTime } from '../../time/index.ts'
import { said } from '../address-search.ts'
import type { ChosenTime } from './booking-search.ts'
import type { TimeFacts } from './use-chosen-time.ts'

interface Props {
  readonly clinic: PublicClinic
  readonly chosen: ChosenTime
  readonly facts: TimeFacts | undefined
  /** Code of the problem */
  readonly reason: string
  /** As the refusal has offered them */
  readonly alternatives?: unknown
  /** The same time once more, where it may still be free */
  readonly onAgain?: () => void
}

/** The time is not to be had: the nearest others as buttons, one press goes on with one. */
export function OtherTimes({ clinic, chosen, facts, reason, alternatives, onAgain }: Props) {
  const { t } = useTranslation(['booking', 'problems'])
  const near = useNearTimes(clinic, chosen, facts, alternatives)
  return (
    <Alert
      role="alert"
      color="yellow"
      icon={<IconAlertTriangle aria-hidden />}
      title={t(`problems:${reason}.title`)}
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t(near.length > 0 ? `problems:${reason}.way` : 'book.noneNear')}</Text>
        <Group gap="xs">
          {reason !== 'slot-taken' && onAgain && (
            <Button mih={44} onClick={onAgain}>
              {t('hold.again')}
            </Button>
          )}
          {near.map((slot) => (
            <OtherTime key={slot.id} clinic={clinic} slot={slot} visitType={chosen.visitType} />
          ))}
        </Group>
        <Anchor
          py={4}
          renderRoot={(props) => (
            <Link
              to="/c/$clinic"
              params={{ clinic: clinic.slug }}
              search={said({
                visitType: chosen.visitType,
                doctor: chosen.doctor,
                specialty: chosen.specialty,
              })}
              {...props}
            />
          )}
        >
          {t('book.allTimes')}
        </Anchor>
      </Stack>
    </Alert>
  )
}

interface OtherTimeProps {
  readonly clinic: PublicClinic
  readonly slot: FreeSlot
  readonly visitType: string | undefined
}

function OtherTime({ clinic: { slug, timeZone }, slot, visitType }: OtherTimeProps) {
  const { moment } = useTime()
  return (
    <Button
      variant="default"
      mih={44}
      h="auto"
      py={6}
      renderRoot={(props) => (
        <Link
          to="/c/$clinic/book"
          params={{ clinic: slug }}
          search={said({ slot: slot.id, visitType })}
          replace
          {...props}
        />
      )}
    >
      <Stack gap={0} align="flex-start">
        <span className="number">{moment(slot.startsAt, timeZone)}</span>
        <Text span size="xs" c="dimmed">
          {slot.doctor.name}
        </Text>
      </Stack>
    </Button>
  )
}

/** Those of the refusal; where it has none, the next free ones from that day on. */
function useNearTimes(
  { slug, timeZone }: PublicClinic,
  { doctor, specialty, visitType }: ChosenTime,
  facts: TimeFacts | undefined,
  alternatives: unknown,
): readonly FreeSlot[] {
  const given = Array.isArray(alternatives) ? (alternatives as FreeSlot[]) : []
  const now = new Date().toISOString()
  const from = facts && todayIn(timeZone, new Date(facts.startsAt < now ? now : facts.startsAt))
  const query = said({ doctor, specialty, visitType, from, limit: 6 })
  const asked = useAsk(
    'listSlots',
    { clinic: slug, query },
    { enabled: given.length === 0 && facts !== undefined },
  )
  return given.length > 0 ? given : (asked.data?.body.items ?? [])
}
