import { addressBlock, clientAddress } from './limits/client-address.ts'
import type { Exchange } from './exchange.ts'

const longestAgent = 200

/** The program behind a request, as far as it shows itself. Everything is worked out when asked for. */
export class Client {
  readonly #exchange: Exchange
  readonly #trustProxy: boolean | number

  constructor(exchange: Exchange, trustProxy: boolean | number) {
    this.#exchange = exchange
    this.#trustProxy = trustProxy
  }

  /** The program and a coarse address: enough for an account's owner to recognise a session. */
  get device(): string {
    const { request, socketAddress } = this.#exchange
    const address = clientAddress(socketAddress, request.headers.get('x-forwarded-for'), this.#trustProxy)
    const agent = request.headers.get('user-agent') ?? 'unknown program'
    return `${agent.slice(0, longestAgent)} · ${coarse(address)}`
  }
}

/** Without the last quarter of an IPv4 address, and what one customer has of IPv6: a place, not a person. */
const coarse = (address: string): string => addressBlock(address).replace(/^(\d+\.\d+\.\d+)\.\d+$/, '$1.0/24')
