import { parseArgs } from 'node:util'
import { runTests } from '../run-tests.ts'
import { wholeNumber } from '../whole-number.ts'

/** Shoots at every operation of the OpenAPI document: `npm run prove:fuzz`. Ends with 1 where anything was found. */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '10' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
process.exitCode = await runTests('apps/api/src/fuzz/fuzz.test.ts', {
  POLYCLINIC_FUZZ_MINUTES: String(wholeNumber('minutes', values.minutes)),
  POLYCLINIC_SEED: String(wholeNumber('seed', values.seed)),
})
