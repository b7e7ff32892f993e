import type { KnownPatientDocument } from '@polyclinic/contract'
import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk, usePages } from '../../api/index.ts'
import { AskedPages, EmptyNote, Waiting } from '../../elements/index.ts'
import { RowsInSight } from '../../elements/rows-in-sight.tsx'
import { FoundPatient } from '../desk/found-patient.tsx'
import { useClinic } from '../here/use-clinic.ts'
import { MergeProposals } from './merge-proposals.tsx'
import classes from './patient-list.module.css'

/** All of them, a hundred at a time; of ten thousand rows only those stand on the page that are seen. */
export function PatientList({ term }: { readonly term: string }) {
  const { t } = useTranslation('day')
  const { clinic } = useClinic()
  const list = usePages(
    'listKnownPatients',
    { clinic, query: { limit: 100, ...(term && { search: term }) } },
    { keep: true },
  )
  // the same for all pages: rows that stand are not drawn anew with each that comes
  const draw = useCallback(
    (patient: KnownPatientDocument) => (
      <Link
        to="/clinic/$clinic/patients/$patient"
        params={{ clinic, patient: patient.id }}
        className={classes['link'] as string}
        preload={false}
      >
        <FoundPatient patient={patient} />
      </Link>
    ),
    [clinic],
  )
  // what stands above the list comes with it: nothing is pushed down by it later
  if (useAsk('listMergeProposals', { clinic }).isPending) return <Waiting lines={8} />
  return (
    <>
      <MergeProposals />
      <AskedPages
        of={list}
        lines={8}
        empty={
          <EmptyNote title={t(term ? 'find.nobody' : 'patients.none')}>
            <Text c="dimmed">{t(term ? 'patients.nobodyText' : 'patients.noneText')}</Text>
          </EmptyNote>
        }
      >
        {(patients) => (
          <>
            <Text size="sm" c="dimmed" role="status">
              {t(list.hasNextPage ? 'patients.firstOf' : 'patients.count', { count: patients.length })}
            </Text>
            <RowsInSight items={patients} label={t('patients.title')} rowHeight={60}>
              {draw}
            </RowsInSight>
          </>
        )}
      </AskedPages>
    </>
  )
}
