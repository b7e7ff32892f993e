import { Group, NativeSelect, useMantineColorScheme } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Language, languages, speak } from '../i18n/index.ts'

const schemes = ['auto', 'light', 'dark'] as const

/** Language, and light or dark. The browser's own lists: they cost the first page nothing, and phones show theirs. */
export function Choices() {
  const { t, i18n } = useTranslation()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Group gap="xs" className="no-print">
      <NativeSelect
        size="xs"
        aria-label={t('language')}
        value={i18n.language}
        data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
        onChange={({ currentTarget }) => void speak(currentTarget.value as Language)}
      />
      <NativeSelect
        size="xs"
        aria-label={t('scheme.label')}
        value={colorScheme}
        data={schemes.map((value) => ({ value, label: t(`scheme.${value}`) }))}
        onChange={({ currentTarget }) => setColorScheme(currentTarget.value as (typeof schemes)[number])}
      />
    </Group>
  )
}
