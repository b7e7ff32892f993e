import { describe, expect, it } from 'vitest'
import { mannWhitney } from './mann-whitney.ts'

const upTo = (count: number, from = 0) => Array.from({ length: count }, (_, nth) => from + nth)

describe('the rank test', () => {
  it('finds nothing between samples that are the same', () => {
    expect(mannWhitney(upTo(50), upTo(50))).toBeCloseTo(1, 5)
    expect(mannWhitney(Array(30).fill(7), Array(30).fill(7))).toBe(1)
  })

  it('finds a shift, whichever of the two is the larger', () => {
    expect(mannWhitney(upTo(60), upTo(60, 30))).toBeLessThan(1e-8)
    expect(mannWhitney(upTo(60, 30), upTo(60))).toBe(mannWhitney(upTo(60), upTo(60, 30)))
  })

  it('gives the p of a worked example with ties', () => {
    // ranks 1, 3, 3, 5, 6.5: U = 3.5 of 25, σ² = 22.2, z = 1.803
    expect(mannWhitney([1, 2, 2, 3, 4], [2, 4, 5, 6, 7])).toBeCloseTo(0.0714, 3)
  })
})
