import { Refusal } from '@polyclinic/contract'
import type { EdgePorts } from './edge-ports.ts'
import type { Exchange } from './exchange.ts'
import { addressBlock, clientAddress } from './limits/client-address.ts'
import { ownOrigin } from './own-origin.ts'

const longestAgent = 200

type Ports = Pick<EdgePorts<never>, 'trustProxy' | 'publicUrl' | 'baseHost'>

/** The program behind a request, as far as it shows itself. Everything is worked out when asked for. */
export class Client {
  readonly #exchange: Exchange
  readonly #ports: Ports

  constructor(exchange: Exchange, ports: Ports) {
    this.#exchange = exchange
    this.#ports = ports
  }

  /** The program and a coarse address: enough for an account's owner to recognise a session. */
  get device(): string {
    const agent = this.#exchange.request.headers.get('user-agent') ?? 'unknown program'
    return `${agent.slice(0, longestAgent)} · ${coarse(this.address)}`
  }

  /** What limits count by: an address, or what one customer has of IPv6. */
  get address(): string {
    const { request, socketAddress } = this.#exchange
    const { trustProxy } = this.#ports
    return addressBlock(clientAddress(socketAddress, request.headers.get('x-forwarded-for'), trustProxy))
  }

  /** When the request came, by the clock of `performance.now()` */
  get began(): number {
    return this.#exchange.began
  }

  /** Of a stream that goes on (HTML, 9.2.4) */
  get lastEventId(): string | undefined {
    return this.#exchange.request.headers.get('last-event-id') ?? undefined
  }

  cookie(name: string): string | undefined {
    const pairs = (this.#exchange.request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
    return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1)
  }

  /**
   * Lets pages of our own origin through and nobody else, before a cookie is read or set. `SameSite` does not do it: it
   * takes the hosts of sibling clinics for one site.
   * @throws Refusal foreign-origin
   */
  requireOwnOrigin(): void {
    const { request } = this.#exchange
    const own = ownOrigin(request, this.#ports)
    if (own === undefined || request.headers.get('origin') !== own) throw new Refusal('foreign-origin', {})
  }
}

/** Without the last quarter of an IPv4 address, and what one customer has of IPv6: a place, not a person. */
const coarse = (address: string): string => address.replace(/^(\d+\.\d+\.\d+)\.\d+$/, '$1.0/24')
