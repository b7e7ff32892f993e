import type { DeskMergeProposal } from '@polyclinic/contract'
import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAct, useAsk } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import { useClinic } from '../here/use-clinic.ts'

/** Records that may be of one person, for the desk to decide; of one patient on that patient's page. */
export function MergeProposals({ of }: { readonly of?: string }) {
  const { clinic } = useClinic()
  const asked = useAsk('listMergeProposals', { clinic })
  const mine = asked.data?.body.items.filter(
    ({ duplicate, kept }) => of === undefined || duplicate.id === of || kept.id === of,
  )
  if (!mine) return <ProblemNote error={asked.error} onRetry={() => void asked.refetch()} />
  return mine.map((proposal) => <Proposal key={proposal.id} proposal={proposal} />)
}

function Proposal({ proposal }: { readonly proposal: DeskMergeProposal }) {
  const { t } = useTranslation('day')
  const time = useTime()
  const { clinic } = useClinic()
  const forgets = ['listMergeProposals', 'listKnownPatients', 'showKnownPatient', 'showCalendar'] as const
  const accept = useAct('acceptMerge', forgets)
  const decline = useAct('declineMerge', forgets)
  const input = { clinic, params: { proposal: proposal.id } }
  const { kept, duplicate } = proposal
  return (
    <Alert icon={<IconUsers aria-hidden />} color="clinic" title={t('merge.title')}>
      <Stack gap="xs">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {t('merge.text', { one: duplicate.name ?? t('unnamed'), other: kept.name ?? t('unnamed') })}{' '}
          {kept.birthDate && t('merge.born', { day: time.longDay(kept.birthDate) })}{' '}
          {t(`merge.reason.${proposal.reason}`)}
        </Text>
        <ProblemNote error={accept.error ?? decline.error} />
        <Group gap="xs">
          <Button size="sm" loading={accept.isPending} onClick={() => accept.mutate(input)}>
            {t('merge.accept')}
          </Button>
          <Button
            size="sm"
            variant="default"
            loading={decline.isPending}
            onClick={() => decline.mutate(input)}
          >
            {t('merge.decline')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  )
}
