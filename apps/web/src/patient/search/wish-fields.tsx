import { Button, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useDisclosure, useMediaQuery } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { useSpecialty } from '../../elements/index.ts'
import { useDrawnLater } from '../../elements/use-drawn-later.ts'
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
  const drawnLater = useDrawnLater()
  const [wishes, wish] = useWishes()
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
        // a browser's calendar field takes as long to make as all the rest
        type={drawnLater ? 'date' : 'text'}
        value={wishes.from ?? ''}
        onChange={({ currentTarget: { value } }) => {
          // while a year is typed there are days that nobody means
          if (value === '' || dayIn(value)) wish({ from: dayIn(value) })
        }}
      />
      <PartField part={wishes.part} onChoose={(part) => wish({ part })} />
      <LanguageField>{drawnLater && <SpokenLanguages />}</LanguageField>
    </>
  )
}

function LanguageField({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation('booking')
  const [{ language = '' }, wish] = useWishes()
  return (
    <NativeSelect
      label={t('search.language')}
      value={language}
      onChange={({ currentTarget: { value } }) => wish({ language: value || undefined })}
    >
      <option value="">{t('search.anyLanguage')}</option>
      {children}
    </NativeSelect>
  )
}

/** Browsers take a tenth of a second to learn what languages are called: nobody waits for that with a press. */
function SpokenLanguages() {
  return useSpokenLanguages().map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ))
}
