export { manifestFingerprint } from './manifest-fingerprint.ts'
export { ManifestRefused, readManifest, readStaffing } from './read-manifest.ts'
export { readTemplates } from './read-templates.ts'
