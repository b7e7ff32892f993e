import { type NoticeTemplateKind, placeholdersFor, type TemplatePart } from '@polyclinic/contract'
import mustache from 'mustache'

type Token = readonly [type: string, name: string, from: number, until: number, inside?: unknown]

/**
 * What stands in braces in a template and may not: unknown names, what tells too much for that place, other people's
 * files, and braces that are left open (as `{{`).
 */
export function unfitPlaceholders(kind: NoticeTemplateKind, part: TemplatePart, text: string): string[] {
  const allowed = new Set<string>(placeholdersFor(kind, part))
  try {
    return [...new Set(unfit(mustache.parse(text) as unknown as Token[], allowed, false))]
  } catch {
    return ['{{']
  }
}

function unfit(tokens: readonly Token[], allowed: ReadonlySet<string>, repeated: boolean): string[] {
  return tokens.flatMap(([type, name, , , inside]) => {
    if (type === 'text' || type === '!') return []
    // visits within visits would multiply
    const isFit = ['name', '#', '^'].includes(type) && allowed.has(name) && !(repeated && name === 'visits')
    const below = Array.isArray(inside) ? unfit(inside, allowed, repeated || name === 'visits') : []
    return isFit ? below : [name, ...below]
  })
}
