import { Box, Paper, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Suggestion } from './place-suggestions.ts'
import classes from './place-list.module.css'

interface Props {
  readonly id: string
  readonly optionId: (nth: number) => string
  readonly suggestions: readonly Suggestion[]
  readonly isOpen: boolean
  readonly at: number
  readonly onChoose: (suggestion: Suggestion) => void
}

/** Lies over what is below, so that nothing moves while somebody types. */
export function PlaceList({ id, optionId, suggestions, isOpen, at, onChoose }: Props) {
  const { t } = useTranslation('booking')
  return (
    <Paper
      withBorder
      shadow="md"
      className={classes['list']}
      style={{ display: isOpen ? undefined : 'none' }}
    >
      <Box component="ul" role="listbox" id={id} aria-label={t('search.places')} p={4} m={0}>
        {suggestions.map((suggestion, nth) => (
          <li
            key={suggestion.key}
            id={optionId(nth)}
            role="option"
            aria-selected={nth === at}
            className={classes['option']}
            // the field keeps the focus, and so its text
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(suggestion)}
          >
            {suggestion.label}
            {suggestion.beside && (
              <Text span size="sm" c="dimmed" ml="xs">
                {suggestion.beside}
              </Text>
            )}
          </li>
        ))}
      </Box>
      {suggestions.length === 0 && (
        <Text p="sm" size="sm" role="status">
          {t('search.noSuchPlace')}
        </Text>
      )}
    </Paper>
  )
}
