import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useZone } from '../office/use-here.ts'
import { OfficePage } from '../office/index.ts'
import { AuditList } from './audit-list.tsx'
import { startOfDay } from './start-of-day.ts'
import { usePatientChoice } from './use-patient-choice.ts'
import { addDays } from '../../time/index.ts'

/** Who read and wrote what of whom. To look is recorded too. */
export function AuditPage() {
  const { t } = useTranslation(['office', 'clinic'])
  const zone = useZone()
  const [actor, setActor] = useState('')
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const patients = usePatientChoice()
  const filter = {
    ...(patients.chosen && { patient: patients.chosen }),
    ...(actor && { actor }),
    ...(from && { from: startOfDay(from, zone) }),
    ...(to && { to: startOfDay(addDays(to, 1), zone) }),
  }
  const filtered = Object.keys(filter).length > 0
  return (
    <OfficePage title={t('clinic:pages.audit')} lead={t('audit.lead')}>
      <Stack gap="sm" component="search" aria-label={t('audit.filter')}>
        <Group grow align="flex-end" preventGrowOverflow={false}>
          <Select
            label={t('audit.patient')}
            placeholder={t('audit.patientSearch')}
            searchable
            clearable
            clearButtonProps={{ 'aria-label': t('audit.clearPatient') }}
            nothingFoundMessage={t('audit.noPatient')}
            filter={({ options }) => options}
            data={patients.choices}
            value={patients.chosen}
            onChange={patients.choose}
            searchValue={patients.search}
            onSearchChange={patients.setSearch}
          />
          <TextInput
            type="date"
            label={t('audit.from')}
            value={from}
            max={to}
            onChange={({ currentTarget }) => setFrom(currentTarget.value)}
          />
          <TextInput
            type="date"
            label={t('audit.to')}
            value={to}
            min={from}
            onChange={({ currentTarget }) => setTo(currentTarget.value)}
          />
        </Group>
        <Group align="flex-end">
          <TextInput
            label={t('audit.actor')}
            description={t('audit.actorWhy')}
            flex={1}
            maxLength={100}
            value={actor}
            onChange={({ currentTarget }) => setActor(currentTarget.value.trim())}
          />
          {filtered && (
            <Button
              variant="default"
              onClick={() => {
                patients.choose(null)
                setActor('')
                setFrom('')
                setTo('')
              }}
            >
              {t('audit.all')}
            </Button>
          )}
        </Group>
      </Stack>
      <AuditList
        filter={filter}
        patientName={patients.nameOf}
        onActor={setActor}
        onPatient={patients.choose}
      />
    </OfficePage>
  )
}
