/** A problem without what differs from request to request: what remains of two that tell nothing apart is equal. */
export function plainProblem(reply: { readonly status: number; readonly problem: object }): object {
  const { requestId: _, instance: __, ...rest } = reply.problem as Record<string, unknown>
  return { ...rest, answered: reply.status }
}
