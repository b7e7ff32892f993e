import type { KnownPatientDocument } from '@polyclinic/contract'
import { Group, Loader, Stack, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { useClinic } from '../here/use-clinic.ts'
import { FoundPatient } from './found-patient.tsx'
import classes from './find-patient.module.css'

interface Props {
  readonly onFound: (patient: KnownPatientDocument) => void
  /** With what was typed; nothing where nobody is registered from here */
  readonly onRegister?: (typed: string) => void
}

/** Who is calling: by name, phone or local number. Arrows go through the list, Enter takes one. */
export function FindPatient({ onFound, onRegister }: Props) {
  const { t } = useTranslation('day')
  const { clinic } = useClinic()
  const id = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const wanted = typed.trim()
  const [term] = useDebouncedValue(wanted, 120)
  const asked = useAsk(
    'listKnownPatients',
    { clinic, query: { search: term, limit: 8 } },
    { enabled: term !== '', keep: true },
  )
  const fresh = term === wanted && asked.data !== undefined && !asked.isPlaceholderData
  const patients = wanted === '' ? [] : (asked.data?.body.items ?? [])
  const count = wanted === '' ? 0 : patients.length + (onRegister && fresh ? 1 : 0)
  const take = (nth: number) => {
    const patient = patients[nth]
    if (patient) onFound(patient)
    else if (nth === patients.length) onRegister?.(wanted)
  }
  // Enter before the answer: remembered, and done once there is one to take
  const early = useRef(false)
  useEffect(() => {
    if (!early.current || !fresh) return
    early.current = false
    if (patients.length === 1) take(0)
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt(Math.max(0, Math.min(at + 1, count - 1)))
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0))
    else if (event.key === 'Enter') {
      if (fresh) take(at)
      else early.current = wanted !== ''
    } else return
    event.preventDefault()
  }
  return (
    <Stack gap="xs">
      <TextInput
        label={t('find.label')}
        description={t('find.how')}
        size="md"
        autoFocus
        autoComplete="off"
        leftSection={<IconSearch size={18} aria-hidden />}
        rightSection={asked.isFetching ? <Loader size="xs" aria-label={t('shell:loading')} /> : undefined}
        role="combobox"
        aria-expanded={count > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={count > 0 ? `${id}-${at}` : undefined}
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value)
          setAt(0)
          // who types on did not mean what is found for less
          early.current = false
        }}
        onKeyDown={onKeyDown}
      />
      <ProblemNote error={asked.error} onRetry={() => void asked.refetch()} />
      <div id={`${id}-list`} role="listbox" aria-label={t('find.found')} className={classes['list']}>
        {patients.map((patient, nth) => (
          <Option key={patient.id} id={`${id}-${nth}`} active={nth === at} onTake={() => take(nth)}>
            <FoundPatient patient={patient} />
          </Option>
        ))}
        {onRegister && fresh && wanted !== '' && (
          <Option
            id={`${id}-${patients.length}`}
            active={at === patients.length}
            onTake={() => take(patients.length)}
          >
            <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
              {t('find.register', { name: wanted })}
            </Text>
          </Option>
        )}
      </div>
      <Group role="status" mih={22}>
        {fresh && wanted !== '' && patients.length === 0 && <Text size="sm">{t('find.nobody')}</Text>}
      </Group>
    </Stack>
  )
}

interface OptionProps {
  readonly id: string
  readonly active: boolean
  readonly onTake: () => void
  readonly children: React.ReactNode
}

function Option({ id, active, onTake, children }: OptionProps) {
  return (
    // the input keeps the focus and has the keys: this is for the pointer
    <div id={id} role="option" aria-selected={active} className={classes['option']} onClick={onTake}>
      {children}
    </div>
  )
}
