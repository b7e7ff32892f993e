import { openService, type ProvenService } from '../service/open-service.ts'
import { Board } from './board.ts'
import { checkHistory } from './check-history.ts'
import { type ControlName, controls } from './controls.ts'
import { clock } from './history.ts'
import { type Kill, killInRound, type Victims } from './kills.ts'
import { planTaking } from './planned.ts'
import { type ClinicPlan, playgroundOf, readPlan } from './playground.ts'
import type { Fault, Proof } from './proof.ts'
import { proofManifest, visits } from './proof-manifest.ts'
import { type Random, randomFrom } from './random.ts'
import { readState } from './read-state.ts'
import { Recorder } from './recorder.ts'
import { type Client, runClient, type Surroundings } from './run-client.ts'

export interface ProofWanted {
  readonly rounds: number
  readonly clients: number
  /** Of one round */
  readonly seconds: number
  readonly seed: number
  readonly kills: Victims
  readonly control: ControlName | undefined
  /** Told of each round when it is over */
  readonly onRound?: (round: number, calls: number) => void
}

export interface ProofResult {
  readonly proof: Proof
  readonly faults: readonly Fault[]
  readonly kills: readonly Kill[]
  readonly apiLog: readonly string[]
  readonly serverLog: readonly string[]
  readonly seconds: number
}

const apis = 2
const aliveMilliseconds = 1_000
/** Of every eight clients: six patients, one at the desk; one admin in all. */
const rolesOf = (clients: number) => {
  const staff = Math.max(1, Math.floor(clients / 8))
  return { patient: Math.max(2, clients - staff - 1), staff, clinic_admin: 1 }
}

/** Lets clients loose on a real service, kills parts of it, and holds their history against the database. */
export async function runProof(wanted: ProofWanted): Promise<ProofResult> {
  const began = performance.now()
  const control = wanted.control && controls[wanted.control]
  await using service = await openService({
    manifest: proofManifest(new Date()),
    apis,
    people: rolesOf(wanted.clients),
    settings: control?.settings ?? {},
  })
  const plan = await service.inClinic(readPlan)
  const recorder = new Recorder()
  const board = new Board()
  const clients = openClients(service, recorder, wanted.seed)
  await welcome(service, clients, plan, recorder, board)
  await service.inClinic((client) => control?.sabotageClinic(client) ?? Promise.resolve())
  const kills: Kill[] = []
  const random = randomFrom(wanted.seed)
  for (let round = 0; round < wanted.rounds; round++) {
    await renewTokens(service, clients)
    const playground = playgroundOf(plan, { round, now: Date.now() })
    const knownPatients = clients.flatMap(({ person }) => person.patientId ?? [])
    const surroundings = { recorder, board, playground, knownPatients, seed: wanted.seed }
    kills.push(...(await playRound(wanted, service, clients, surroundings, random)))
    wanted.onRound?.(round + 1, recorder.calls.length)
  }
  for (const { lines } of clients) for (const line of lines) line[Symbol.dispose]()
  const checked = checkHistory(recorder.calls, await service.inClinic(readState))
  return {
    ...checked,
    kills,
    apiLog: service.apis.flatMap(({ log }) => log),
    serverLog: service.serverLog,
    seconds: (performance.now() - began) / 1_000,
  }
}

/** All clients at once, while something is killed; lasts until that is seen to live again, however long it takes. */
async function playRound(
  { seconds, kills }: ProofWanted,
  service: ProvenService,
  clients: readonly Client[],
  surroundings: Surroundings,
  random: Random,
): Promise<Kill[]> {
  const until = clock() + seconds * 1_000
  let aliveUntil = Infinity
  const killing = killInRound(service, kills, random, seconds * 1_000).finally(() => {
    aliveUntil = clock() + aliveMilliseconds
  })
  const isOver = () => clock() > until && clock() > aliveUntil
  const [killed] = await Promise.all([
    killing,
    ...clients.map((client) => runClient(client, surroundings, isOver)),
  ])
  return killed
}

function openClients(service: ProvenService, recorder: Recorder, seed: number): Client[] {
  const ports = service.apis.map(({ port }) => port)
  return service.people.map((person, nth) => ({
    nth,
    person,
    random: randomFrom(seed * 1_000 + nth + 1),
    lines: recorder.openLines(ports),
    holds: new Map(),
    again: [],
    token: '',
    keys: 0,
  }))
}

const renewTokens = (service: ProvenService, clients: readonly Client[]): Promise<unknown> =>
  Promise.all(
    clients.map(async (client) => {
      client.token = await service.tokenOf(client.person)
    }),
  )

/** A first visit of each patient, with a doctor of their own kind: the desk books only for whom the clinic knows. */
async function welcome(
  service: ProvenService,
  clients: readonly Client[],
  plan: ClinicPlan,
  recorder: Recorder,
  board: Board,
): Promise<void> {
  await renewTokens(service, clients)
  const patients = clients.filter(({ person }) => person.patientId !== undefined)
  for (const [nth, { nth: client, lines, token }] of patients.entries()) {
    const slotId = plan.welcome[nth]?.slotId
    const line = lines[0]
    if (slotId === undefined || !line) throw new Error('there is no room to welcome everybody')
    const planned = planTaking('book', `welcome-${client}`, { slotId, visitType: visits.short })
    const call = await recorder.call(planned, { client, api: 0, line, token })
    if (!call?.given) throw new Error(`A newcomer was not welcome: ${JSON.stringify(call)}`)
    board.note(call.given)
  }
}
