import { Stack } from '@mantine/core'
import type { Me } from '@polyclinic/contract'
import { useTranslation } from 'react-i18next'
import { OwnPage } from '../own/own-page.tsx'
import { EmailSection } from './email-section.tsx'
import { PasswordSection } from './password-section.tsx'
import { ProfileSection } from './profile-section.tsx'
import { RolesNote } from './roles-note.tsx'
import { SecondFactorSection } from './second-factor-section.tsx'
import { SessionsSection } from './sessions-section.tsx'

/** Who I am here, how I sign in, and where I am signed in. */
export function AccountPage() {
  const { t } = useTranslation('mine')
  return (
    <OwnPage title={t('account.title')} forEverybody>
      {(me) => <Account me={me} />}
    </OwnPage>
  )
}

function Account({ me }: { readonly me: Me }) {
  return (
    <Stack gap="lg">
      <RolesNote me={me} />
      {me.rolesWithheld && <SecondFactorSection me={me} />}
      {me.patient && <ProfileSection />}
      <EmailSection me={me} />
      <PasswordSection />
      {!me.rolesWithheld && <SecondFactorSection me={me} />}
      <SessionsSection />
    </Stack>
  )
}
