import { buildWeb } from './build-web.ts'

const built = await buildWeb()
process.stdout.write(built ? 'The screens are built.\n' : 'The screens were built already.\n')
