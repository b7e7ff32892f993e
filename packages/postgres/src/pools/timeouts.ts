/** All in milliseconds; every one is set on every connection, because the driver's defaults wait for ever. */
export interface Timeouts {
  /** From the first packet to a verified connection. */
  connectMilliseconds: number
  /** How long the client waits; above `statementMilliseconds`, so that the server ends it first. */
  queryMilliseconds: number
  statementMilliseconds: number
  lockMilliseconds: number
  idleInTransactionMilliseconds: number
}

const defaultTimeouts: Timeouts = {
  connectMilliseconds: 1_000,
  queryMilliseconds: 6_000,
  statementMilliseconds: 5_000,
  lockMilliseconds: 2_000,
  idleInTransactionMilliseconds: 10_000,
}

export const withDefaultTimeouts = (timeouts: Partial<Timeouts> = {}): Timeouts => ({
  ...defaultTimeouts,
  ...timeouts,
})

/** Else a backend works on for a client that was cut off, beyond the budget, until its statement's limit. */
export const noticeLostClients = '-c client_connection_check_interval=500'

/** The same in the words of the driver. */
export const driverTimeouts = (timeouts: Timeouts) => ({
  connectionTimeoutMillis: timeouts.connectMilliseconds,
  query_timeout: timeouts.queryMilliseconds,
  statement_timeout: timeouts.statementMilliseconds,
  lock_timeout: timeouts.lockMilliseconds,
  idle_in_transaction_session_timeout: timeouts.idleInTransactionMilliseconds,
  keepAlive: true,
  options: noticeLostClients,
})
