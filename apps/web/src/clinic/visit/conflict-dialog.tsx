import { Alert, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconArrowsDiff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Dialog } from '../../elements/dialog.tsx'
import { type TimeTeller, useTime } from '../../time/index.ts'
import { useClinic } from '../here/use-clinic.ts'
import type { Conflict } from './use-visit-change.ts'
import { useWho } from './use-who.ts'
import { VersionCard } from './version-card.tsx'
import { verbsOf } from './visit-change.ts'

interface Props {
  readonly conflict: Conflict
  readonly busy: boolean
  readonly onTheirs: () => void
  readonly onMine: () => void
  readonly onElsewhere: () => void
}

/** Both versions side by side, and three ways on: nothing is overwritten that nobody has looked at. */
export function ConflictDialog({ conflict, busy, onTheirs, onMine, onElsewhere }: Props) {
  const { t } = useTranslation('day')
  const time = useTime()
  const { seen, now, change } = conflict
  const allowed = verbsOf[now.status]
  return (
    <Dialog title={t('conflict.title')} onClose={onTheirs}>
      <Stack>
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <IconArrowsDiff aria-hidden style={{ flexShrink: 0 }} />
          <div>
            <Text>{t('conflict.text', { name: now.patientName ?? t('unnamed') })}</Text>
            <WhoChanged visit={now.id} />
          </div>
        </Group>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <VersionCard title={t('conflict.seen')} visit={seen} against={now} />
          <VersionCard title={t('conflict.now')} visit={now} against={seen} />
        </SimpleGrid>
        <Text fw={600}>
          {t(`conflict.wanted.${change.verb}`, change.verb === 'move' ? wordsOf(change.to, time) : {})}
        </Text>
        {!allowed.includes(change.verb) && (
          <Alert variant="default" color="yellow" title={t('conflict.notAny')}>
            <Text size="sm">{t('conflict.notAnyText')}</Text>
          </Alert>
        )}
        <Group>
          <Button variant="default" mih={44} onClick={onTheirs} data-autofocus>
            {t('conflict.theirs')}
          </Button>
          {allowed.includes(change.verb) && (
            <Button onClick={onMine} mih={44} loading={busy}>
              {t('conflict.mine')}
            </Button>
          )}
          {change.verb === 'move' && allowed.includes('move') && (
            <Button variant="light" mih={44} onClick={onElsewhere}>
              {t('conflict.elsewhere')}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  )
}

const wordsOf = (
  to: { readonly doctorName: string; readonly localDate: string; readonly localTime: string },
  time: TimeTeller,
) => ({ when: `${time.shortDay(to.localDate)}, ${time.wallTime(to.localTime)}`, doctor: to.doctorName })

/** The last thing that happened, and on whose side: a name of the desk's people is for the audit. */
function WhoChanged({ visit }: { readonly visit: string }) {
  const { t } = useTranslation('day')
  const time = useTime()
  const { clinic, timeZone } = useClinic()
  const who = useWho()
  const history = useAsk('showHistory', { clinic, params: { appointment: visit } }, { staleTime: 0 })
  const last = history.data?.body.items.at(-1)
  return (
    <Text size="sm" c="dimmed" mih={22}>
      {last &&
        t('conflict.who', {
          what: t(`event.${last.type}`),
          by: who(last),
          when: time.moment(last.at, timeZone),
        })}
    </Text>
  )
}
