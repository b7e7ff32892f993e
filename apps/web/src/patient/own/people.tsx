import { NativeSelect } from '@mantine/core'
import type { Me } from '@polyclinic/contract'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'

export interface Person {
  /** Absent for oneself */
  readonly dependent?: string
  readonly id: string
  readonly name: string
}

/** Oneself first, then those for whom one acts. */
export function usePeople(me: Me): readonly Person[] {
  const dependents = useAsk('listDependents', {}, { enabled: me.patient !== undefined, staleTime: 60_000 })
  const self = me.patient ? [{ id: me.patient.id, name: me.patient.name }] : []
  const others = dependents.data?.body.items ?? []
  return [...self, ...others.map(({ id, name }) => ({ dependent: id, id, name }))]
}

interface Props {
  readonly people: readonly Person[]
  readonly label: string
  /** Of whom; absent for oneself */
  readonly of: string | undefined
  readonly onChoose: (of: string | undefined) => void
  readonly disabled?: boolean
}

/** Whom a page is about. Not there for who acts for nobody else. */
export function PersonChoice({ people, label, of, onChoose, disabled = false }: Props) {
  const { t } = useTranslation('patient')
  if (people.length < 2) return null
  return (
    <NativeSelect
      label={label}
      maw={320}
      disabled={disabled}
      value={of ?? ''}
      data={people.map(({ dependent, name }) => ({
        value: dependent ?? '',
        label: dependent ? name : t('me', { name }),
      }))}
      onChange={({ currentTarget }) => onChoose(currentTarget.value || undefined)}
    />
  )
}
