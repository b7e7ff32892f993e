import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { freePort } from '@polyclinic/postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hospitalsFile } from './testing/hospitals-file.ts'
import { type Environment, runClinics } from './testing/run-clinics.ts'
import { temporaryFolder } from './testing/private-server.ts'

const disk = temporaryFolder()
const mounted = mountSmallDisk(disk.path)
if (!mounted) console.log('The full disk is not tested: this account may not mount one.')

let environment: Environment
beforeAll(async () => {
  environment = { POLYCLINIC_DATA: disk.path, POLYCLINIC_POSTGRES_PORT: String(await freePort()) }
})
afterAll(() => {
  if (mounted) execFileSync('umount', ['--lazy', disk.path])
  disk[Symbol.dispose]()
})

function mountSmallDisk(path: string): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/proc/mounts')) return false
  const options = ['-t', 'tmpfs', '-o', 'size=4k,mode=711', 'polyclinic-test', path]
  return spawnSync('mount', options, { stdio: 'ignore' }).status === 0
}

const resize = (size: string) => execFileSync('mount', ['-o', `remount,size=${size}`, disk.path])
const importing = () => runClinics(['import', hospitalsFile, '--limit', '12'], environment)
const embeddedIsFull =
  'The disk of the embedded database server is full: make room and run the same command again.'

describe.runIf(mounted)('a disk that is full', () => {
  test('has no room for the keys', async () => {
    const sentence = 'The disk of this machine is full: make room and run the same command again.\n'
    expect(await importing()).toEqual({ code: 1, stdout: '', stderr: sentence })
  })

  test('has no room for the server’s own files', async () => {
    resize('24m')
    expect(await importing()).toEqual({ code: 1, stdout: '', stderr: `${embeddedIsFull}\n` })
  })

  test('fills up in the middle of an import: rows fail, none is lost, and the reason stands at the end', async () => {
    resize('110m')
    const { code, stdout, stderr } = await importing()
    expect(code).toBe(1)
    expect(stdout).toMatch(/\d failed/)
    expect(stdout).toMatch(/failed · The (disk of the )?database server main (is full|does not answer): /)
    expect(stderr).toContain(embeddedIsFull)
  })

  test('with room again takes the rest', async () => {
    resize('500m')
    const { code, stdout } = await importing()
    expect(code).toBe(0)
    expect(stdout).not.toContain('failed')
    const { stdout: list } = await runClinics(['list', '--json'], environment)
    const states = JSON.parse(list).map(({ state }: { state: string }) => state)
    expect(states).toEqual(Array(12).fill('active'))
  })
})
