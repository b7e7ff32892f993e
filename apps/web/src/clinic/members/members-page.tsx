import { Button, Stack, Title } from '@mantine/core'
import { IconMailPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OfficePage } from '../office/index.ts'
import { InvitationForm } from './invitation-form.tsx'
import { Invitations } from './invitations.tsx'
import { Members } from './members.tsx'

/** Who may do what at this clinic, and who is asked to. */
export function MembersPage() {
  const { t } = useTranslation(['office', 'clinic'])
  const [inviting, setInviting] = useState(false)
  return (
    <OfficePage
      title={t('clinic:pages.members')}
      lead={t('members.lead')}
      action={
        <Button
          mih={44}
          leftSection={<IconMailPlus size={16} aria-hidden />}
          onClick={() => setInviting(true)}
        >
          {t('members.invite')}
        </Button>
      }
    >
      <Members />
      <Stack component="section" aria-labelledby="invited" gap="sm">
        <Title order={2} size="h4" id="invited">
          {t('members.invited')}
        </Title>
        <Invitations />
      </Stack>
      {inviting && <InvitationForm onDone={() => setInviting(false)} />}
    </OfficePage>
  )
}
