import { Alert, Button, Group, Paper, Stack, Text } from '@mantine/core'
import type { MergeProposal } from '@polyclinic/contract'
import { useTranslation } from 'react-i18next'
import { useAct, useAsk } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import { Section } from '../own/section.tsx'

/** Records of clinics that may be of me as well. Not there while nobody asks. */
export function MergeProposals() {
  const { t } = useTranslation('mine')
  const proposals = useAsk('listOwnMergeProposals', {})
  const items = proposals.data?.body.items ?? []
  if (proposals.error) return <ProblemNote error={proposals.error} onRetry={() => void proposals.refetch()} />
  if (items.length === 0) return null
  return (
    <Section title={t('merge.title')} text={t('merge.text')}>
      {items.map((proposal) => (
        <Proposal key={proposal.id} proposal={proposal} />
      ))}
    </Section>
  )
}

function Proposal({ proposal }: { readonly proposal: MergeProposal }) {
  const { t } = useTranslation('mine')
  const time = useTime()
  const accept = useAct('acceptOwnMerge', ['listOwnMergeProposals', 'listOwnAppointments'])
  const decline = useAct('declineOwnMerge', ['listOwnMergeProposals'])
  const params = { proposal: proposal.id }
  const busy = accept.isPending || decline.isPending
  const { name, birthDate, clinics, agreed, reason } = proposal
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <Stack gap={0}>
          <Text fw={650} style={{ overflowWrap: 'anywhere' }}>
            {name ?? t('merge.noName')}
          </Text>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {[birthDate && t('person.born', { day: time.date(birthDate) }), ...clinics]
              .filter(Boolean)
              .join(' · ')}
          </Text>
          <Text size="sm">{t(`merge.reason.${reason}`)}</Text>
        </Stack>
        {agreed ? (
          <Alert role="status" color="clinic" title={t('merge.agreed')} />
        ) : (
          <Group gap="sm">
            <Button
              h={44}
              loading={accept.isPending}
              disabled={busy && !accept.isPending}
              onClick={() => accept.mutate({ params })}
            >
              {t('merge.accept')}
            </Button>
            <Button
              variant="default"
              h={44}
              loading={decline.isPending}
              disabled={busy && !decline.isPending}
              onClick={() => decline.mutate({ params })}
            >
              {t('merge.decline')}
            </Button>
          </Group>
        )}
        <ProblemNote error={accept.error ?? decline.error} />
      </Stack>
    </Paper>
  )
}
