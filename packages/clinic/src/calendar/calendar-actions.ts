/** What makes the whole clinic's calendar: its admin keeps it, the staff read it. */
export const clinicActions = { read: 'staffing.read', edit: 'staffing.edit' } as const

/** What makes one doctor's calendar: the clinic's admin keeps it, and the doctor their own. */
export const doctorActions = { read: 'availability.read', edit: 'availability.edit' } as const
