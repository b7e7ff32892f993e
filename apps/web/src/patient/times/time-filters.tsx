import type { ClinicDoctor, ClinicVisitType } from '@polyclinic/contract'
import { NativeSelect, SimpleGrid } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useSpecialty } from '../../elements/index.ts'
import { PartField } from '../part-field.tsx'
import type { TimeWishes } from './time-wishes.ts'
import { useVisitWords } from './use-visit-words.ts'

interface Props {
  readonly visitTypes: readonly ClinicVisitType[]
  readonly doctors: readonly ClinicDoctor[]
  readonly wishes: TimeWishes
  readonly wish: (change: Partial<TimeWishes>) => void
  /** Beside them: the way to other days */
  readonly children?: ReactNode
}

/** What the visit is for, with whom, and at which time of day. */
export function TimeFilters({ visitTypes, doctors, wishes, wish, children }: Props) {
  const { t } = useTranslation('booking')
  const tellVisit = useVisitWords()
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="xs">
      <NativeSelect
        label={t('times.visitType')}
        value={wishes.visitType ?? ''}
        data={visitTypes.map((type) => ({ value: type.code, label: tellVisit(type) }))}
        onChange={({ currentTarget: { value } }) => wish({ visitType: value, from: undefined })}
      />
      {doctors.length > 1 && <WithWhom doctors={doctors} wishes={wishes} wish={wish} />}
      <PartField part={wishes.part} onChoose={(part) => wish({ part, from: undefined })} />
      {children}
    </SimpleGrid>
  )
}

/** Any doctor of a specialty, or one of them: a paediatrician is no answer to who wants a back looked at. */
function WithWhom({ doctors, wishes, wish }: Omit<Props, 'visitTypes' | 'children'>) {
  const { t } = useTranslation('booking')
  const tellSpecialty = useSpecialty()
  const specialties = [...new Map(doctors.map(({ specialty }) => [specialty.code, specialty.name]))]
  return (
    <NativeSelect
      label={t('times.withWhom')}
      value={wishes.doctor ?? wishes.specialty ?? ''}
      data={specialties.map(([code, name]) => ({
        group: tellSpecialty(code, name),
        items: [
          { value: code, label: t('times.anyDoctor', { specialty: tellSpecialty(code, name) }) },
          ...doctors
            .filter(({ specialty }) => specialty.code === code)
            .map((doctor) => ({ value: doctor.id, label: doctor.name })),
        ],
      }))}
      onChange={({ currentTarget: { value } }) => {
        const isSpecialty = specialties.some(([code]) => code === value)
        wish({
          doctor: isSpecialty ? undefined : value,
          specialty: isSpecialty ? value : undefined,
          from: undefined,
        })
      }}
    />
  )
}
