import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type SmsMood, type TakenSms, takeSms } from './take-sms.ts'

/** A gateway of short messages for tests that answers as told. */
export interface MoodyGateway extends AsyncDisposable {
  /** For `POLYCLINIC_SMS_URL` */
  readonly smsUrl: string
  mood: SmsMood
  /** What it has taken, also where its answer was lost */
  taken: readonly TakenSms[]
}

export async function openMoodyGateway(): Promise<MoodyGateway> {
  const server = createServer((request, response) => {
    const take = (sms: TakenSms): string => {
      gateway.taken = [...gateway.taken, sms]
      return `SM${String(gateway.taken.length).padStart(32, '0')}`
    }
    takeSms(request, response, take, gateway.mood).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const gateway: MoodyGateway = {
    smsUrl: `http://ACmoody:secret@127.0.0.1:${(server.address() as AddressInfo).port}`,
    mood: {},
    taken: [],
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise<void>((done) => void server.close(() => done()))
    },
  }
  return gateway
}
