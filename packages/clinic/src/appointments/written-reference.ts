/** A reference as it is kept, from what somebody said on the phone: `rvs 7k3m92` is RVS-7K3M-92. */
export function writtenReference(said: string): string {
  const letters = said.toUpperCase().replace(/[^A-Z0-9]/g, '')
  return [letters.slice(0, 3), letters.slice(3, 7), letters.slice(7)].filter((part) => part !== '').join('-')
}
