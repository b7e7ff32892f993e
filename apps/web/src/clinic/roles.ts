import type { Me } from '@polyclinic/contract'

export type Role = Me['memberships'][number]['role']

/** What this account may be at a clinic; nothing for most. The API decides again by itself. */
export const rolesAt = (me: Me | undefined, clinic: string): Role[] =>
  me?.memberships.filter((each) => each.clinic === clinic).map(({ role }) => role) ?? []

export const isDesk = (roles: readonly Role[]): boolean =>
  roles.includes('staff') || roles.includes('clinic_admin')
