import { Alert, Button, Container, Loader, Paper, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, useAct } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { renew, useMe, useSession } from '../../session/index.ts'
import { SignInForm } from '../../signing-in/index.ts'
import { useLeave } from '../../signing-in/use-leave.ts'

/** The token stands in the fragment, which no server sees: `#invitation.…`, as in the mail. */
function tokenOfAddress(): string | undefined {
  return /^#(?:invitation\.)?([\w-]{20,200})$/.exec(location.hash)?.[1]
}

/** Accepts an invitation to work at a clinic, signed in with the address that it was sent to. */
export function JoinPage() {
  const { t } = useTranslation(['mine', 'shell'])
  const session = useSession()
  const [token] = useState(tokenOfAddress)
  return (
    <Container size="xs" px={0}>
      <title>{`${t('join.title')} · Polyclinic`}</title>
      <Paper withBorder p="lg">
        <Stack>
          <Title order={1} size="h2">
            {t('join.title')}
          </Title>
          {token === undefined && <Text>{t('join.noToken')}</Text>}
          {token !== undefined && session.state === 'unknown' && <Loader aria-label={t('shell:loading')} />}
          {token !== undefined && session.state === 'signed-in' && <Accept token={token} />}
          {token !== undefined && session.state === 'nobody' && (
            <>
              <Text>{t('join.signIn')}</Text>
              <SignInForm onDone={() => undefined} />
            </>
          )}
        </Stack>
      </Paper>
    </Container>
  )
}

function Accept({ token }: { readonly token: string }) {
  const { t } = useTranslation('mine')
  const me = useMe()
  const accept = useAct('acceptInvitation')
  const leaving = useLeave()
  const foreign = isProblem(accept.error, 'not-allowed')
  const gone = isProblem(accept.error, 'not-found')
  if (accept.data) return <Accepted {...accept.data.body} />
  return (
    <Stack>
      <Text>{t('join.text', { email: me?.email })}</Text>
      {foreign && <Alert role="alert" color="red" title={t('join.foreign')} />}
      {gone && <Alert role="alert" color="red" title={t('join.gone')} />}
      {!foreign && !gone && <ProblemNote error={accept.error ?? leaving.error} />}
      <Button
        h={44}
        loading={accept.isPending}
        onClick={() =>
          // the role counts with the next token
          accept.mutate({ body: { token } }, { onSuccess: () => void renew() })
        }
      >
        {t('join.accept')}
      </Button>
      <Button variant="default" h={44} loading={leaving.isPending} onClick={() => leaving.mutate()}>
        {t('join.other')}
      </Button>
    </Stack>
  )
}

interface AcceptedProps {
  readonly clinic: string
  readonly clinicName: string
  readonly role: string
}

function Accepted({ clinic, clinicName, role }: AcceptedProps) {
  const { t } = useTranslation('mine')
  const me = useMe()
  const needsFactor = me?.rolesWithheld === true
  return (
    <Stack>
      <Alert
        role="status"
        color="green"
        title={t('join.done', { clinic: clinicName, role: t(`roles.${role}`) })}
      />
      {needsFactor && <Text>{t('roles.setUp')}</Text>}
      <Button
        h={44}
        renderRoot={(props) => <Link to={needsFactor ? '/account' : `/clinic/${clinic}`} {...props} />}
      >
        {t(needsFactor ? 'roles.toFactor' : 'join.go', { clinic: clinicName })}
      </Button>
    </Stack>
  )
}
