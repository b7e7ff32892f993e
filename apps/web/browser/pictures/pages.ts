import type { Populated } from './populate.ts'

export interface PictureOf {
  readonly name: string
  readonly path: string
  /** The demo account that looks at it; nobody where absent */
  readonly as?: string
}

const riverside = '/clinic/riverside'
const pat = 'pat@home.example'
const desk = 'desk@riverside.example'
const admin = 'admin@riverside.example'
const doctor = 'maya.chen@riverside.example'
const operator = 'operator@polyclinic.example'

/** Every page of every front, as whoever it is for sees it. */
export const picturesOf = ({ day, appointmentId, patientId }: Populated): PictureOf[] => [
  { name: 'start', path: '/' },
  { name: 'search', path: '/?specialty=family-medicine' },
  { name: 'clinic', path: '/c/riverside' },
  { name: 'sign-in', path: '/sign-in' },
  { name: 'register', path: '/register' },
  { name: 'forgotten', path: '/forgotten' },
  { name: 'widget', path: '/widget/riverside' },
  { name: 'widget-demo', path: '/widget-demo.html' },
  { name: 'join', path: '/join' },
  ...['visits', 'waiting', 'family', 'notices', 'privacy', 'account'].map((name) => ({
    name,
    path: `/${name}`,
    as: pat,
  })),
  { name: 'visit', path: `/c/riverside/visits/${appointmentId}`, as: pat },
  { name: 'desk-today', path: `${riverside}?date=${day}`, as: desk },
  { name: 'desk-patient', path: `${riverside}/patients/${patientId}`, as: desk },
  { name: 'desk-day-list', path: `${riverside}/day-list?date=${day}`, as: desk },
  ...['book', 'queue', 'patients', 'displaced', 'waiting'].map((name) => ({
    name: `desk-${name}`,
    path: `${riverside}/${name}`,
    as: desk,
  })),
  ...['doctors', 'shifts', 'visit-types', 'closures', 'opening-hours', 'policy', 'members', 'audit'].map(
    (name) => ({
      name: `admin-${name}`,
      path: `${riverside}/${name}`,
      as: admin,
    }),
  ),
  ...['figures', 'webhooks', 'specialties', 'notice-words', 'exports'].map((name) => ({
    name: `admin-${name}`,
    path: `${riverside}/${name}`,
    as: admin,
  })),
  ...['my-day', 'my-week', 'my-availability'].map((name) => ({
    name: `doctor-${name}`,
    path: `${riverside}/${name}`,
    as: doctor,
  })),
  { name: 'operator-clinics', path: '/operator', as: operator },
  { name: 'operator-clinic', path: '/operator/clinics/riverside', as: operator },
  ...['onboarding', 'operations', 'servers', 'migrations', 'dead-letters'].map((name) => ({
    name: `operator-${name}`,
    path: `/operator/${name}`,
    as: operator,
  })),
]
