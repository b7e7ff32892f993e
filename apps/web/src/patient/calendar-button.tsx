import type { Appointment } from '@polyclinic/contract'
import { Button, Stack } from '@mantine/core'
import { IconCalendarPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../api/index.ts'
import { ProblemNote, saveFile } from '../elements/index.ts'

interface Props {
  readonly visit: Appointment
  readonly variant?: 'filled' | 'default'
}

/** Fetches the visit as a calendar file, with the token of who may read it, and hands it to the browser. */
export function CalendarButton({ visit: { clinic, id, reference }, variant = 'default' }: Props) {
  const { t } = useTranslation('patient')
  const file = useAct('showCalendarEntry')
  return (
    <Stack gap="xs">
      <Button
        variant={variant}
        mih={44}
        loading={file.isPending}
        leftSection={<IconCalendarPlus size={18} aria-hidden />}
        onClick={() =>
          file.mutate(
            { clinic: clinic.slug, params: { appointment: id } },
            { onSuccess: ({ body }) => saveFile(`${reference}.ics`, body, 'text/calendar') },
          )
        }
      >
        {t('calendarFile')}
      </Button>
      <ProblemNote error={file.error} />
    </Stack>
  )
}
