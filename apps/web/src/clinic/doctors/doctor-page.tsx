import type { DoctorRecord } from '@polyclinic/contract'
import { Anchor, Badge, Button, Group } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked } from '../../elements/index.ts'
import { OfficePage, useHere } from '../office/index.ts'
import { Assignments } from './assignments.tsx'
import { DoctorEditor } from './doctor-editor.tsx'
import { Overrides } from './overrides.tsx'

/** One doctor's week and the days that differ from it. */
export function DoctorPage() {
  const { doctor } = getRouteApi('/clinic/$clinic/doctors/$doctor').useParams()
  const found = useAsk('showDoctorRecord', { clinic: useHere(), params: { id: doctor } })
  return <Asked of={found}>{({ body }) => <Shown doctor={body} />}</Asked>
}

function Shown({ doctor }: { readonly doctor: DoctorRecord }) {
  const { t } = useTranslation(['office', 'clinic', 'shell'])
  const clinic = useHere()
  const [editing, setEditing] = useState(false)
  return (
    <OfficePage
      title={doctor.name}
      lead={
        <Anchor component={Link} to={`/clinic/${clinic}/doctors`}>
          {t('doctors.all')}
        </Anchor>
      }
      action={
        <Group>
          {!doctor.active && (
            <Badge variant="outline" color="gray" tt="none">
              {t('doctors.inactive')}
            </Badge>
          )}
          <Button variant="default" mih={44} onClick={() => setEditing(true)}>
            {t('shell:edit')}
          </Button>
        </Group>
      }
    >
      <Assignments doctor={doctor.id} canAdd={doctor.active} />
      <Overrides doctor={doctor.id} />
      {editing && <DoctorEditor doctor={doctor} onDone={() => setEditing(false)} />}
    </OfficePage>
  )
}
