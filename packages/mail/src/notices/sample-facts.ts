import type { NoticedClinic, NoticedVisit, NoticeFacts } from '@polyclinic/control'
import type { NoticeTemplateKind } from '@polyclinic/contract'

/** A made-up visit at that clinic for who words its notices. */
export function sampleFacts(clinic: NoticedClinic): { readonly [K in NoticeTemplateKind]: NoticeFacts[K] } {
  const visit: NoticedVisit = {
    clinicId: '00000000-0000-7000-8000-000000000000',
    appointmentId: '00000000-0000-7000-8000-000000000001',
    version: 1,
    reference: 'ABC-7K3M-92',
    startsAt: '2027-06-01T08:30:00Z',
    endsAt: '2027-06-01T09:00:00Z',
    clinic,
    doctorName: 'Ada Byron',
    visitTypeName: 'Consultation',
    forName: 'Mia Moreau',
    manageLink: 'https://clinics.example/manage#a-link-for-this-visit-only',
  }
  const second = { ...visit, startsAt: '2027-06-01T10:00:00Z', endsAt: '2027-06-01T10:30:00Z' }
  return {
    booked: { visits: [visit], pending: false },
    changed: { visit, before: { startsAt: '2027-05-31T12:00:00Z' } },
    cancelled: { visit, by: 'patient' },
    reminder: { visits: [visit, { ...second, reference: 'ABC-9Q2X-15' }] },
    offered: { visit, until: '2027-05-31T12:00:00Z' },
    displaced: { visit },
  }
}
