import type { Me } from '@polyclinic/contract'
import { Button, Paper, Skeleton, Stack, Text, Title } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, NoConnection } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { said } from '../address-search.ts'
import type { BookingProps } from './booking-steps.tsx'
import { Countdown } from './countdown.tsx'
import type { HoldWish } from './hold-keeper.ts'
import { OtherTimes } from './other-times.tsx'
import { OverlapNote } from './overlap-note.tsx'
import { RuleNote } from './rule-note.tsx'
import { useConfirm } from './use-confirm.ts'
import { useHold } from './use-hold.ts'
import { VisitFields } from './visit-fields.tsx'

/** The time is held; what is left to say, and the press that books it. */
export function ConfirmStep({ clinic, visitTypes, chosen, facts, me }: BookingProps & { readonly me: Me }) {
  const { t } = useTranslation('booking')
  const navigate = useNavigate()
  const [patientId, setPatientId] = useState<string>()
  const [reason, setReason] = useState('')
  const [state, keeper] = useHold(clinic.slug, wishOf(chosen, patientId))
  const confirm = useConfirm(clinic.slug, state, keeper)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])

  const isLost =
    state.at === 'ended' ||
    (state.at === 'refused' && isProblem(state.error, 'slot-taken', 'slot-held', 'hold-ended'))
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="confirm">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void confirm.book(reason)
        }}
      >
        <Stack>
          <Title order={2} size="h3" id="confirm" ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
            {t('book.confirmTitle')}
          </Title>
          {state.at === 'asking' && <Skeleton height={58} role="status" aria-label={t('hold.asking')} />}
          {state.at === 'held' && (
            <Countdown
              key={state.endsAt}
              endsAt={state.endsAt}
              renewable={state.hold.renewable}
              onRenew={keeper.renew}
              onEnd={() => confirm.isOpen || confirm.busy || keeper.over('ended')}
            />
          )}
          {state.at === 'held' && !facts?.doctor && (
            <Text>{t('book.withDoctor', { doctor: state.hold.doctor.name })}</Text>
          )}
          {isLost && (
            <OtherTimes
              clinic={clinic}
              chosen={chosen}
              facts={facts}
              reason={state.at === 'refused' && isProblem(state.error) ? state.error.code : 'hold-ended'}
              alternatives={state.at === 'refused' ? alternativesOf(state.error) : undefined}
              onAgain={keeper.again}
            />
          )}
          {state.at === 'refused' && !isLost && (
            <RuleNote
              error={state.error}
              phone={clinic.phone}
              {...(state.error instanceof NoConnection && { onRetry: keeper.again })}
            />
          )}
          <VisitFields
            me={me}
            visitTypes={visitTypes}
            visitType={chosen.visitType}
            onVisitType={(visitType) =>
              void navigate({
                to: '/c/$clinic/book',
                params: { clinic: clinic.slug },
                search: { ...chosen, visitType },
                replace: true,
              })
            }
            patientId={patientId}
            onPatient={setPatientId}
            reason={reason}
            onReason={setReason}
            locked={confirm.isOpen || confirm.busy}
          />
          {state.at === 'held' && <OverlapNote warnings={state.warnings} timeZone={clinic.timeZone} />}
          <ProblemNote error={confirm.error} />
          <Button
            type="submit"
            size="md"
            loading={confirm.busy}
            disabled={state.at !== 'held' && !confirm.isOpen}
          >
            {t(confirm.isOpen ? 'book.again' : 'book.confirm')}
          </Button>
        </Stack>
      </form>
    </Paper>
  )
}

const wishOf = (
  { slot, startsAt, doctor, specialty, visitType }: BookingProps['chosen'],
  patientId: string | undefined,
): HoldWish =>
  said(
    slot
      ? { slotId: slot, visitType, patientId }
      : { startsAt, doctors: doctor ? [doctor] : undefined, specialty, visitType, patientId },
  )

const alternativesOf = (error: unknown) => (isProblem(error) ? error.problem['alternatives'] : undefined)
