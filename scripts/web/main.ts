import { buildWeb } from './build-web.ts'

// whoever starts us may be at development: React's checks for its developers would double the first page
process.env['NODE_ENV'] = 'production'
const built = await buildWeb()
process.stdout.write(built ? 'The screens are built.\n' : 'The screens were built already.\n')
