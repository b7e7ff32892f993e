import {
  ActorLoader,
  ClinicDirectory,
  EndedSessions,
  type OpenProvisioner,
  SigningKeys,
  TokenIssuer,
  TokenVerifier,
} from '@polyclinic/control'
import type { Vault } from '@polyclinic/guard'
import { addressRules } from '@polyclinic/webhooks'
import type { Logger } from 'pino'
import type { HandlerContext } from '../handlers/handler-context.ts'
import { LiveHub } from '../live/live-hub.ts'
import { OverlapWatch } from '../overlaps/overlap-watch.ts'
import { OperationRunner } from '../operations/operation-runner.ts'
import type { Config } from './config.ts'

/** What handlers share, made of the open control plane; nothing is asked of it yet. */
export function openContext(
  config: Config,
  provisioner: OpenProvisioner,
  vault: Vault,
  log: Logger,
): HandlerContext {
  const signingKeys = new SigningKeys(provisioner)
  const parties = { issuer: config.publicUrl, audience: config.publicUrl }
  const verifier = new TokenVerifier(signingKeys, parties)
  const ended = new EndedSessions()
  const { secondFactor } = config
  return {
    provisioner,
    vault,
    publicUrl: config.publicUrl,
    addresses: addressRules({ local: config.webhooks === 'local' }),
    directory: new ClinicDirectory(provisioner),
    signingKeys,
    tokens: new TokenIssuer(signingKeys, parties),
    verifier,
    ended,
    secondFactor,
    actors: new ActorLoader(provisioner, verifier, { ended, secondFactor }),
    operations: new OperationRunner(provisioner, { log }),
    live: new LiveHub(config.liveLimits),
    overlaps: new OverlapWatch(provisioner),
  }
}
