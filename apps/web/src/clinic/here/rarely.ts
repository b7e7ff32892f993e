/**
 * How often, in milliseconds, is asked again what the live stream tells of anyway: for who cannot have the stream, behind
 * a proxy that holds it back, say.
 */
export const rarely = 300_000
