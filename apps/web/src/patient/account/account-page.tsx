import { Stack } from '@mantine/core'
import type { Me } from '@polyclinic/contract'
import { useState } from 'react'
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
  // stays where it was while it is set up: the recovery codes are shown in it, once
  const [factorFirst] = useState(me.rolesWithheld)
  return (
    <Stack gap="lg">
      <RolesNote me={me} />
      {factorFirst && <SecondFactorSection me={me} />}
      {me.patient && <ProfileSection />}
      <EmailSection me={me} />
      <PasswordSection />
      {!factorFirst && <SecondFactorSection me={me} />}
      <SessionsSection />
    </Stack>
  )
}
