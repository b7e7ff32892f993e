import { Paper, Table, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { useAsk } from '../../api/index.ts'
import { Asked } from '../../elements/index.ts'
import { localeOf } from '../../i18n/index.ts'
import { useTime } from '../../time/index.ts'

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

type Hours = ReturnType<typeof useAsk<'showOpeningTimes'>>

/** By weekday, as on the clinic's door. */
export function OpeningHours({ of: hours }: { readonly of: Hours }) {
  const { t, i18n } = useTranslation('booking')
  const { wallTime } = useTime()
  const names = new Intl.DateTimeFormat(localeOf(i18n.language), { weekday: 'long', timeZone: 'UTC' })
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="hours">
      <Title order={2} size="h4" mb="xs" id="hours">
        {t('clinic.hours')}
      </Title>
      <Asked of={hours}>
        {({ body: { items } }) =>
          items.length === 0 ? (
            <Text c="dimmed">{t('clinic.hoursUnknown')}</Text>
          ) : (
            <Table withRowBorders={false} verticalSpacing={4} horizontalSpacing={0}>
              <Table.Tbody>
                {weekdays.map((weekday, nth) => {
                  const open = items.filter((each) => each.weekday === weekday)
                  return (
                    <Table.Tr key={weekday}>
                      {/* 1 January 2024 was a Monday */}
                      <Table.Th scope="row" fw={400}>
                        {names.format(new Date(Date.UTC(2024, 0, 1 + nth)))}
                      </Table.Th>
                      <Table.Td ta="right" className="number">
                        {open.map(({ from, until }) => `${wallTime(from)} – ${wallTime(until)}`).join(', ') ||
                          t('clinic.closed')}
                      </Table.Td>
                    </Table.Tr>
                  )
                })}
              </Table.Tbody>
            </Table>
          )
        }
      </Asked>
    </Paper>
  )
}
