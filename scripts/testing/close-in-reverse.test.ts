import { expect, it } from 'vitest'
import { closeInReverse } from './close-in-reverse.ts'

it('what a run opened is closed in reverse, all of it, although one does not close', async () => {
  const closed: string[] = []
  const closing = [
    async () => void closed.push('directory'),
    () => Promise.reject(new Error('the container is gone')),
    async () => void closed.push('redis'),
  ]
  await expect(closeInReverse(closing)).rejects.toThrow('the container is gone')
  expect(closed).toEqual(['redis', 'directory'])
})
