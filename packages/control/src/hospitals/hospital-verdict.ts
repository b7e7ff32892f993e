import type { ClinicManifest } from '@polyclinic/contract'

/** What became of one row: a clinic that can be onboarded, or one sentence that says why not. */
export type HospitalVerdict =
  | {
      /** Line of the file where the row begins; the header is line 1. */
      readonly line: number
      readonly ok: true
      readonly manifest: ClinicManifest
      /** What was left out or put right, one sentence each. */
      readonly warnings: readonly string[]
    }
  | { readonly line: number; readonly ok: false; readonly reason: string }
