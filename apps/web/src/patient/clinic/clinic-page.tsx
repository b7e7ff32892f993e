import type { ClinicDoctor, PublicClinic } from '@polyclinic/contract'
import { Grid, Stack } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useAsk } from '../../api/index.ts'
import { Asked } from '../../elements/index.ts'
import { FreeTimes } from '../times/free-times.tsx'
import { ClinicFacts } from './clinic-facts.tsx'
import { ClinicHead } from './clinic-head.tsx'

const route = getRouteApi('/patient/c/$clinic')

/** A clinic: where it is, who works there, and when something is free. */
export function ClinicPage() {
  const { clinic } = route.useParams()
  const shown = useAsk('showClinic', { clinic }, { staleTime: 60_000 })
  const doctors = useAsk('listDoctors', { clinic }, { staleTime: 60_000 })
  return (
    <Asked of={shown} lines={6}>
      {({ body }) => (
        <Stack gap="lg">
          <title>{`${body.name} · Polyclinic`}</title>
          <ClinicHead clinic={body} />
          <Grid gap="xl">
            <Grid.Col span={{ base: 12, md: 8 }}>
              <Asked of={doctors} lines={6}>
                {({ body: { items } }) => <TimesHere clinic={body} doctors={items} />}
              </Asked>
            </Grid.Col>
            <Grid.Col span={{ base: 12, md: 4 }}>
              <ClinicFacts
                clinic={clinic}
                doctors={doctors.isPending ? undefined : (doctors.data?.body.items ?? [])}
              />
            </Grid.Col>
          </Grid>
        </Stack>
      )}
    </Asked>
  )
}

interface TimesHereProps {
  readonly clinic: PublicClinic
  readonly doctors: readonly ClinicDoctor[]
}

function TimesHere({ clinic: { slug, timeZone }, doctors }: TimesHereProps) {
  const wishes = route.useSearch()
  const navigate = route.useNavigate()
  const known = doctors.some(({ id }) => id === wishes.doctor)
  return (
    <FreeTimes
      clinic={slug}
      timeZone={timeZone}
      doctors={doctors}
      wishes={{
        ...wishes,
        doctor: known ? wishes.doctor : undefined,
        specialty: known ? undefined : (wishes.specialty ?? doctors[0]?.specialty.code),
      }}
      wish={(change) =>
        void navigate({
          search: (former) => ({ ...former, ...change }),
          replace: true,
          resetScroll: false,
        })
      }
    />
  )
}
