import { runTests } from '../run-tests.ts'

/** Asks the whole matrix, each id for everybody: `npm run prove:isolation`. Ends with 1 where anything was found. */
process.exitCode = await runTests('apps/api/src/matrix/isolation-matrix.test.ts', {
  POLYCLINIC_MATRIX: 'whole',
})
