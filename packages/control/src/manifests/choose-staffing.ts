import { type ClinicManifest, type ClinicStaffing, Refusal } from '@polyclinic/contract'

/** The manifest's own staffing, or the named one. */
export function chooseStaffing(
  manifest: ClinicManifest,
  templates: ReadonlyMap<string, ClinicStaffing>,
): ClinicStaffing {
  const staffing = manifest.staffing ?? (manifest.template && templates.get(manifest.template))
  if (staffing) return staffing
  const message = manifest.template
    ? `there is no template ${manifest.template}; there are ${[...templates.keys()].join(', ')}`
    : 'give a staffing, or name a template'
  throw new Refusal('invalid-request', { issues: [{ pointer: '/template', message }] })
}
