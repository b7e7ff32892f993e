import { Box, Button, CloseButton, Group, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconCurrentLocation, IconMapPin } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { PlaceList } from './place-list.tsx'
import { suggestPlaces, type Suggestion } from './place-suggestions.ts'
import { useOwnPlace } from './use-own-place.ts'
import { useWishes } from './use-wishes.ts'
import { noPlace, type Place, type Wishes } from './wishes.ts'

/** A city or a clinic, typed with suggestions (ARIA's combobox with a list), or where the reader is. */
export function PlaceField() {
  const { t } = useTranslation('booking')
  const [wishes, wish] = useWishes()
  const chosen = nameOf(wishes, t('search.nearMe'))
  const [typed, setTyped] = useState<string>()
  const [at, setAt] = useState(0)
  const listId = useId()
  const [words] = useDebouncedValue(typed?.trim() ?? '', 250)
  const asksFor = words.length >= 2
  const matches = useAsk('searchClinics', { query: { q: words, limit: 8 } }, { enabled: asksFor, keep: true })
  const isOpen = typed !== undefined && asksFor && matches.data !== undefined
  const suggestions = isOpen ? suggestPlaces(words, matches.data?.body.items ?? []) : []

  const choose = (place: Place) => {
    setTyped(undefined)
    setAt(0)
    wish(place)
  }
  const own = useOwnPlace(choose)
  const keys: Record<string, () => void> = {
    ArrowDown: () => setAt((at + 1) % Math.max(suggestions.length, 1)),
    ArrowUp: () => setAt((at + suggestions.length - 1) % Math.max(suggestions.length, 1)),
    Enter: () => suggestions[at] && choose(suggestions[at].place),
    Escape: () => setTyped(undefined),
  }
  const optionId = (nth: number) => `${listId}-${nth}`
  return (
    <Box pos="relative">
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <TextInput
          flex={1}
          label={t('search.place')}
          placeholder={t('search.placeExample')}
          leftSection={<IconMapPin size={18} aria-hidden />}
          rightSection={
            chosen && typed === undefined ? (
              <CloseButton aria-label={t('search.anywhere')} onClick={() => choose(noPlace)} />
            ) : null
          }
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && suggestions[at] ? optionId(at) : undefined}
          autoComplete="off"
          maxLength={80}
          value={typed ?? chosen}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value)
            setAt(0)
          }}
          onBlur={() => {
            if (typed === '') choose(noPlace)
            else setTyped(undefined)
          }}
          onKeyDown={(event) => {
            const act = typed === undefined ? undefined : keys[event.key]
            if (!act) return
            event.preventDefault()
            act()
          }}
        />
        <Button
          variant="default"
          px="sm"
          leftSection={<IconCurrentLocation size={18} aria-hidden />}
          loading={own.state === 'asking'}
          onClick={own.ask}
        >
          {t('search.nearMe')}
        </Button>
      </Group>
      <PlaceList
        id={listId}
        optionId={optionId}
        suggestions={suggestions}
        isOpen={isOpen}
        at={at}
        onChoose={({ place }: Suggestion) => choose(place)}
      />
      {own.state === 'refused' && (
        <Text size="sm" c="dimmed" mt={4} role="status">
          {t('search.noPosition')}
        </Text>
      )}
    </Box>
  )
}

const nameOf = ({ place, near, at, lat }: Wishes, own: string): string =>
  place ?? near ?? at ?? (lat === undefined ? '' : own)
