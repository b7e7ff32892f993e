import { Anchor, Button, Container, Paper, Stack, Text, TextInput, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../api/index.ts'
import { ProblemNote } from '../elements/index.ts'

/** Has a link mailed by which a new password is chosen. The answer is the same for every address. */
export function ForgottenPage() {
  const { t, i18n } = useTranslation('signing-in')
  const [email, setEmail] = useState('')
  const ask = useAct('requestPasswordReset')
  return (
    <Container size="xs" px={0}>
      <title>{`${t('forgottenTitle')} · Polyclinic`}</title>
      <Paper withBorder p="lg">
        <form
          onSubmit={(event) => {
            event.preventDefault()
            ask.mutate({ body: { email, locale: i18n.language } })
          }}
        >
          <Stack>
            <Title order={1} size="h2">
              {t('forgottenTitle')}
            </Title>
            <TextInput
              label={t('email')}
              type="email"
              autoComplete="username"
              required
              value={email}
              onChange={({ currentTarget }) => setEmail(currentTarget.value)}
            />
            <ProblemNote error={ask.error} />
            {ask.isSuccess && <Text role="status">{t('lookIntoMail')}</Text>}
            <Button type="submit" loading={ask.isPending}>
              {t('sendLink')}
            </Button>
            <Anchor component={Link} to="/sign-in">
              {t('toSignIn')}
            </Anchor>
          </Stack>
        </form>
      </Paper>
    </Container>
  )
}
