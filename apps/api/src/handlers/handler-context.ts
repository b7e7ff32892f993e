import type {
  ActorLoader,
  ClinicDirectory,
  OpenProvisioner,
  SigningKeys,
  TokenIssuer,
} from '@polyclinic/control'
import type { Vault } from '@polyclinic/guard'
import type { OperationRunner } from '../operations/operation-runner.ts'

/** What handlers share: opened once at start. */
export interface HandlerContext {
  readonly provisioner: OpenProvisioner
  readonly vault: Vault
  /** Where the links of mails lead */
  readonly publicUrl: string
  readonly directory: ClinicDirectory
  readonly signingKeys: SigningKeys
  readonly tokens: TokenIssuer
  readonly actors: ActorLoader
  readonly operations: OperationRunner
}
