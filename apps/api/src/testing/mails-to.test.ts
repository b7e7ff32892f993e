import { askForMail } from '@polyclinic/control'
import { expect, test } from 'vitest'
import { mailsTo, mailTo } from './mails-to.ts'
import { startTestService } from './start-test-service.ts'

test('a test reads what was mailed to an address, and only that', async () => {
  await using service = await startTestService({ clinics: [] })
  const { database, vault } = service.fleet.provisioner
  const send = (to: string, link: string) =>
    database.transaction((tx) =>
      askForMail(tx, vault, { kind: 'reset-password', to, locale: 'de', facts: { link } }),
    )
  await send('ada@people.test', 'https://clinic.test/1')
  await send('ben@people.test', 'https://clinic.test/2')
  await send('ada@people.test', 'https://clinic.test/3')
  expect((await mailsTo(service, 'Ada@People.test')).map(({ facts }) => facts)).toEqual([
    { link: 'https://clinic.test/1' },
    { link: 'https://clinic.test/3' },
  ])
  expect((await mailTo(service, 'ada@people.test', 'reset-password')).facts.link).toBe(
    'https://clinic.test/3',
  )
  await expect(mailTo(service, 'ada@people.test', 'sign-in')).rejects.toThrow('No mail "sign-in"')
})
