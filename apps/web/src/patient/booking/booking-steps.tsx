import type { ClinicVisitType, PublicClinic } from '@polyclinic/contract'
import { Grid, Loader, Stack, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../session/index.ts'
import type { ChosenTime } from './booking-search.ts'
import { ConfirmStep } from './confirm-step.tsx'
import { OtherTimes } from './other-times.tsx'
import { SignInStep } from './sign-in-step.tsx'
import type { TimeFacts } from './use-chosen-time.ts'
import { VisitSummary } from './visit-summary.tsx'

export interface BookingProps {
  readonly clinic: PublicClinic
  readonly visitTypes: readonly ClinicVisitType[]
  readonly chosen: ChosenTime
  /** Undefined until they have come */
  readonly facts: TimeFacts | undefined
}

/** Sign in where nobody is, then confirm; the visit stands beside it all the while. */
export function BookingSteps(props: BookingProps) {
  const { clinic, visitTypes, chosen, facts } = props
  const { t } = useTranslation('booking')
  const session = useSession()
  const visitType = visitTypes.find(({ code }) => code === chosen.visitType)
  return (
    <Stack gap="lg">
      <title>{`${t('book.title')} · Polyclinic`}</title>
      <Title order={1}>{t('book.title')}</Title>
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, sm: 5 }} order={{ base: 1, sm: 2 }}>
          <VisitSummary clinic={clinic} visitType={visitType} facts={facts} />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 7 }} order={{ base: 2, sm: 1 }}>
          {session.state === 'unknown' && <Loader aria-label={t('shell:loading')} />}
          {session.state === 'nobody' &&
            (facts?.free === false ? (
              <OtherTimes clinic={clinic} chosen={chosen} facts={facts} reason="slot-taken" />
            ) : (
              <SignInStep />
            ))}
          {session.state === 'signed-in' && chosen.visitType && <ConfirmStep {...props} me={session.me} />}
        </Grid.Col>
      </Grid>
    </Stack>
  )
}
