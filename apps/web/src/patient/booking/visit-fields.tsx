import type { ClinicVisitType, Me } from '@polyclinic/contract'
import { Anchor, NativeSelect, Stack, Text, Textarea } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { PersonChoice, usePeople } from '../own/people.tsx'
import { useVisitWords } from '../times/use-visit-words.ts'

interface Props {
  readonly me: Me
  readonly visitTypes: readonly ClinicVisitType[]
  readonly visitType: string | undefined
  readonly onVisitType: (code: string) => void
  /** Oneself where undefined */
  readonly patientId: string | undefined
  readonly onPatient: (id: string | undefined) => void
  readonly reason: string
  readonly onReason: (text: string) => void
  /** While it is not known whether it is booked already */
  readonly locked: boolean
}

const longestReason = 500

/** For whom, what for, and in one's own words why. */
export function VisitFields(props: Props) {
  const { me, visitTypes, visitType, patientId, reason, locked } = props
  const { t } = useTranslation('booking')
  const tellVisit = useVisitWords()
  const people = usePeople(me)
  return (
    <Stack gap="sm">
      {people.length > 1 ? (
        <PersonChoice
          people={people}
          label={t('book.forWhom')}
          disabled={locked}
          of={patientId}
          onChoose={props.onPatient}
        />
      ) : (
        <Text size="sm">
          {t('book.for', { name: me.patient?.name ?? me.email })}{' '}
          <Anchor component={Link} to="/family" size="sm">
            {t('book.forSomebodyElse')}
          </Anchor>
        </Text>
      )}
      {visitTypes.length > 1 && (
        <NativeSelect
          label={t('times.visitType')}
          disabled={locked}
          value={visitType ?? ''}
          data={visitTypes.map((type) => ({ value: type.code, label: tellVisit(type) }))}
          onChange={({ currentTarget: { value } }) => props.onVisitType(value)}
        />
      )}
      <Textarea
        label={t('book.reason')}
        description={t('book.reasonText')}
        minRows={3}
        autosize
        maxLength={longestReason}
        readOnly={locked}
        value={reason}
        onChange={({ currentTarget }) => props.onReason(currentTarget.value)}
      />
      <Text size="sm" c="dimmed">
        {t('book.consent')}
      </Text>
    </Stack>
  )
}
