import { Alert, Button, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, useAct } from '../../api/index.ts'
import { Dialog } from '../../elements/dialog.tsx'
import { ProblemNote } from '../../elements/index.ts'
import { useFieldWords } from '../../elements/use-field-words.ts'

/** Invites whoever lets everybody else in: once, for a clinic that has nobody yet. */
export function InviteButton({ slug }: { readonly slug: string }) {
  const { t } = useTranslation('operator')
  const [asking, setAsking] = useState(false)
  const [email, setEmail] = useState('')
  const invite = useAct('inviteFirstAdmin')
  const wordsFor = useFieldWords('operator')
  const open = () => {
    invite.reset()
    setAsking(true)
  }
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('clinic.invite')}
      </Button>
      {asking && (
        <Dialog title={t('clinic.invite')} size="md" onClose={() => setAsking(false)}>
          {invite.isSuccess ? (
            <Text role="status">{t('clinic.invited', { email: invite.data.body.email })}</Text>
          ) : (
            <form
              onSubmit={(event) => {
                event.preventDefault()
                invite.mutate({ params: { slug }, body: { email: email.trim(), role: 'clinic_admin' } })
              }}
            >
              <Stack>
                <TextInput
                  type="email"
                  label={t('clinic.email')}
                  description={t('clinic.inviteText')}
                  value={email}
                  error={wordsFor(invite.error, ['email'])['email']}
                  onChange={({ currentTarget }) => setEmail(currentTarget.value)}
                  required
                  data-autofocus
                />
                {isProblem(invite.error, 'outside-policy') ? (
                  <Alert role="alert">{t('clinic.hasAdmin')}</Alert>
                ) : (
                  <ProblemNote error={invite.error} />
                )}
                <Button type="submit" loading={invite.isPending}>
                  {t('clinic.send')}
                </Button>
              </Stack>
            </form>
          )}
        </Dialog>
      )}
    </>
  )
}
