import { newKeyRingText } from '@polyclinic/guard'

// new keys for production, on standard output: where they are kept is the operator's to say
process.stdout.write(newKeyRingText({ development: false }))
