/**
 * Roles of a whole server. Objects belong to one owner that cannot log in; what a process may do hangs on two groups,
 * so that grants inside a template are copied with every clone and a clinic's own role needs only membership.
 */
export const serverRoles = {
  owner: 'polyclinic_owner',
  controlGroup: 'polyclinic_control_app',
  clinicGroup: 'polyclinic_clinic_app',
  /** Logs in to the control plane; member of the control group. */
  controlLogin: 'polyclinic_api',
} as const
