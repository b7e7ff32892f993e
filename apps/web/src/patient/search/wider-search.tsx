import { Button, Group, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { EmptyNote } from '../../elements/index.ts'
import { useWishes } from './use-wishes.ts'
import { isAround, noPlace, radii, usualRadius, type Wishes } from './wishes.ts'

/** Nothing fits: each wish that could be in the way can be given up with one press. */
export function WiderSearch() {
  const { t } = useTranslation('booking')
  const [wishes, wish] = useWishes()
  const larger = radii.find((radius) => radius > (wishes.radius ?? usualRadius))
  const ways: [name: string, change: Partial<Wishes>, offered: unknown][] = [
    ['otherDays', { from: undefined }, wishes.from],
    ['allTimes', { part: undefined }, wishes.part],
    ['anyLanguage', { language: undefined }, wishes.language],
    ['largerRadius', { radius: larger }, isAround(wishes) && larger],
    ['everywhere', { ...noPlace, radius: undefined }, isAround(wishes) || wishes.at],
    ['otherSpecialty', { specialty: undefined }, true],
  ]
  return (
    <EmptyNote title={t('search.nothingFits')}>
      <Text>{t('search.nothingFitsText')}</Text>
      <Group gap="xs">
        {ways
          .filter(([, , offered]) => offered)
          .map(([name, change]) => (
            <Button key={name} variant="light" mih={44} onClick={() => wish(change)}>
              {t(`search.${name}`, { radius: larger })}
            </Button>
          ))}
      </Group>
    </EmptyNote>
  )
}
