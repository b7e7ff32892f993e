import { createReadStream } from 'node:fs'
import { UnreadableHospitalFile } from './unreadable-hospital-file.ts'

/** Longer lines are cut here, so that a file without line ends cannot fill the memory. */
export const longestLine = 65_536

/**
 * The lines of a UTF-8 text file, without their ends (LF, CRLF or CR) and without a byte order mark.
 * Throws UnreadableHospitalFile when the file is missing, a folder, forbidden, empty or not text.
 */
export async function* readLines(path: string): AsyncGenerator<string> {
  let rest = ''
  let started = false
  for await (const chunk of chunksOf(path)) {
    if (!started && chunk.includes('\0')) throw new UnreadableHospitalFile(path, 'not-text', notText(path))
    const text: string = started ? rest + chunk : chunk.replace(/^\uFEFF/, '')
    started = true
    // a CR at the very end may be the first half of a CRLF: it waits for the next chunk
    const lines = text.split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop()!.slice(0, longestLine + 1)
    yield* lines
  }
  if (!started) throw new UnreadableHospitalFile(path, 'empty', `The file ${path} is empty.`)
  if (rest !== '') yield rest.replace(/\r$/, '')
}

async function* chunksOf(path: string): AsyncGenerator<string> {
  try {
    yield* createReadStream(path, { encoding: 'utf8' })
  } catch (error) {
    throw troubleOf(path, error)
  }
}

function troubleOf(path: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new UnreadableHospitalFile(path, 'missing', `There is no file ${path}: check the path.`)
  }
  if (code === 'EISDIR') {
    return new UnreadableHospitalFile(path, 'folder', `${path} is a folder: name the CSV file inside it.`)
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new UnreadableHospitalFile(path, 'forbidden', `The file ${path} may not be read by this user.`)
  }
  return error
}

const notText = (path: string): string => `The file ${path} is not text: export it as CSV in UTF-8.`
