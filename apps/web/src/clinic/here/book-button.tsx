import { Button, Kbd } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { IconCalendarPlus } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useClinic } from './use-clinic.ts'

/**
 * Books from anywhere in the console, by a key too: with Ctrl, since a letter alone is taken for a command by who
 * speaks to the computer (WCAG 2.1.4).
 */
export function BookButton() {
  const { t } = useTranslation('day')
  const { clinic } = useClinic()
  const navigate = useNavigate()
  const go = () => void navigate({ to: '/clinic/$clinic/book', params: { clinic }, search: {} })
  useHotkeys([['mod+K', go]], [])
  return (
    <Button
      mih={44}
      leftSection={<IconCalendarPlus size={18} aria-hidden />}
      rightSection={
        <Kbd size="xs" visibleFrom="sm">
          Ctrl K
        </Kbd>
      }
      aria-keyshortcuts="Control+K"
      renderRoot={(props) => <Link to="/clinic/$clinic/book" params={{ clinic }} search={{}} {...props} />}
    >
      {t('bookButton')}
    </Button>
  )
}
