import type { ClinicOperation } from '@polyclinic/contract'
import { Anchor, NativeSelect, Paper, SimpleGrid, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePages } from '../../api/index.ts'
import { AskedPages, EmptyNote } from '../../elements/index.ts'
import { useTime } from '../../time/index.ts'
import { ConsolePage } from '../parts/console-page.tsx'
import { OperationProgress } from '../parts/operation-progress.tsx'

const states = ['running', 'failed', 'succeeded'] as const

/** What is being done to clinics, step by step as it happens. */
export function OperationsPage() {
  const { t } = useTranslation('operator')
  const [state, setState] = useState('')
  const operations = usePages(
    'listOperations',
    { query: { limit: 50, ...(state && { state: state as (typeof states)[number] }) } },
    { keep: true },
  )
  return (
    <ConsolePage
      title={t('pages.operations')}
      tools={
        <NativeSelect
          aria-label={t('column.state')}
          value={state}
          onChange={({ currentTarget }) => setState(currentTarget.value)}
          data={[
            { value: '', label: t('operations.every') },
            ...states.map((value) => ({ value, label: t(`operation.${value}`) })),
          ]}
        />
      }
    >
      <Text size="sm" c="dimmed">
        {t('operations.live')}
      </Text>
      <AskedPages
        of={operations}
        empty={
          <EmptyNote title={t('operations.none')}>
            <Text>{t('operations.noneWay')}</Text>
          </EmptyNote>
        }
      >
        {(items) => (
          <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
            {items.map((operation) => (
              <OperationRow key={operation.id} operation={operation} />
            ))}
          </Stack>
        )}
      </AskedPages>
    </ConsolePage>
  )
}

function OperationRow({ operation }: { readonly operation: ClinicOperation }) {
  const { t } = useTranslation('operator')
  const time = useTime()
  return (
    <Paper withBorder p="sm" component="li">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
        <Stack gap={0}>
          <Anchor
            fw={600}
            c="inherit"
            renderRoot={(props) => (
              <Link to="/operator/clinics/$slug" params={{ slug: operation.clinic }} {...props} />
            )}
          >
            {operation.clinic}
          </Anchor>
          <Text size="xs" c="dimmed">
            {t('column.started')} {time.ownMoment(operation.startedAt)}
          </Text>
        </Stack>
        <OperationProgress operation={operation} />
      </SimpleGrid>
    </Paper>
  )
}
