/** A container that the run was told to use does not start. */
export class ContainerNotStarted extends Error {
  override readonly name = 'ContainerNotStarted'
  readonly code = 'container-not-started'
  readonly facts: { readonly image: string; readonly detail: string }

  constructor(facts: { image: string; detail: string }) {
    super(
      `POLYCLINIC_TEST_POSTGRES=container is set, but ${facts.detail}: ` +
        'start the engine, or run without that variable to use the embedded Postgres.',
    )
    this.facts = facts
  }
}

/** Starts a container, and says in one line what is missing where it does not. */
export async function startContainer<Started>(
  image: string,
  start: () => Promise<Started>,
): Promise<Started> {
  try {
    return await start()
  } catch (error) {
    const said = ((error as Error).message ?? String(error)).split('\n')[0]
    const absent = /container runtime strategy/i.test(said ?? '')
    const detail = absent ? 'no container engine answers' : `${image} did not start (${said})`
    throw new ContainerNotStarted({ image, detail })
  }
}
