/** The settings of every embedded server; the caller's own win. */
export const serverSettings: Readonly<Record<string, string | number>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  wal_level: 'logical',
  max_connections: 1000,
  // with a thousand databases a start after a crash takes a second instead of a minute
  ...(process.platform === 'linux' && { recovery_init_sync_method: 'syncfs' }),
  logging_collector: 'off',
  log_destination: 'stderr',
  log_line_prefix: '%m [%p] %d ',
  log_min_messages: 'warning',
  log_checkpoints: 'off',
  // what follows keeps patients' data out of the log: no statements, no parameters, no "Key (…)=(…)"
  log_statement: 'none',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length: 0,
  log_parameter_max_length_on_error: 0,
}
