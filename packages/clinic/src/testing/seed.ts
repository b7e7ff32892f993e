/**
 * What properties draw from. The same in every run unless told, so that a landing does not depend on luck;
 * `POLYCLINIC_SEED` tries others, and every failure prints its own.
 */
export const seed = Number(process.env['POLYCLINIC_SEED'] ?? 20_261_121)
