import { createContext, useContext } from 'react'
import type { Role } from '../roles.ts'

/** The clinic whose console this is, and what one may be there. */
export interface ClinicHere {
  /** Its slug, as calls name it */
  readonly clinic: string
  readonly name: string
  readonly timeZone: string
  /** ISO 3166-1: whose people call here */
  readonly country: string
  readonly roles: readonly Role[]
}

export const ClinicHereContext = createContext<ClinicHere | undefined>(undefined)

/** Within the console's frame only. */
export function useClinic(): ClinicHere {
  const here = useContext(ClinicHereContext)
  if (!here) throw new Error('This is drawn outside of a clinic’s console.')
  return here
}
