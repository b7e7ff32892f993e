import type { ControlPlane } from '@polyclinic/control'
import type { Actor } from '@polyclinic/guard'
import { SettingRefused } from '../installation/read-settings.ts'
import { answer, type CommandContext, commandLine } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'

/** What a person names, or all of it. */
export interface Chosen {
  ids: string[]
  all?: boolean
}

interface Choosing {
  /** As a sentence begins: "Job" */
  readonly noun: string
  readonly pattern: RegExp
  /** All that could be named */
  each(context: CommandContext): Promise<readonly { readonly id: string }[]>
  /** @returns the ids of those it was done to */
  verb(control: ControlPlane, actor: Actor, ids: readonly string[]): Promise<string[]>
  /** After noun and id: what was done, and why it was not */
  readonly done: string
  readonly left: string
  /** Where there is nothing to name */
  readonly none: string
}

/** Does something to what the person has named; one that it cannot be done to is told, and the code is not 0. */
export async function withChosen(
  context: CommandContext,
  { ids, all }: Chosen,
  { noun, pattern, each, verb, done: doneTo, left, none }: Choosing,
): Promise<void> {
  const word = noun.toLowerCase()
  if (ids.length > 0 === (all === true)) throw new SettingRefused(`Name the ${word}s, or say --all.`)
  const wrong = ids.find((id) => !pattern.test(id))
  if (wrong !== undefined) throw new SettingRefused(`${wrong} names no ${word}: list shows them.`)
  const named = all ? (await each(context)).map(({ id }) => id) : ids
  const done = await verb(context.installation.provisioner, commandLine, named)
  const unknown = named.filter((id) => !done.includes(id))
  answer(context, { done, unknown }, [
    ...done.map((id) => `${noun} ${id} ${doneTo}.`),
    ...unknown.map((id) => `${noun} ${id} ${left}.`),
    ...(named.length === 0 ? [none] : []),
  ])
  if (unknown.length > 0) process.exitCode = exitCodes.failed
}

type Listing<Item> = (
  control: ControlPlane,
  actor: Actor,
  search: { limit: number; cursor?: string | undefined },
) => Promise<{ items: Item[]; next?: string }>

/** All pages of a listing. */
export async function everyPage<Item>(
  { installation }: CommandContext,
  list: Listing<Item>,
): Promise<Item[]> {
  const items: Item[] = []
  let cursor: string | undefined
  do {
    const page = await list(installation.provisioner, commandLine, { limit: 500, cursor })
    items.push(...page.items)
    cursor = page.next
  } while (cursor)
  return items
}
