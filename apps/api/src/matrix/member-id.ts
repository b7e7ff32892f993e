import type { TestService } from '../testing/start-test-service.ts'

/** The role of whoever has that address, as the admin's list names it. */
export async function memberId(
  service: TestService,
  admin: { readonly clinic: string; readonly token: string | undefined },
  email: string,
): Promise<string> {
  const { body } = await service.ask('listMembers', admin)
  const found = body.items.find((member) => member.email === email)
  if (!found) throw new Error(`Nobody at ${admin.clinic} has the address ${email}.`)
  return found.id
}
