import { Alert } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useAct, useAsk } from '../../api/index.ts'
import { Asked } from '../../elements/index.ts'
import { learn } from '../../session/index.ts'
import { ProfileForm } from '../own/profile-form.tsx'
import { Section } from '../own/section.tsx'

export function ProfileSection() {
  const { t } = useTranslation('mine')
  const known = useAsk('showOwnPatient', {})
  const edit = useAct('editOwnPatient', ['showOwnPatient'])
  return (
    <Section title={t('account.profile')} text={t('account.profileText')}>
      <Asked of={known} lines={5}>
        {({ body }) => (
          <ProfileForm
            profile={body}
            edit={edit}
            onSave={async (changed, ifMatch) => {
              const saved = await edit.mutateAsync({ body: changed, ifMatch })
              void learn()
              return saved.body
            }}
          />
        )}
      </Asked>
      {edit.isSuccess && <Alert role="status" color="green" title={t('account.profileSaved')} />}
    </Section>
  )
}
