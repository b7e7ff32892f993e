import { Button, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { useSpecialty } from '../../elements/index.ts'
import { dayIn } from '../address-search.ts'
import { PartField } from '../part-field.tsx'
import { useSpokenLanguages } from '../use-spoken-languages.ts'
import { useWishes } from './use-wishes.ts'
import { isAround, radii, usualRadius } from './wishes.ts'

/** What narrows the search. On a phone it is folded away: the free times come first there. */
export function WishFields() {
  const { t } = useTranslation('booking')
  const [open, { toggle }] = useDisclosure(false)
  const [wishes] = useWishes()
  const isWide = useMediaQuery('(min-width: 48em)', true, { getInitialValueInEffect: false })
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 2, md: isAround(wishes) ? 5 : 4 }} spacing="sm" verticalSpacing="xs">
        <SpecialtyChoice />
        {(isWide || open) && <FurtherWishes />}
      </SimpleGrid>
      {!isWide && (
        <Button variant="subtle" onClick={toggle} aria-expanded={open}>
          {t(open ? 'search.fewerWishes' : 'search.moreWishes')}
        </Button>
      )}
    </Stack>
  )
}

function SpecialtyChoice() {
  const { t } = useTranslation('booking')
  const [{ specialty = '' }, wish] = useWishes()
  const tell = useSpecialty()
  const offered = useAsk('listSpecialtiesOffered', {}, { staleTime: 60_000 }).data?.body.items ?? []
  const codes = new Set([specialty, ...offered.map(({ code }) => code)])
  return (
    <NativeSelect
      label={t('search.specialty')}
      value={specialty}
      data={[
        ...[...codes].map((code) => ({ value: code, label: tell(code) })),
        { value: '', label: t('search.allSpecialties') },
      ]}
      onChange={({ currentTarget: { value } }) => wish({ specialty: value || undefined })}
    />
  )
}

function FurtherWishes() {
  const { t } = useTranslation('booking')
  const [wishes, wish] = useWishes()
  const languages = useSpokenLanguages()
  return (
    <>
      {isAround(wishes) && (
        <NativeSelect
          label={t('search.radius')}
          value={wishes.radius ?? usualRadius}
          data={radii.map((radius) => ({ value: String(radius), label: t('search.kilometres', { radius }) }))}
          onChange={({ currentTarget: { value } }) => wish({ radius: Number(value) })}
        />
      )}
      <TextInput
        label={t('search.from')}
        type="date"
        value={wishes.from ?? ''}
        onChange={({ currentTarget: { value } }) => {
          // while a year is typed there are days that nobody means
          if (value === '' || dayIn(value)) wish({ from: dayIn(value) })
        }}
      />
      <PartField part={wishes.part} onChoose={(part) => wish({ part })} />
      <NativeSelect
        label={t('search.language')}
        value={wishes.language ?? ''}
        data={[{ value: '', label: t('search.anyLanguage') }, ...languages]}
        onChange={({ currentTarget: { value } }) => wish({ language: value || undefined })}
      />
    </>
  )
}
