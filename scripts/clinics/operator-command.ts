import { text } from 'node:stream/consumers'
import { emailAddress, isRefusal, password } from '@polyclinic/contract'
import { addAccount, requireGoodPassword } from '@polyclinic/control'
import { SettingRefused } from '../installation/read-settings.ts'
import { answer, type CommandContext } from './command-context.ts'

/** The first operator of an installation; the password never stands in a command line, where others could read it. */
export async function operatorCommand(context: CommandContext, email: string): Promise<void> {
  if (!emailAddress.safeParse(email).success) throw new SettingRefused(`${email} is not an e-mail address.`)
  if (process.stdin.isTTY) process.stderr.write('Password, at least 12 characters, then Enter and Ctrl-D:\n')
  const chosen = password.safeParse((await text(process.stdin)).replace(/\r?\n$/, ''))
  if (!chosen.success) throw new SettingRefused('The password needs at least 12 characters.')
  await requireGoodPassword(chosen.data, [email]).catch((error: unknown) => {
    if (!isRefusal(error, 'invalid-request')) throw error
    throw new SettingRefused(`The password ${error.facts.issues[0]?.message}.`)
  })
  const { added } = await addAccount(context.installation.provisioner, {
    email,
    password: chosen.data,
    operator: true,
  })
  if (!added) throw new SettingRefused(`${email} has an account already; it was left as it is.`)
  answer(context, { email, added }, [`${email} is an operator.`])
}
