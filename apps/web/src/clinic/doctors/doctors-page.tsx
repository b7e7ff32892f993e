import type { DoctorRecord } from '@polyclinic/contract'
import { Anchor, Badge, Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked, EmptyNote } from '../../elements/index.ts'
import { OfficePage, RecordList, RecordRow, useHere } from '../office/index.ts'
import { DoctorEditor } from './doctor-editor.tsx'
import { useLanguageName } from './use-language-name.ts'

/** Everybody who sees patients here, those who left too. */
export function DoctorsPage() {
  const { t } = useTranslation(['office', 'clinic'])
  const clinic = useHere()
  const [edited, setEdited] = useState<DoctorRecord | 'new'>()
  const doctors = useAsk('listDoctorRecords', { clinic })
  return (
    <OfficePage
      title={t('clinic:pages.doctors')}
      lead={t('doctors.lead')}
      action={
        <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setEdited('new')}>
          {t('doctors.add')}
        </Button>
      }
    >
      <Asked of={doctors}>
        {({ body: { items } }) =>
          items.length === 0 ? (
            <EmptyNote title={t('doctors.none')}>{t('doctors.noneWay')}</EmptyNote>
          ) : (
            <RecordList label={t('clinic:pages.doctors')}>
              {items.map((doctor) => (
                <DoctorRow key={doctor.id} doctor={doctor} onEdit={() => setEdited(doctor)} />
              ))}
            </RecordList>
          )
        }
      </Asked>
      {edited && (
        <DoctorEditor doctor={edited === 'new' ? undefined : edited} onDone={() => setEdited(undefined)} />
      )}
    </OfficePage>
  )
}

function DoctorRow({ doctor, onEdit }: { doctor: DoctorRecord; onEdit: () => void }) {
  const { t } = useTranslation(['office', 'shell'])
  const clinic = useHere()
  const specialties = useAsk('listSpecialties', { clinic }, { staleTime: 60_000 })
  const specialty = specialties.data?.body.items.find(({ code }) => code === doctor.specialty)?.name
  const language = useLanguageName()
  const facts = [specialty ?? doctor.specialty, doctor.languages.map(language).join(', '), doctor.phone]
  return (
    <RecordRow
      title={
        <Anchor component={Link} to={`/clinic/${clinic}/doctors/${doctor.id}`} fw={600}>
          {doctor.name}
        </Anchor>
      }
      facts={facts.filter(Boolean).join(' · ')}
      badge={
        !doctor.active && (
          <Badge variant="outline" color="gray" tt="none">
            {t('doctors.inactive')}
          </Badge>
        )
      }
      actions={
        <>
          <Button
            component={Link}
            to={`/clinic/${clinic}/doctors/${doctor.id}`}
            variant="default"
            mih={44}
            aria-label={t('doctors.hoursOf', { name: doctor.name })}
          >
            {t('doctors.hours')}
          </Button>
          <Button
            variant="default"
            mih={44}
            onClick={onEdit}
            aria-label={t('editNamed', { name: doctor.name })}
          >
            {t('shell:edit')}
          </Button>
        </>
      }
    />
  )
}
