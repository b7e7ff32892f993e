import { Button, Group, NativeSelect, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk, usePages } from '../../api/index.ts'
import { Asked, EmptyNote } from '../../elements/index.ts'
import { ConsolePage } from '../parts/console-page.tsx'
import { ClinicRows } from './clinic-rows.tsx'
import { clinicStates } from './states.ts'

const here = getRouteApi('/operator/')

/** All clinics of the installation, found by what one knows of them. */
export function ClinicsPage() {
  const { t } = useTranslation('operator')
  const [words, setWords] = useState(here.useSearch().search ?? '')
  const [state, setState] = useState('')
  const [search] = useDebouncedValue(words.trim(), 200)
  const clinics = usePages(
    'listRegisteredClinics',
    {
      query: {
        limit: 100,
        ...(search && { search }),
        ...(state && { state: state as (typeof clinicStates)[number] }),
      },
    },
    { keep: true },
  )
  const newest = useAsk('showMigrations', {}).data?.body.newest
  return (
    <ConsolePage
      title={t('pages.clinics')}
      tools={
        <Button component={Link} to="/operator/onboarding" leftSection={<IconPlus size={18} aria-hidden />}>
          {t('clinics.onboard')}
        </Button>
      }
    >
      <Group align="end">
        <TextInput
          label={t('clinics.search')}
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
          leftSection={<IconSearch size={16} aria-hidden />}
          type="search"
          flex="1 1 240px"
        />
        <NativeSelect
          label={t('clinics.state')}
          value={state}
          onChange={({ currentTarget }) => setState(currentTarget.value)}
          data={[
            { value: '', label: t('clinics.every') },
            ...clinicStates.map((value) => ({ value, label: t(`state.${value}`) })),
          ]}
        />
      </Group>
      <Asked of={clinics} lines={8}>
        {({ pages }) => {
          const items = pages.flatMap(({ body }) => body.items)
          const more = clinics.hasNextPage
          return (
            <>
              <Text role="status" size="sm" c="dimmed">
                {t(more ? 'clinics.shownMore' : 'clinics.shown', { count: items.length })}
              </Text>
              {items.length === 0 ? (
                <EmptyNote title={t('clinics.none')}>
                  <Text>{t('clinics.noneWay')}</Text>
                </EmptyNote>
              ) : (
                <ClinicRows
                  clinics={items}
                  newest={newest}
                  onEnd={() => more && !clinics.isFetchingNextPage && void clinics.fetchNextPage()}
                />
              )}
            </>
          )
        }}
      </Asked>
    </ConsolePage>
  )
}
