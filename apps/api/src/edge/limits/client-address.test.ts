import { describe, expect, it } from 'vitest'
import { addressBlock, clientAddress } from './client-address.ts'

describe('the address of a client', () => {
  it('is the socket’s, whatever the client claims, unless a proxy is trusted', () => {
    expect(clientAddress('203.0.113.9', '198.51.100.1', false)).toBe('203.0.113.9')
    expect(clientAddress('203.0.113.9', '198.51.100.1', 0)).toBe('203.0.113.9')
    expect(clientAddress('::ffff:203.0.113.9', null, true)).toBe('203.0.113.9')
  })

  it('is the right-most entry that our outermost proxy wrote', () => {
    const forged = '1.1.1.1, 2.2.2.2'
    expect(clientAddress('10.0.0.1', `${forged}, 203.0.113.9`, true)).toBe('203.0.113.9')
    expect(clientAddress('10.0.0.1', `${forged}, 203.0.113.9, 10.0.0.2`, 2)).toBe('203.0.113.9')
    expect(clientAddress('10.0.0.1', '203.0.113.9', 3)).toBe('203.0.113.9')
  })

  it('may be written with a port, brackets or a zone', () => {
    expect(clientAddress('10.0.0.1', '203.0.113.9:4711', 1)).toBe('203.0.113.9')
    expect(clientAddress('10.0.0.1', '[2001:DB8::1]:4711', 1)).toBe('2001:db8::1')
    expect(clientAddress('fe80::1%eth0', null, false)).toBe('fe80::1')
  })

  it('is the socket’s when the proxy wrote no address, and unknown without a socket', () => {
    expect(clientAddress('10.0.0.1', '203.0.113.9, unknown', 1)).toBe('10.0.0.1')
    expect(clientAddress(undefined, null, false)).toBe('unknown')
  })
})

describe('the block that a limit counts by', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:1:2:ffff::', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('of %s is %s', (address, block) => {
    expect(addressBlock(address)).toBe(block)
  })
})
