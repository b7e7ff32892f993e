import { Alert, Button, PasswordInput, Stack } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, issuesOf, useAct } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { useMe } from '../../session/index.ts'
import { NewPasswordField } from '../../signing-in/index.ts'
import { Section } from '../own/section.tsx'

/** Changes the password, or sets the first one. It ends the sessions elsewhere, and the calendars. */
export function PasswordSection() {
  const { t } = useTranslation('mine')
  const me = useMe()
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const change = useAct('changePassword', ['listSessions', 'listFeeds'])
  const refused = isProblem(change.error, 'not-allowed')
  const weak = issuesOf(change.error)['password'] !== undefined
  return (
    <Section title={t('password.title')} text={t('password.text')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          change.mutate(
            { body: { password, ...(current && { current }) } },
            {
              onSuccess() {
                setCurrent('')
                setPassword('')
              },
            },
          )
        }}
      >
        <Stack maw={480}>
          {/* for password managers: whose password this is */}
          <input type="text" autoComplete="username" value={me?.email ?? ''} readOnly hidden />
          <PasswordInput
            label={t('password.current')}
            description={t('password.whereSet')}
            autoComplete="current-password"
            maxLength={256}
            value={current}
            error={refused && t('password.refused')}
            onChange={({ currentTarget }) => setCurrent(currentTarget.value)}
          />
          <NewPasswordField value={password} onChange={setPassword} weak={weak} />
          {!refused && !weak && <ProblemNote error={change.error} />}
          {change.isSuccess && <Alert role="status" color="green" title={t('password.done')} />}
          <Button type="submit" h={44} w="fit-content" loading={change.isPending}>
            {t('password.change')}
          </Button>
        </Stack>
      </form>
    </Section>
  )
}
