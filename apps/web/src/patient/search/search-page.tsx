import { Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { FoundByWords } from './found-by-words.tsx'
import { FreeDays } from './free-days.tsx'
import { PlaceField } from './place-field.tsx'
import { SpecialtyButtons } from './specialty-buttons.tsx'
import { useWishes } from './use-wishes.ts'
import { WishFields } from './wish-fields.tsx'
import { WordsField } from './words-field.tsx'

/** The start: what is needed, where, and when; then the free times of all clinics, earliest first. */
export function SearchPage() {
  const { t } = useTranslation('booking')
  const [{ q, specialty }] = useWishes()
  return (
    <Stack gap="lg">
      <title>{t('search.documentTitle')}</title>
      <Stack gap={4}>
        <Title order={1}>{t('search.title')}</Title>
        <Text c="dimmed">{t('search.text')}</Text>
      </Stack>
      <Paper withBorder p="md" component="search">
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md" verticalSpacing="sm">
            <PlaceField />
            <WordsField />
          </SimpleGrid>
          {specialty && !q && <WishFields />}
        </Stack>
      </Paper>
      {q ? <FoundByWords words={q} /> : specialty ? <FreeDays specialty={specialty} /> : <SpecialtyButtons />}
    </Stack>
  )
}
