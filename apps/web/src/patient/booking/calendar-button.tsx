import { Button, Stack } from '@mantine/core'
import { IconCalendarPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'

interface Props {
  readonly clinic: string
  readonly appointment: string
  readonly reference: string
}

/** Fetches the visit as a calendar file, with the token of who may read it, and hands it to the browser. */
export function CalendarButton({ clinic, appointment, reference }: Props) {
  const { t } = useTranslation('booking')
  const fetchIt = useAct('showCalendarEntry')
  return (
    <Stack gap="xs">
      <Button
        mih={44}
        loading={fetchIt.isPending}
        leftSection={<IconCalendarPlus size={18} aria-hidden />}
        onClick={() =>
          fetchIt.mutate(
            { clinic, params: { appointment } },
            { onSuccess: ({ body }) => offer(body, `${reference}.ics`) },
          )
        }
      >
        {t('booked.calendar')}
      </Button>
      <ProblemNote error={fetchIt.error} />
    </Stack>
  )
}

function offer(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/calendar' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // the browser has begun by then
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
