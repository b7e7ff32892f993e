/**
 * In which capacity somebody acts. `anyone` includes the signed-out; `account` is whoever is signed in, whichever roles
 * they have, lack, or may not use in this session.
 */
export type Capacity =
  | 'anyone'
  | 'account'
  | 'patient'
  | 'doctor'
  | 'staff'
  | 'clinic_admin'
  | 'operator'
  | 'system'
  /** Holds a link to one appointment at that clinic; the verb narrows it to that one. */
  | 'link'

/**
 * Who may do what: the one table. What is not in it nobody may do.
 * A capacity says that somebody may come in; whose records they reach there is the verb's to narrow.
 */
export const policy = {
  'service.look-up': ['anyone'],
  'clinic.look-up': ['anyone'],
  // each topic asks for an action of its own besides
  'live.follow': ['anyone'],
  // what the events tell for it
  'live.keep': ['system'],
  'slot.search': ['anyone'],
  'search.ask': ['anyone'],
  // what the clinics tell for it
  'search.keep': ['system'],
  'calendar.read': ['doctor', 'staff', 'clinic_admin'],
  'calendar.generate': ['clinic_admin', 'system'],
  'staffing.read': ['staff', 'clinic_admin'],
  'staffing.edit': ['clinic_admin'],
  'availability.read': ['doctor', 'staff', 'clinic_admin'],
  'availability.edit': ['doctor', 'clinic_admin'],
  'calendar.preview': ['doctor', 'clinic_admin'],
  'displaced.list': ['staff', 'clinic_admin'],
  'policy.read': ['anyone'],
  'policy.edit': ['clinic_admin'],
  'account.register': ['anyone'],
  'account.sign-in': ['anyone'],
  'account.prove-address': ['anyone'],
  // what the worker does with addresses that were typed
  'address.answer': ['system'],
  'account.edit-own': ['account'],
  'account.read-own': ['account'],
  'session.refresh': ['anyone'],
  'session.manage': ['account'],
  'second-factor.provide': ['anyone'],
  'second-factor.manage': ['account'],
  'dependent.manage': ['patient'],
  'patient.edit-own': ['patient'],
  'patient.register': ['staff', 'clinic_admin'],
  'patient.list': ['staff', 'clinic_admin'],
  'patient.edit-known': ['staff', 'clinic_admin'],
  'patient.refresh': ['system'],
  'patient.merge': ['system'],
  'merge.decide-own': ['patient'],
  'merge.propose': ['staff', 'clinic_admin'],
  'merge.decide': ['staff', 'clinic_admin'],
  'patient.read-known': ['staff', 'clinic_admin'],
  'patient.block': ['staff', 'clinic_admin'],
  'appointment.book': ['patient', 'staff', 'clinic_admin'],
  'appointment.read': ['patient', 'doctor', 'staff', 'clinic_admin', 'link'],
  'appointment.list': ['patient', 'doctor', 'staff', 'clinic_admin'],
  'appointment.list-own': ['patient'],
  // what was held by a secret address, and by nothing else
  'feed.read': ['anyone'],
  'feed.manage': ['account'],
  'projection.rebuild': ['operator', 'system'],
  'appointment.cancel': ['patient', 'staff', 'clinic_admin', 'link'],
  'appointment.reschedule': ['patient', 'staff', 'clinic_admin', 'link'],
  'appointment.confirm': ['staff', 'clinic_admin'],
  'appointment.check-in': ['staff', 'clinic_admin'],
  'appointment.fulfil': ['doctor', 'staff', 'clinic_admin'],
  'appointment.override': ['staff', 'clinic_admin'],
  'note.keep': ['doctor'],
  'appointment.tend': ['system'],
  'history.check': ['clinic_admin', 'operator', 'system'],
  'waitlist.join': ['patient', 'staff', 'clinic_admin'],
  'waitlist.list-own': ['patient'],
  // a link of a notice; whoever has it acts by it alone
  'link.open': ['anyone'],
  'notice-template.keep': ['clinic_admin'],
  'member.manage': ['clinic_admin'],
  // whoever has just lost their last role may be invited again
  'invitation.accept': ['account'],
  'clinic.export': ['clinic_admin'],
  // sums alone: nobody is in them
  'figures.read': ['clinic_admin'],
  'clinic.staff': ['operator', 'system'],
  'access.read-own': ['patient'],
  'audit.read': ['clinic_admin'],
  'audit.verify': ['operator', 'system'],
  'audit.seal': ['system'],
  'signing-key.manage': ['operator', 'system'],
  'identity.forget': ['system'],
  'operator.read': ['operator', 'system'],
  'job.manage': ['operator', 'system'],
  'clinic.onboard': ['operator', 'system'],
  'clinic.edit': ['operator', 'system'],
  'clinic.archive': ['operator', 'system'],
  'clinic.migrate': ['operator', 'system'],
  'key.manage': ['operator', 'system'],
  'patient.erase-own': ['patient'],
  'patient.export-own': ['patient'],
  'erasure.follow': ['anyone'],
  'erasure.carry-out': ['system'],
  // events on their way from a clinic to the control plane
  'outbox.read': ['system'],
  'event.carry': ['system'],
  // the system: an operator's command replays
  'webhook.manage': ['clinic_admin', 'system'],
  'webhook.deliver': ['system'],
  'event.stream': ['system'],
  'notice.tell': ['system'],
  'notice.read': ['staff', 'clinic_admin'],
  'notice.send': ['staff', 'clinic_admin'],
  'notice.prefer': ['patient'],
} as const satisfies Record<string, readonly Capacity[]>

export type Action = keyof typeof policy
