import { useState } from 'react'
import { noPlace, type Place } from './wishes.ts'

/** Two digits are a kilometre: the address may be shared, and need not say in which house somebody sits. */
const coarse = (degrees: number): number => Math.round(degrees * 100) / 100

/** Asks the browser where the reader is, when they want it. */
export function useOwnPlace(found: (place: Place) => void) {
  const [state, setState] = useState<'idle' | 'asking' | 'refused'>('idle')
  const ask = () => {
    if (!('geolocation' in navigator)) return setState('refused')
    setState('asking')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState('idle')
        found({ ...noPlace, lat: coarse(coords.latitude), lon: coarse(coords.longitude) })
      },
      () => setState('refused'),
      { maximumAge: 600_000, timeout: 10_000 },
    )
  }
  return { state, ask }
}
