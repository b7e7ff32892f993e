import type { KnownPatientDocument } from '@polyclinic/contract'
import { Box, Button, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { call, keyOf } from '../../api/index.ts'
import { Asked, EmptyNote, ProblemNote } from '../../elements/index.ts'
import { FoundPatient } from '../desk/found-patient.tsx'
import { useClinic } from '../here/use-clinic.ts'
import classes from './patient-list.module.css'

/** All of them, a hundred at a time; of ten thousand rows only those stand on the page that are seen. */
export function PatientList({ term }: { readonly term: string }) {
  const { t } = useTranslation('day')
  const { clinic } = useClinic()
  const asked = useInfiniteQuery({
    queryKey: keyOf('listKnownPatients', { clinic, term, pages: true }),
    queryFn: ({ pageParam, signal }) =>
      call('listKnownPatients', {
        clinic,
        query: { limit: 100, ...(term && { search: term }), ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: '',
    getNextPageParam: ({ body }) => body.next,
    placeholderData: (former) => former,
  })
  return (
    <Asked of={asked} lines={8}>
      {({ pages }) => {
        const patients = pages.flatMap(({ body }) => body.items)
        if (patients.length === 0) {
          return (
            <EmptyNote title={t(term ? 'find.nobody' : 'patients.none')}>
              <Text c="dimmed">{t(term ? 'patients.nobodyText' : 'patients.noneText')}</Text>
            </EmptyNote>
          )
        }
        return (
          <>
            <Text size="sm" c="dimmed" role="status">
              {t(asked.hasNextPage ? 'patients.firstOf' : 'patients.count', { count: patients.length })}
            </Text>
            <Rows patients={patients} />
            <ProblemNote error={asked.error} onRetry={() => void asked.fetchNextPage()} />
            {asked.hasNextPage && (
              <Button
                variant="default"
                loading={asked.isFetchingNextPage}
                onClick={() => void asked.fetchNextPage()}
              >
                {t('shell:more')}
              </Button>
            )}
          </>
        )
      }}
    </Asked>
  )
}

function Rows({ patients }: { readonly patients: readonly KnownPatientDocument[] }) {
  const { clinic } = useClinic()
  const list = useRef<HTMLUListElement>(null)
  const rows = useWindowVirtualizer({
    count: patients.length,
    estimateSize: () => 60,
    overscan: 10,
    scrollMargin: list.current?.offsetTop ?? 0,
  })
  return (
    <Box
      component="ul"
      ref={list}
      className={classes['list'] as string}
      style={{ height: rows.getTotalSize() }}
    >
      {rows.getVirtualItems().map(({ index, key, start }) => {
        const patient = patients[index] as KnownPatientDocument
        return (
          <li
            key={key}
            ref={rows.measureElement}
            data-index={index}
            className={classes['row']}
            style={{ transform: `translateY(${start - rows.options.scrollMargin}px)` }}
          >
            <Link
              to="/clinic/$clinic/patients/$patient"
              params={{ clinic, patient: patient.id }}
              className={classes['link'] as string}
              preload={false}
            >
              <FoundPatient patient={patient} />
            </Link>
          </li>
        )
      })}
    </Box>
  )
}
