import { Alert, Button, Stack, Text } from '@mantine/core'
import type { OwnAppointment } from '@polyclinic/contract'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { usePages } from '../../api/index.ts'
import { Asked, EmptyNote, ShowMore } from '../../elements/index.ts'
import { VisitCard } from './visit-card.tsx'

interface Props {
  readonly when: 'upcoming' | 'past'
  readonly of: string | undefined
}

/** What needs another time comes first, then by time. */
export function VisitList({ when, of }: Props) {
  const list = usePages('listOwnAppointments', { query: { when, limit: 30, ...(of && { dependent: of }) } })
  return (
    <Asked of={list}>
      {({ pages }) => {
        const items = pages.flatMap(({ body }) => body.items)
        const missing = new Set(pages.flatMap(({ body }) => body.missing))
        return (
          <Stack gap="md">
            <MissingClinics slugs={missing} items={items} />
            {items.length === 0 && <Nothing when={when} />}
            <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
              {inOrder(items).map((visit) => (
                <VisitCard key={visit.id} visit={visit} all={items} isOver={when === 'past'} />
              ))}
            </Stack>
            <ShowMore of={list} />
          </Stack>
        )
      }}
    </Asked>
  )
}

const inOrder = (items: readonly OwnAppointment[]): OwnAppointment[] =>
  items.toSorted((one, other) => Number(other.displaced) - Number(one.displaced))

function MissingClinics({ slugs, items }: { slugs: ReadonlySet<string>; items: readonly OwnAppointment[] }) {
  const { t } = useTranslation('mine')
  if (slugs.size === 0) return null
  const nameOf = (slug: string) => items.find(({ clinic }) => clinic.slug === slug)?.clinic.name ?? slug
  return (
    <Alert
      role="status"
      color="yellow"
      icon={<IconPlugConnectedX aria-hidden />}
      title={t('visits.missing', { clinics: [...slugs].map(nameOf).join(', ') })}
    >
      {t('visits.missingText')}
    </Alert>
  )
}

function Nothing({ when }: { readonly when: Props['when'] }) {
  const { t } = useTranslation('mine')
  if (when === 'past') return <EmptyNote title={t('visits.nothingPast')} />
  return (
    <EmptyNote title={t('visits.nothing')}>
      <Text c="dimmed">{t('visits.nothingText')}</Text>
      <Button component={Link} to="/" h={44}>
        {t('visits.find')}
      </Button>
    </EmptyNote>
  )
}
