import { useClinic } from '../here/use-clinic.ts'

/** The clinic whose console this is. */
export const useHere = (): string => useClinic().clinic

/** Its time zone: every time of the office is told in it. */
export const useZone = (): string => useClinic().timeZone
