import {
  onboardClinic,
  type OpenProvisioner,
  openProvisioner,
  type Provisioner,
  readManifest,
  runOperation,
} from '@polyclinic/control'
import { type Installation, openInstallation } from '../../installation/open-installation.ts'
import { readSettings } from '../../installation/read-settings.ts'
import { commandLine } from '../command-context.ts'
import type { Environment } from './run-clinics.ts'

/** Opens the installation as a command does, in this process. */
export async function openHere(environment: Environment): Promise<Installation & AsyncDisposable> {
  const installation = await openInstallation(readSettings(environment), {
    applicationName: 'polyclinic-test',
  })
  return Object.assign(installation, { [Symbol.asyncDispose]: () => installation.close() })
}

/** The same installation, reached by another address of its server. */
export function openThrough(
  address: string,
  { provisioner }: Pick<Installation, 'provisioner'>,
): OpenProvisioner & AsyncDisposable {
  const opened = openProvisioner({
    ...provisioner,
    adminUrls: new Map([['default', address]]),
    controlDatabase: 'polyclinic_control',
    applicationName: 'polyclinic-test',
  })
  return Object.assign(opened, { [Symbol.asyncDispose]: () => opened.end() })
}

/** What `clinics onboard` does for one file, in this process. */
export async function onboardHere(provisioner: Provisioner, file: string): Promise<string> {
  const { verdict, operationId } = await onboardClinic(provisioner, commandLine, await readManifest(file))
  return verdict === 'unchanged' ? verdict : runOperation(provisioner, operationId)
}
