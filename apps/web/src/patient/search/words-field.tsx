import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useWishes } from './use-wishes.ts'

/** For who knows the name already. The address follows what is typed after a moment. */
export function WordsField() {
  const { t } = useTranslation('booking')
  const [{ q = '' }, wish] = useWishes()
  const [typed, setTyped] = useState(q)
  const [followed, setFollowed] = useState(q)
  if (q !== followed) {
    // the address was changed from elsewhere: the way back, a link
    setFollowed(q)
    if (q !== typed.trim()) setTyped(q)
  }
  const follow = useDebouncedCallback((text: string) => {
    const words = text.trim()
    wish({ q: words.length >= 2 ? words : undefined })
  }, 250)
  return (
    <TextInput
      label={t('search.words')}
      placeholder={t('search.wordsExample')}
      type="search"
      leftSection={<IconSearch size={18} aria-hidden />}
      autoComplete="off"
      maxLength={80}
      value={typed}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value)
        follow(currentTarget.value)
      }}
    />
  )
}
