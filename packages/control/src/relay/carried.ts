export interface Carried {
  /** Events that had effects now */
  readonly fresh: number
  /** Events that had had them before */
  readonly repeated: number
  /** Events whose effects failed: they are kept for themselves, so that those behind them go on */
  readonly setAside: number
  /** Why, for each of those */
  readonly faults: readonly { readonly eventId: string; readonly error: unknown }[]
  /** For each that had effects now: seconds until these were committed, by the databases' clocks */
  readonly lags: readonly number[]
}

/** Another worker carries events of this clinic at this moment. Nothing has happened: they are to be brought again. */
export class CarriedElsewhere extends Error {
  override readonly name = 'CarriedElsewhere'
  readonly code = 'carried-elsewhere'

  constructor() {
    super('Another worker carries events of this clinic at this moment.')
  }
}

export const sumOf = (a: Carried, b: Carried): Carried => ({
  fresh: a.fresh + b.fresh,
  repeated: a.repeated + b.repeated,
  setAside: a.setAside + b.setAside,
  faults: [...a.faults, ...b.faults],
  lags: [...a.lags, ...b.lags],
})
