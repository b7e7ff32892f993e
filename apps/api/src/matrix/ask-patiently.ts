import type { Answer } from './ask-cell.ts'

const attempts = 3

/**
 * Asks again where a busy machine was late: a connection to a database (503), or a kept connection that the server had
 * just closed. A mistake of ours is there the next time too.
 */
export async function askPatiently(send: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await send()
      if (answer.status !== 503 || attempt === attempts) return answer
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET' || attempt === attempts) throw error
    }
  }
}
