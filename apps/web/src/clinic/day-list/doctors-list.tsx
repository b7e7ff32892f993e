import type { Calendar } from '@polyclinic/contract'
import { Table, Title } from '@mantine/core'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { useTime } from '../../time/index.ts'
import { useClinic } from '../here/use-clinic.ts'

interface Props {
  readonly doctor: Calendar['doctors'][number]
  readonly timeZone: string
  readonly date: string
}

/** One doctor's visits in order, with room to write beside each. */
export const DoctorsList = memo(function DoctorsList({ doctor, timeZone, date }: Props) {
  const { t } = useTranslation(['day', 'shell'])
  const time = useTime()
  const { clinic } = useClinic()
  const types = useAsk('listVisitTypes', { clinic }, { staleTime: 300_000 }).data?.body.items
  const visits = doctor.appointments.toSorted((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
  return (
    <section className="day-list-doctor" aria-labelledby={`list-${doctor.id}`}>
      <Title order={2} size="h3" id={`list-${doctor.id}`}>
        {doctor.name}
        <span className="day-list-date"> · {time.longDay(date)}</span>
      </Title>
      <Table.ScrollContainer minWidth={520} type="native">
        <Table withTableBorder withColumnBorders layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th w="24%">{t('dayList.time')}</Table.Th>
              <Table.Th w="34%">{t('dayList.patient')}</Table.Th>
              <Table.Th w="24%">{t('dayList.visit')}</Table.Th>
              <Table.Th>{t('dayList.status')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {visits.map((visit) => (
              <Table.Tr key={visit.id}>
                <Table.Td className="number">
                  {time.wallTime(visit.localTime)}–{time.time(visit.endsAt, timeZone)}
                </Table.Td>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{visit.patientName ?? t('unnamed')}</Table.Td>
                <Table.Td>
                  {types?.find(({ code }) => code === visit.visitType)?.name ?? visit.visitType}
                  <br />
                  <small className="number">{visit.reference}</small>
                </Table.Td>
                <Table.Td>{t(`shell:status.${visit.displaced ? 'displaced' : visit.status}`)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  )
})
