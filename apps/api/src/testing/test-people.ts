import { randomBytes } from 'node:crypto'
import { addAccount, findClinicBySlug, putMembership, type TokenIssuer } from '@polyclinic/control'
import type { TestFleet } from './install-test-fleet.ts'

export interface TestPerson {
  readonly accountId: string
  readonly email: string
  readonly token: string
}

export interface TestPeople {
  /** Registered and signed in */
  patient(name?: string): Promise<TestPerson & { readonly patientId: string }>
  member(slug: string, role: 'clinic_admin' | 'staff'): Promise<TestPerson>
  /** Somebody who is that doctor of the clinic */
  doctor(slug: string, doctorId: string): Promise<TestPerson>
  /** The token that they would be given now: it says whether they have roles */
  renewed(person: TestPerson & { readonly patientId?: string }): Promise<string>
  /** The token of a session in which they showed no second factor: their roles do not count there */
  withoutSecondFactor(
    person: Pick<TestPerson, 'accountId'> & { readonly patientId?: string },
  ): Promise<string>
  operator(): Promise<TestPerson>
}

export const testPassword = 'correct horse battery staple'

/** People with real accounts; their tokens are issued without the pains of signing in. */
export function testPeople({ provisioner }: TestFleet, issuer: TokenIssuer): TestPeople {
  const address = () => `${randomBytes(6).toString('hex')}@people.test`
  const memberOf = async (
    slug: string,
    membership: { role: 'clinic_admin' | 'staff' | 'doctor'; doctorId?: string },
  ) => {
    const email = address()
    const { id: accountId } = await addAccount(provisioner, { email, password: testPassword })
    const clinicId = (await findClinicBySlug(provisioner.database, slug))?.id ?? ''
    await putMembership(provisioner.database, { accountId, clinicId, ...membership })
    return {
      accountId,
      email,
      token: await issuer.issue({
        accountId,
        patientId: undefined,
        hasRoles: true,
        dependents: [],
        secondFactor: true,
      }),
    }
  }
  return {
    async patient(name = 'Some Body') {
      const email = address()
      const { id } = await addAccount(provisioner, {
        email,
        password: testPassword,
        patient: { name, email },
      })
      const { rows } = await provisioner.database.query<{ patientId: string }>(
        'select patient_id as "patientId" from account where id = $1',
        [id],
      )
      const patientId = rows[0]?.patientId ?? ''
      return {
        accountId: id,
        email,
        patientId,
        token: await issuer.issue({ accountId: id, patientId, hasRoles: false, dependents: [] }),
      }
    },
    member: (slug, role) => memberOf(slug, { role }),
    doctor: (slug, doctorId) => memberOf(slug, { role: 'doctor', doctorId }),
    renewed: ({ accountId, patientId }) =>
      issuer.issue({ accountId, patientId, hasRoles: true, dependents: [], secondFactor: true }),
    withoutSecondFactor: ({ accountId, patientId }) =>
      issuer.issue({ accountId, patientId, hasRoles: true, dependents: [], secondFactor: false }),
    async operator() {
      const email = address()
      const { id: accountId } = await addAccount(provisioner, {
        email,
        password: testPassword,
        operator: true,
      })
      return {
        accountId,
        email,
        token: await issuer.issue({
          accountId,
          patientId: undefined,
          hasRoles: true,
          dependents: [],
          secondFactor: true,
        }),
      }
    },
  }
}
