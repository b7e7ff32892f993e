import { emailAddress } from '@polyclinic/contract'
import { inviteFirstAdmin } from '@polyclinic/control'
import { SettingRefused } from '../installation/read-settings.ts'
import { answer, type CommandContext, commandLine } from './command-context.ts'

/** A clinic's admin, by a link in a mail: the command never shows it, so that nobody else can use it. */
export async function inviteCommand(
  context: CommandContext,
  { slug, email }: { slug: string; email: string },
): Promise<void> {
  if (!emailAddress.safeParse(email).success) throw new SettingRefused(`${email} is not an e-mail address.`)
  const { installation, settings } = context
  const invitation = await inviteFirstAdmin(installation.provisioner, commandLine, slug, { email }, settings)
  const until = invitation.expiresAt.slice(0, 10)
  answer(context, invitation, [`A link goes to ${email} by mail; it holds until ${until}.`])
}
