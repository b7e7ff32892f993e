import type { Call } from '../history.ts'
import { chainFrom, type Occupation, type Occupations } from '../occupations.ts'
import type { Proof } from '../proof.ts'
import { type Slot, type Stretch, stretchOf, type VisitType } from '../state.ts'

/**
 * Judges refusals of a time: taken, held, too short for the visit. Gives what speaks against one, nothing (an empty
 * text) where it was right, and undefined for refusals of another kind.
 */
export function timeRefusals(proof: Proof, occupations: Occupations): (call: Call) => string | undefined {
  const judge = ({ call, visit, slot }: Wanted): Verdict => {
    const chain = chainFrom(proof, slot.doctorId, slot.startsAt, visit.minutes)
    const stretch = widest(stretchOf(visit, slot.startsAt, slot.capacity > 1 ? slot : undefined), chain)
    const others = occupations
      .during(call, slot.doctorId, stretch)
      .filter(({ appointmentId }) => appointmentId !== call.asked.appointmentId)
    const told = () => tellOf(call, slot, occupations.ever(slot.doctorId, stretch))
    return { ...stands(slot, chain, others), tooLong: isTooLong(slot, chain, visit), told }
  }
  return (call) => {
    const { code, facts = {} } = call
    const tooLong = code === 'outside-policy' && facts['rule'] === 'visit-too-long'
    if (code !== 'slot-taken' && code !== 'slot-held' && !tooLong) return undefined
    const wanted = wantedBy(call, proof)
    // of any doctor, none works then
    if (wanted.length === 0) return call.asked.slotId === undefined ? '' : 'it names no slot of the clinic'
    const verdicts = wanted.map(judge)
    if (tooLong) return verdicts.some((each) => each.tooLong) ? '' : 'the visit fits'
    // any doctor: each of them must have been in the way
    const free = verdicts.filter((each) => !each.taken && !each.tooLong)
    if (free.length > 0)
      return `nobody can have been there at that time (${free.map(({ told }) => told()).join('; ')})`
    if (code === 'slot-held' && !verdicts.some(({ held }) => held))
      return 'nobody can have held it at that time'
    return ''
  }
}

interface Wanted {
  readonly call: Call
  readonly visit: VisitType
  readonly slot: Slot
}

interface Verdict {
  readonly taken: boolean
  readonly held: boolean
  readonly tooLong: boolean
  /** For who looks into a refusal that was wrong */
  told(): string
}

/** Who was ever there, by seconds from the call on. */
function tellOf({ sentAt }: Call, slot: Slot, ever: readonly Occupation[]): string {
  const seconds = (at: number) => (Number.isFinite(at) ? ((at - sentAt) / 1_000).toFixed(3) : 'the end')
  const others = ever.map(
    ({ appointmentId, hold, since, till }) =>
      `${hold ? 'hold' : 'visit'} ${appointmentId} from ${seconds(since)} to ${seconds(till)}`,
  )
  return `slot ${slot.id} of ${slot.doctorId} had ${others.join(', ') || 'never anybody'}`
}

/** One slot, or those of any doctor at the time. */
function wantedBy(call: Call, { slots, state, visitTypes }: Proof): Wanted[] {
  const { slotId, startsAt, doctors, visitType } = call.asked
  const visit = visitTypes.get(visitType ?? '')
  if (!visit) return []
  const named = slots.get(slotId ?? '')
  if (named) return [{ call, visit, slot: named }]
  const time = Date.parse(startsAt ?? '')
  return state.slots
    .filter((slot) => slot.startsAt === time && slot.open && (doctors?.includes(slot.doctorId) ?? true))
    .map((slot) => ({ call, visit, slot }))
}

/** The rule of slots asks for the whole of each. */
const widest = (stretch: Stretch, chain: readonly Slot[]): Stretch => ({
  from: Math.min(stretch.from, ...chain.map(({ startsAt }) => startsAt)),
  until: Math.max(stretch.until, ...chain.map(({ endsAt }) => endsAt)),
})

/** Who is in a group session stands in the way once there are as many as it has places. */
function stands(
  slot: Slot,
  chain: readonly Slot[],
  others: readonly Occupation[],
): Pick<Verdict, 'taken' | 'held'> {
  const inChain = others.filter(({ slotIds }) => chain.some(({ id }) => slotIds.includes(id)))
  const held = inChain.some(({ hold }) => hold)
  if (slot.capacity === 1) return { taken: others.length > 0, held }
  const visitors = new Set(inChain.map(({ appointmentId }) => appointmentId)).size
  return { taken: visitors >= slot.capacity || others.length > inChain.length, held }
}

function isTooLong(slot: Slot, chain: readonly Slot[], visit: VisitType): boolean {
  const end = slot.startsAt + visit.minutes * 60_000
  if (slot.capacity > 1) return end > slot.endsAt
  let reached = slot.startsAt
  for (const each of chain) if (each.startsAt === reached) reached = each.endsAt
  return reached < end
}
