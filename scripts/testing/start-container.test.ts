import { describe, expect, it } from 'vitest'
import { startContainer } from './start-container.ts'

describe('a container of the test run', () => {
  it('is given once it has started', async () => {
    expect(await startContainer('postgres:18', async () => 'started')).toBe('started')
  })

  it('is refused in one line where no engine answers', async () => {
    const starting = startContainer('postgres:18', () =>
      Promise.reject(new Error('Could not find a working container runtime strategy')),
    )
    await expect(starting).rejects.toMatchObject({
      code: 'container-not-started',
      facts: { image: 'postgres:18', engineAnswers: false },
      message: expect.stringMatching(/^POLYCLINIC_TEST_POSTGRES=container .*no container engine answers.*$/),
    })
  })

  it('is refused in one line, with what the engine said, where it has no such image', async () => {
    const starting = startContainer('postgres:18', () =>
      Promise.reject(new Error('manifest unknown.\nand a second line')),
    )
    await expect(starting).rejects.toMatchObject({
      facts: { engineAnswers: true },
      message: expect.stringMatching(/^.*postgres:18 did not start \("manifest unknown"\).*$/),
    })
  })
})
