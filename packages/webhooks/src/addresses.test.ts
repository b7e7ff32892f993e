import { expect, it } from 'vitest'
import { addressRules } from './address-rules.ts'
import { isPublicAddress } from './is-public-address.ts'

const rules = addressRules({ local: false })

it.each([
  '127.0.0.1',
  '127.8.9.1',
  '0.0.0.0',
  '10.1.2.3',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254', // metadata of most clouds
  '100.100.100.200', // of another one, in CGNAT
  '100.64.0.1',
  '192.0.0.192',
  '192.0.2.1',
  '198.18.0.1',
  '198.51.100.7',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::7f00:1', // IPv4-compatible
  '::ffff:127.0.0.1',
  '::ffff:a9fe:a9fe',
  '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::a00:1',
  '2002:7f00:1::',
  '2001:0:7f00:1::',
  '2001:db8::1',
  'fc00::1',
  'fd00:ec2::254', // metadata over IPv6
  'fe80::1',
  'fe80::1%eth0',
  '2606:4700::1%eth0',
  'fec0::1',
  'ff02::1',
  '0177.0.0.1',
  '0x7f.1',
  '2130706433',
  '127.1',
  'nonsense',
  '',
])('%s is nobody outside', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

it.each(['1.1.1.1', '93.184.215.14', '172.32.0.1', '2606:4700:4700::1111', '::ffff:1.1.1.1'])(
  '%s is public',
  (address) => {
    expect(isPublicAddress(address)).toBe(true)
  },
)

it.each([
  ['https://hooks.example.org/a?b=c', undefined],
  ['https://hooks.example.org:8443/', undefined],
  ['https://1.1.1.1/', undefined],
  ['http://hooks.example.org/', 'is not https'],
  ['ftp://hooks.example.org/', 'is not https'],
  ['file:///etc/passwd', 'is not https'],
  ['gopher://hooks.example.org/', 'is not https'],
  ['https://user@hooks.example.org/', 'has a user name or a password in it'],
  ['https://:secret@hooks.example.org/', 'has a user name or a password in it'],
  ['https://hooks.example.org@127.0.0.1/', 'has a user name or a password in it'],
  ['https://hooks.example.org/#@127.0.0.1/', 'has a fragment'],
  ['https://hooks.example.org:22/', 'names a port that is neither 443 nor above 1023'],
  ['https://hooks.example.org:25/', 'names a port that is neither 443 nor above 1023'],
  ['https://hooks.example.org:0/', 'names a port that is neither 443 nor above 1023'],
  ['https://127.0.0.1/', 'leads to no public host'],
  ['https://2130706433/', 'leads to no public host'],
  ['https://0x7f000001/', 'leads to no public host'],
  ['https://0177.0.0.1/', 'leads to no public host'],
  ['https://127.1/', 'leads to no public host'],
  ['https://①②⑦.0.0.1/', 'leads to no public host'],
  ['https://[::1]/', 'leads to no public host'],
  ['https://[::ffff:169.254.169.254]/', 'leads to no public host'],
  ['https://localhost/', 'leads to no public host'],
  ['https://a.localhost./', 'leads to no public host'],
  ['https://postgres/', 'leads to no public host'],
  ['https://[fe80::1%25eth0]/', 'is no address'],
  ['https://', 'is no address'],
  ['nonsense', 'is no address'],
])('%s: %s', (url, fault) => {
  expect(rules.faultOf(url)).toBe(fault)
})

it('for development this machine is allowed too, and nothing else inside', () => {
  const { faultOf, permits } = addressRules({ local: true })
  expect(['http://localhost:3000/', 'http://127.0.0.1:3000/', 'http://[::1]/'].map(faultOf)).toEqual(
    Array(3).fill(undefined),
  )
  for (const url of ['http://10.0.0.1/', 'http://169.254.169.254/', 'http://[fd00::1]/'])
    expect(faultOf(url)).toBe('leads to no public host')
  expect(['127.0.0.1', '::1', '1.1.1.1', '10.0.0.1'].map(permits)).toEqual([true, true, true, false])
})
