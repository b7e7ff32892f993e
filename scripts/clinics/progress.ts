import { Presets, SingleBar } from 'cli-progress'

export interface Progress {
  step(): void
  end(): void
}

/** A bar on a terminal; elsewhere a line now and then, so that a log stays readable. Goes to standard error. */
export function showProgress(total: number, what: string): Progress {
  return process.stderr.isTTY ? bar(total, what) : lines(total, what)
}

function bar(total: number, what: string): Progress {
  const shown = new SingleBar(
    {
      format: `${what} {bar} {value}/{total} · {eta_formatted} left`,
      stream: process.stderr,
      hideCursor: true,
    },
    Presets.shades_classic,
  )
  shown.start(total, 0)
  return { step: () => shown.increment(), end: () => shown.stop() }
}

function lines(total: number, what: string): Progress {
  const every = Math.max(1, Math.ceil(total / 10))
  let done = 0
  return {
    step() {
      done++
      if (done % every === 0 || done === total) process.stderr.write(`${what} ${done}/${total}\n`)
    },
    end() {},
  }
}
