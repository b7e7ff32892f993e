import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// a thousand files of TypeScript are made ready at each start: what was ready once is kept, and halves the next start
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/compiled'))
const [{ start }, { explain }] = await Promise.all([
  import('./start.ts'),
  import('../installation/explain.ts'),
])

try {
  await start()
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exit(1)
}
