import type { Call } from './history.ts'
import { type Fault, prepareProof, type Proof, type Rule, type RuleName } from './proof.ts'
import { acknowledgedSurvives } from './rules/acknowledged-survives.ts'
import { historiesFold } from './rules/histories-fold.ts'
import { noDoubles } from './rules/no-doubles.ts'
import { noMistakes } from './rules/no-mistakes.ts'
import { noPhantoms } from './rules/no-phantoms.ts'
import { oneReplyAKey } from './rules/one-reply-a-key.ts'
import { refusalsJustified } from './rules/refusals-justified.ts'
import { timesKept } from './rules/times-kept.ts'
import { withinCapacity } from './rules/within-capacity.ts'
import type { State } from './state.ts'

export const rules = {
  acknowledged: acknowledgedSurvives,
  capacity: withinCapacity,
  doubles: noDoubles,
  times: timesKept,
  phantoms: noPhantoms,
  refusals: refusalsJustified,
  histories: historiesFold,
  replies: oneReplyAKey,
  mistakes: noMistakes,
} satisfies Record<RuleName, Rule>

/** Holds what clients were told against what the database holds in the end. */
export function checkHistory(calls: readonly Call[], state: State): { proof: Proof; faults: Fault[] } {
  const proof = prepareProof(calls, state)
  return { proof, faults: Object.values(rules).flatMap((rule) => rule(proof)) }
}
