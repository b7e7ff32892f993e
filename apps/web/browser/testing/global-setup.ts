import type { TestProject } from 'vitest/node'
import { findChromium } from './find-chromium.ts'
import { startStack } from './start-stack.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    readonly url: string
    readonly mailboxUrl: string
    readonly chromium: string
  }
}

/** One installation for all journeys. Without a Chromium there is nothing to do, and that is said in one line. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const chromium = findChromium()
  project.provide('chromium', chromium ?? '')
  if (!chromium) {
    console.warn('No Chromium on the PATH: the journeys in a browser are skipped.')
    project.provide('url', '')
    project.provide('mailboxUrl', '')
    return async () => {}
  }
  const stack = await startStack()
  project.provide('url', stack.url)
  project.provide('mailboxUrl', stack.mailboxUrl)
  return stack.stop
}
