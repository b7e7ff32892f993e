import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { useHere } from '../office/index.ts'
import { saveTable, TableFile } from './table-file.tsx'

/** File after file: where there is another one the answer names it. */
export function PatientsFile() {
  const { t } = useTranslation('office')
  const clinic = useHere()
  /** Where the next file begins, and how many were saved before it; from the start again after the last */
  const [{ after, saved }, setPlace] = useState({ after: 0, saved: 0 })
  const download = useMutation({
    mutationFn: () => call('exportPatients', { clinic, query: { after } }),
    onSuccess: ({ body, link }) => {
      saveTable(`${clinic}-patients${saved > 0 ? `-${saved + 1}` : ''}.csv`, body)
      const next = Number(/[?&]after=(\d+)/.exec(link ?? '')?.[1] ?? 0)
      setPlace({ after: next, saved: next > 0 ? saved + 1 : 0 })
    },
  })
  return (
    <TableFile
      title={t('exports.patients')}
      text={t('exports.patientsText')}
      verb={saved > 0 ? t('exports.nextFile', { nth: saved + 1 }) : t('exports.download')}
      busy={download.isPending}
      onDownload={() => download.mutate()}
      said={download.isSuccess && t(saved > 0 ? 'exports.thereIsMore' : 'exports.done')}
    >
      <ProblemNote error={download.error} onRetry={() => download.mutate()} />
    </TableFile>
  )
}
