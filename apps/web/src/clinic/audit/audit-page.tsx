import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addDays, instantOf } from '../../time/index.ts'
import { OfficePage, useZone } from '../office/index.ts'
import { AuditList } from './audit-list.tsx'
import { useActorName } from '../here/use-actor-name.ts'
import { usePatientChoice } from './use-patient-choice.ts'

/** Who read and wrote what of whom. To look is recorded too. */
export function AuditPage() {
  const { t } = useTranslation(['office', 'clinic'])
  const zone = useZone()
  const [actor, setActor] = useState('')
  // every look is recorded, so not at each letter
  const [settledActor] = useDebouncedValue(actor, 400)
  const [from, setFrom] = useState('')
  const [to, setTo] = useState('')
  const patients = usePatientChoice()
  const actorName = useActorName()
  const filter = {
    ...(patients.chosen && { patient: patients.chosen }),
    ...(settledActor && { actor: settledActor }),
    ...(from && { from: instantOf(from, '00:00', zone) }),
    ...(to && { to: instantOf(addDays(to, 1), '00:00', zone) }),
  }
  const filtered = actor !== '' || Object.keys(filter).length > 0
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
        actorName={actorName}
        onActor={setActor}
        onPatient={patients.choose}
      />
    </OfficePage>
  )
}
