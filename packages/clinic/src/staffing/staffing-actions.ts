/** The clinic's admin keeps what stands here; the staff read it. */
export const staffingActions = { read: 'staffing.read', edit: 'staffing.edit' } as const
