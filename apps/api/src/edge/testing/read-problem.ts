import type { Issue, Problem } from '@polyclinic/contract'

type ReadProblem = Problem & { readonly issues: Issue[]; readonly limit: number; readonly allow: string[] }

/** Reads the problem that an answer must be. */
export async function readProblem(answer: Response): Promise<ReadProblem> {
  const type = answer.headers.get('content-type')
  if (type !== 'application/problem+json') throw new Error(`No problem: ${answer.status} ${type}`)
  return (await answer.json()) as ReadProblem
}
