import { Refusal } from '@polyclinic/contract'

/** How an address is looked at before anything is sent there; who it leads to is checked again at each attempt. */
export interface AddressRule {
  /** @returns what is wrong with it, in a few words */
  faultOf(url: string): string | undefined
}

/** @throws Refusal invalid-request */
export function requireGoodAddress({ faultOf }: AddressRule, url: string): void {
  const message = faultOf(url)
  if (message !== undefined) throw new Refusal('invalid-request', { issues: [{ pointer: '/url', message }] })
}
