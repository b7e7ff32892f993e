import { NativeSelect, SimpleGrid } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { todayIn } from '../../time/index.ts'
import { DayInput } from '../here/day-input.tsx'
import { useClinic } from '../here/use-clinic.ts'

export interface Wishes {
  readonly date: string | undefined
  readonly doctor: string | undefined
}

/** From which day on, and with whom. */
export function TimeWishes(props: {
  readonly wishes: Wishes
  readonly onChange: (more: Partial<Wishes>) => void
}) {
  const { t } = useTranslation('day')
  const { clinic, timeZone } = useClinic()
  const doctors = useAsk('listDoctors', { clinic }, { staleTime: 300_000 }).data?.body.items ?? []
  const { wishes, onChange } = props
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <DayInput
        label={t('book.from')}
        placeholder={t('book.soonest')}
        clearable
        clearButtonProps={{ 'aria-label': t('book.soonest') }}
        minDate={todayIn(timeZone)}
        value={wishes.date ?? null}
        onChange={(date) => onChange({ date: date ?? undefined })}
      />
      <NativeSelect
        label={t('field.doctor')}
        data={[
          { value: '', label: t('book.anyDoctor') },
          ...doctors.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value={wishes.doctor ?? ''}
        onChange={({ currentTarget }) => onChange({ doctor: currentTarget.value || undefined })}
      />
    </SimpleGrid>
  )
}
