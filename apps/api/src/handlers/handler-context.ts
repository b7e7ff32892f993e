import type {
  ActorLoader,
  AddressRule,
  ClinicDirectory,
  EndedSessions,
  OpenProvisioner,
  SecondFactorRule,
  SigningKeys,
  TokenIssuer,
  TokenVerifier,
} from '@polyclinic/control'
import type { Vault } from '@polyclinic/guard'
import type { LiveHub } from '../live/live-hub.ts'
import type { OverlapWatch } from '../overlaps/overlap-watch.ts'
import type { OperationRunner } from '../operations/operation-runner.ts'

/** What handlers share: opened once at start. */
export interface HandlerContext {
  readonly provisioner: OpenProvisioner
  readonly vault: Vault
  /** Where the links of mails lead */
  readonly publicUrl: string
  /** Where webhooks may lead */
  readonly addresses: AddressRule
  readonly directory: ClinicDirectory
  readonly signingKeys: SigningKeys
  readonly tokens: TokenIssuer
  readonly verifier: TokenVerifier
  /** Whoever ends a session tells it, so that its tokens die here at once. */
  readonly ended: EndedSessions
  readonly secondFactor: SecondFactorRule
  readonly actors: ActorLoader
  readonly operations: OperationRunner
  readonly live: LiveHub
  readonly overlaps: OverlapWatch
}
