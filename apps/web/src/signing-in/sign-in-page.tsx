import { Container, Paper, Stack, Title } from '@mantine/core'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { SignInForm } from './sign-in-form.tsx'

/** Signs in and goes on to where somebody was about to go. */
export function SignInPage() {
  return <WayIn first="password" />
}

export function RegisterPage() {
  return <WayIn first="register" />
}

function WayIn({ first }: { readonly first: 'password' | 'register' }) {
  const { t } = useTranslation('signing-in')
  const navigate = useNavigate()
  const { then } = getRouteApi(
    first === 'password' ? '/signing-in/sign-in' : '/signing-in/register',
  ).useSearch()
  const title = t(first === 'password' ? 'title' : 'registerTitle')
  return (
    <Container size="xs" px={0}>
      <title>{`${title} · Polyclinic`}</title>
      <Paper withBorder p="lg">
        <Stack>
          <Title order={1} size="h2">
            {title}
          </Title>
          <SignInForm first={first} onDone={() => void navigate({ href: then ?? '/', replace: true })} />
        </Stack>
      </Paper>
    </Container>
  )
}
