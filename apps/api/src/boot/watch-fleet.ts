import type { FleetEvent, PoolFleet } from '@polyclinic/postgres'
import type { Logger } from 'pino'
import type { GaugeOptions } from '../edge/index.ts'

/** Writes what the pools refuse to the log, and what they open and close where somebody looks closely. */
export function watchFleet(log: Logger): (event: FleetEvent) => void {
  return (event) => {
    if (event.event === 'request-refused') {
      log.warn({ server: event.server, clinic: event.owner, reason: event.reason }, 'a clinic is unavailable')
    } else {
      log.debug({ server: event.server, event: event.event }, 'a connection came or went')
    }
  }
}

/** Connections to the clinics' databases by server, as the metrics show them. */
export function poolGauges(fleet: PoolFleet): GaugeOptions[] {
  const gauge = (name: string, help: string, of: (server: Stats) => number): GaugeOptions => ({
    name,
    help,
    labels: ['server'],
    read: () =>
      fleet.stats().servers.map((server) => ({ labels: { server: server.server }, value: of(server) })),
  })
  return [
    gauge(
      'clinic_connections_seats',
      'Connections this process may hold to the server',
      ({ seats }) => seats,
    ),
    gauge('clinic_connections_leased', 'Connections at work', ({ leased }) => leased),
    gauge('clinic_connections_idle', 'Connections at rest', ({ idle }) => idle),
    gauge('clinic_connections_waiting', 'Requests that wait for a connection', ({ waiting }) => waiting),
    gauge('clinic_pools_open', 'Clinics with an open pool', ({ pools }) => pools),
  ]
}

type Stats = ReturnType<PoolFleet['stats']>['servers'][number]
