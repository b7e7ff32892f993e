import { describe, expect, it } from 'vitest'
import { toRefusal } from './to-refusal.ts'

const coded = (code: string) => Object.assign(new Error('canceling statement'), { code })

describe('an error of the database', () => {
  it.each(['55P03', '40P01', 'database-unavailable'])('that passes is one to try again: %s', (code) => {
    expect(toRefusal(coded(code), 'clinic')).toMatchObject({ code: 'clinic-unavailable', status: 503 })
    expect(toRefusal(coded(code), 'service')).toMatchObject({ code: 'service-unavailable', status: 503 })
  })

  it('that lets nothing be recorded keeps back what would have been shown', () => {
    expect(toRefusal(coded('audit-unwritable'), 'clinic')).toMatchObject({ code: 'service-unavailable' })
  })

  it.each([coded('23505'), coded('57014'), new Error('mistake'), 'mistake', null, undefined])(
    'of any other kind is our mistake: %s',
    (error) => {
      expect(toRefusal(error, 'clinic')).toBeUndefined()
    },
  )
})
