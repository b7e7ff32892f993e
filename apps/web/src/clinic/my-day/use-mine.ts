import { useAsk } from '../../api/index.ts'
import { useMe } from '../../session/index.ts'
import { useHere } from '../office/index.ts'

/** Which of the clinic's doctors I am. */
function useMyDoctor(): string | undefined {
  const clinic = useHere()
  return useMe()?.memberships.find((each) => each.clinic === clinic && each.role === 'doctor')?.doctor
}

/** What the live stream may have missed, in milliseconds: the frame follows the schedule. */
const nowAndThen = 600_000

/** My own calendar of some days; a doctor who works at the desk as well is shown their own alone. */
export function useMyCalendar(from: string, to: string) {
  const clinic = useHere()
  const doctor = useMyDoctor()
  return useAsk(
    'showCalendar',
    { clinic, query: { from, to, ...(doctor && { doctor }) } },
    { refetchInterval: nowAndThen },
  )
}
