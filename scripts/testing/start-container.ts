/** A container that the run was told to use does not start. */
export class ContainerNotStarted extends Error {
  override readonly name = 'ContainerNotStarted'
  readonly code = 'container-not-started'
  readonly facts: ContainerFailure

  constructor(facts: ContainerFailure) {
    const reason = facts.engineAnswers
      ? `${facts.image} did not start ("${facts.said}"): see that the engine can get and run it`
      : 'no container engine answers: start one that this user may use'
    super(
      `POLYCLINIC_TEST_POSTGRES=container is set, but ${reason}, ` +
        'or run without that variable for the embedded Postgres.',
    )
    this.facts = facts
  }
}

export interface ContainerFailure {
  readonly image: string
  readonly engineAnswers: boolean
  /** The first line of what the engine, or the way to it, said. */
  readonly said: string
}

/**
 * Starts a container of `image`.
 * @throws ContainerNotStarted, in one line
 */
export async function startContainer<Started>(
  image: string,
  start: () => Promise<Started>,
): Promise<Started> {
  try {
    return await start()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const said = message.trim().split('\n')[0]?.replace(/\.$/, '') ?? ''
    throw new ContainerNotStarted({
      image,
      engineAnswers: !/container runtime strategy/i.test(said),
      said,
    })
  }
}
