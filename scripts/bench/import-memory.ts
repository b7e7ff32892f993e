import { importClinic, readHospitals } from '@polyclinic/control'
import { commandLine, withInstallation } from '../clinics/command-context.ts'
import { inParallel } from '../clinics/in-parallel.ts'
import { readSettings } from '../installation/read-settings.ts'

/** In MB, after a collection. */
export interface MemoryReading {
  readonly clinics: number
  readonly rss: number
  readonly heap: number
}

/** Does what the import does, in one process, and writes what it weighed on the way as one line of JSON. */
const [file = ''] = process.argv.slice(2)
const readings: MemoryReading[] = []
const forever = new AbortController().signal
let done = 0

await withInstallation(readSettings(process.env), forever, {}, async ({ installation }) => {
  const rows = await readHospitals(file, { limit: 200 })
  await inParallel(rows, 4, forever, async (row) => {
    if (row.ok) await importClinic(installation.provisioner, commandLine, row.manifest)
    done++
    if (done % 50 === 0) readings.push(weigh(done))
  })
})
process.stdout.write(`${JSON.stringify(readings)}\n`)

function weigh(clinics: number): MemoryReading {
  for (let round = 0; round < 3; round++) globalThis.gc?.()
  const { rss, heapUsed } = process.memoryUsage()
  return { clinics, rss: inMegabytes(rss), heap: inMegabytes(heapUsed) }
}

function inMegabytes(bytes: number): number {
  return Math.round(bytes / 100_000) / 10
}
