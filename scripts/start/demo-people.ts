/** Who can sign in to the demo. The passwords are printed, so the accounts are marked and refused in production. */
export const demoPassword = 'polyclinic-demo-only'

export const demoClinics = ['riverside', 'alster-praxis', 'harbour-view', 'himal-clinic'] as const

export interface DemoPerson {
  readonly email: string
  readonly what: string
  readonly operator?: boolean
  readonly patient?: { readonly name: string; readonly phone: string; readonly birthDate: string }
  readonly member?: { readonly clinic: string; readonly role: 'clinic_admin' | 'staff' | 'doctor' }
}

export const demoPeople: readonly DemoPerson[] = [
  { email: 'operator@polyclinic.example', what: 'operator of the service', operator: true },
  {
    email: 'admin@riverside.example',
    what: 'admin of Riverside',
    member: { clinic: 'riverside', role: 'clinic_admin' },
  },
  {
    email: 'desk@riverside.example',
    what: 'staff of Riverside',
    member: { clinic: 'riverside', role: 'staff' },
  },
  {
    // the address of a doctor of Riverside's manifest: the account becomes that doctor
    email: 'maya.chen@riverside.example',
    what: 'doctor at Riverside',
    member: { clinic: 'riverside', role: 'doctor' },
  },
  {
    email: 'pat@home.example',
    what: 'patient',
    patient: { name: 'Pat Moreau', phone: '+12125550199', birthDate: '1984-02-29' },
  },
]
