import { Anchor, Button, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import type { UseQueryResult } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked, EmptyNote, useSpecialty } from '../../elements/index.ts'
import { useDistance } from './use-distance.ts'
import { useWishes } from './use-wishes.ts'

/** Doctors and clinics whose names are like these words; slips of the finger are forgiven. */
export function FoundByWords({ words }: { readonly words: string }) {
  const { t } = useTranslation('booking')
  const [{ lat, lon }, wish] = useWishes()
  const tellSpecialty = useSpecialty()
  const tellDistance = useDistance()
  const here = lat !== undefined && lon !== undefined ? { latitude: lat, longitude: lon } : {}
  const query = { q: words, limit: 8, ...here }
  const doctors = useAsk('searchDoctors', { query }, { keep: true })
  const clinics = useAsk('searchClinics', { query }, { keep: true })
  const none = doctors.data?.body.items.length === 0 && clinics.data?.body.items.length === 0
  if (none) {
    return (
      <EmptyNote title={t('search.noSuchName', { words })}>
        <Text>{t('search.noSuchNameText')}</Text>
        <Button variant="light" onClick={() => wish({ q: undefined })}>
          {t('search.toSpecialties')}
        </Button>
      </EmptyNote>
    )
  }
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="lg">
      <Found title={t('search.foundClinics')} of={clinics}>
        {({ slug, name, address, distanceKm }) => (
          <Match
            key={slug}
            to={`/c/${slug}`}
            name={name}
            facts={[address?.line, address?.city, tellDistance(distanceKm)]}
          />
        )}
      </Found>
      <Found title={t('search.foundDoctors')} of={doctors}>
        {({ id, name, specialty, clinic }) => (
          <Match
            key={`${clinic.slug} ${id}`}
            to={`/c/${clinic.slug}/doctors/${id}`}
            name={name}
            facts={[
              tellSpecialty(specialty.code, specialty.name),
              clinic.name,
              clinic.city,
              tellDistance(clinic.distanceKm),
            ]}
          />
        )}
      </Found>
    </SimpleGrid>
  )
}

interface FoundProps<Item> {
  readonly title: string
  readonly of: UseQueryResult<{ readonly body: { readonly items: readonly Item[] } }>
  readonly children: (item: Item) => ReactNode
}

function Found<Item>({ title, of, children }: FoundProps<Item>) {
  const { t } = useTranslation('booking')
  const id = useId()
  return (
    <Stack gap="sm" component="section" aria-labelledby={id}>
      <Title order={2} size="h3" id={id}>
        {title}
      </Title>
      <Asked of={of}>
        {({ body: { items } }) =>
          items.length === 0 ? <Text c="dimmed">{t('search.noneAmongThese')}</Text> : items.map(children)
        }
      </Asked>
    </Stack>
  )
}

interface MatchProps {
  readonly to: string
  readonly name: string
  readonly facts: readonly (string | undefined)[]
}

function Match({ to, name, facts }: MatchProps) {
  return (
    <Paper withBorder p="sm">
      <Anchor component={Link} to={to} fw={600}>
        {name}
      </Anchor>
      <Text size="sm" c="dimmed">
        {facts.filter(Boolean).join(' · ')}
      </Text>
    </Paper>
  )
}
