import type { ClinicVisitType, PublicClinic } from '@polyclinic/contract'
import { Stack } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useAsk } from '../../api/index.ts'
import { Asked } from '../../elements/index.ts'
import { useLive } from '../../live/index.ts'
import { usualVisitType } from '../times/usual-visit-type.ts'
import { BookedPage } from './booked-page.tsx'
import { BookingSteps } from './booking-steps.tsx'
import { NoTimeChosen } from './no-time-chosen.tsx'
import { useChosenTime } from './use-chosen-time.ts'

const route = getRouteApi('/patient/c/$clinic/book')

/** From a chosen time to a confirmed appointment. */
export function BookPage() {
  const { clinic } = route.useParams()
  const { booked } = route.useSearch()
  const shown = useAsk('showClinic', { clinic }, { staleTime: 60_000 })
  const types = useAsk('listVisitTypes', { clinic }, { staleTime: 60_000, enabled: !booked })
  return (
    <Stack maw={900} mx="auto">
      <Asked of={shown} lines={6}>
        {({ body }) =>
          booked ? (
            <BookedPage clinic={body} id={booked} />
          ) : (
            <Asked of={types} lines={6}>
              {({ body: { items } }) => <WithTime clinic={body} visitTypes={items} />}
            </Asked>
          )
        }
      </Asked>
    </Stack>
  )
}

interface Props {
  readonly clinic: PublicClinic
  readonly visitTypes: readonly ClinicVisitType[]
}

/** The address may name no kind of visit: then the usual one that fits the slot. */
function WithTime({ clinic, visitTypes }: Props) {
  const search = route.useSearch()
  useLive([`slots:${clinic.slug}`])
  const { facts, error } = useChosenTime(clinic.slug, search)
  if (error || (search.slot === undefined && search.startsAt === undefined)) {
    return <NoTimeChosen clinic={clinic} error={error} />
  }
  const visitType = search.visitType ?? (facts && usualVisitType(visitTypes, facts.duration)?.code)
  return (
    <BookingSteps
      clinic={clinic}
      visitTypes={visitTypes}
      chosen={{ ...search, ...(visitType && { visitType }) }}
      facts={facts}
    />
  )
}
