import type { RegisteredClinic } from '@polyclinic/contract'
import { Anchor, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { IconArrowLeft } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type Answer, useAsk } from '../../api/index.ts'
import { Asked } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import { ClinicStateBadge, HealthBadge, healthOf } from '../parts/clinic-badges.tsx'
import { ConsolePage } from '../parts/console-page.tsx'
import { OperationProgress } from '../parts/operation-progress.tsx'
import { ArchiveButton } from './archive-button.tsx'
import { EditButton } from './edit-button.tsx'
import { InviteButton } from './invite-button.tsx'
import { MigrateButton } from './migrate-button.tsx'
import { StateButton } from './state-button.tsx'

const here = getRouteApi('/operator/clinics/$slug')

/** One clinic: where it is, how it is, and what an operator may do to it. */
export function ClinicPage() {
  const { t } = useTranslation('operator')
  const { slug } = here.useParams()
  const clinic = useAsk('showRegisteredClinic', { params: { slug } })
  return (
    <ConsolePage title={clinic.data?.body.name ?? slug}>
      <Anchor size="sm" component={Link} to="/operator" w="fit-content">
        <Group gap={4}>
          <IconArrowLeft size={16} aria-hidden />
          {t('clinic.all')}
        </Group>
      </Anchor>
      <Asked of={clinic} lines={6}>
        {(answer) => <Shown answer={answer} />}
      </Asked>
    </ConsolePage>
  )
}

function Shown({ answer }: { readonly answer: Answer<RegisteredClinic> }) {
  const clinic = answer.body
  const newest = useAsk('showMigrations', {}).data?.body.newest
  const gone = clinic.state === 'archived' || clinic.state === 'purged'
  return (
    <>
      <Group gap="xs">
        <ClinicStateBadge state={clinic.state} />
        <HealthBadge health={healthOf(clinic, newest)} />
      </Group>
      {!gone && (
        <Group gap="xs">
          <EditButton answer={answer} />
          <StateButton clinic={clinic} />
          <InviteButton slug={clinic.slug} />
          {newest !== undefined && clinic.schemaVersion < newest && <MigrateButton slug={clinic.slug} />}
          <ArchiveButton clinic={clinic} />
        </Group>
      )}
      {clinic.operation && (
        <Paper withBorder p="md">
          <OperationProgress operation={clinic.operation} />
        </Paper>
      )}
      <Facts clinic={clinic} newest={newest} />
      <Done slug={clinic.slug} />
    </>
  )
}

function Facts({
  clinic,
  newest,
}: {
  readonly clinic: RegisteredClinic
  readonly newest: number | undefined
}) {
  const { t } = useTranslation('operator')
  const time = useTime()
  const { address } = clinic
  const facts = [
    [t('clinic.slug'), clinic.slug],
    [t('clinic.zone'), clinic.timeZone],
    [t('clinic.country'), `${clinic.country} · ${clinic.locale}`],
    [
      t('clinic.place'),
      address &&
        [address.line, [address.postalCode, address.city].filter(Boolean).join(' '), address.region]
          .filter(Boolean)
          .join(', '),
    ],
    [t('clinic.phone'), clinic.phone],
    [t('column.server'), clinic.server],
    [t('clinic.database'), clinic.database],
    [
      t('clinic.schema'),
      newest === undefined
        ? String(clinic.schemaVersion)
        : t('clinic.schemaOf', { version: clinic.schemaVersion, newest }),
    ],
    [t('clinic.hosts'), clinic.hosts.join(', ')],
    [t('clinic.source'), clinic.source && `${clinic.source.system} ${clinic.source.id}`],
    [t('clinic.since'), time.ownMoment(clinic.createdAt)],
    [t('clinic.changed'), time.ownMoment(clinic.updatedAt)],
  ] as const
  return (
    <Paper withBorder p="md" component="section" aria-label={t('clinic.facts')}>
      <Stack>
        <Title order={2} size="h4">
          {t('clinic.facts')}
        </Title>
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} component="dl" m={0}>
          {facts.map(([label, value]) => (
            <div key={label}>
              <Text component="dt" size="sm" c="dimmed">
                {label}
              </Text>
              <Text component="dd" m={0} style={{ overflowWrap: 'anywhere' }}>
                {value || t('clinic.none')}
              </Text>
            </div>
          ))}
        </SimpleGrid>
        {clinic.state === 'active' && (
          <Anchor size="sm" href={`/c/${clinic.slug}`}>
            {t('clinic.page')}
          </Anchor>
        )}
      </Stack>
    </Paper>
  )
}

/** Of the latest operations of all clinics, those of this one. */
function Done({ slug }: { readonly slug: string }) {
  const { t } = useTranslation('operator')
  const time = useTime()
  const latest = useAsk('listOperations', { query: { limit: 100 } }).data?.body.items ?? []
  const own = latest.filter(({ clinic }) => clinic === slug)
  if (own.length === 0) return null
  return (
    <Stack gap="xs" component="section" aria-label={t('clinic.operations')}>
      <Title order={2} size="h4">
        {t('clinic.operations')}
      </Title>
      {own.map((operation) => (
        <Paper key={operation.id} withBorder p="sm">
          <Text size="xs" c="dimmed">
            {time.ownMoment(operation.startedAt)}
          </Text>
          <OperationProgress operation={operation} />
        </Paper>
      ))}
    </Stack>
  )
}
