import { describe, expect, it } from 'vitest'
import { eventually } from './eventually.ts'

describe('eventually', () => {
  it('gives what the check gives once it is there', async () => {
    let tries = 0
    expect(await eventually(() => (++tries < 3 ? undefined : 'there'))).toBe('there')
  })

  it('tries again after a check that throws, and throws its error in the end', async () => {
    let tries = 0
    const check = () => {
      tries++
      throw new Error('not yet')
    }
    await expect(eventually(check, { withinMilliseconds: 50 })).rejects.toThrow('not yet')
    expect(tries).toBeGreaterThan(1)
  })

  it('says that the condition did not come true', async () => {
    await expect(eventually(() => false, { withinMilliseconds: 20 })).rejects.toThrow(/within 20 ms/)
  })
})
