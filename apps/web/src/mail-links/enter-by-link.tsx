import { Button } from '@mantine/core'
import type { SessionTokens } from '@polyclinic/contract'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { callAsNobody } from '../api/index.ts'
import { ProblemNote } from '../elements/index.ts'
import { enter } from '../session/index.ts'
import { FactorStep, type Step, useAttempt } from '../signing-in/index.ts'
import { LinkPage } from './link-page.tsx'

interface Props {
  readonly purpose: 'register' | 'sign-in'
  readonly token: string
}

/** The link signs in as the code of the same mail does, once a button is pressed. */
export function EnterByLink({ purpose, token }: Props) {
  const { t } = useTranslation(['mail-links', 'signing-in'])
  const navigate = useNavigate()
  const [challenge, setChallenge] = useState<string>()
  const finish = async (tokens: SessionTokens) => {
    const me = await enter(tokens)
    // who came to register goes on to look for a time; a link that has done its work stays in no history
    await navigate({ to: purpose === 'register' || !me?.patient ? '/' : '/visits', replace: true })
  }
  const steps = {
    finish,
    go: (step: Step) => setChallenge(step.at === 'factor' ? step.challenge : undefined),
  }
  const { error, busy, attempt } = useAttempt(steps)
  const route = purpose === 'register' ? 'confirmRegistration' : 'confirmEmailSignIn'
  const title = t(`${purpose}.title`)
  if (challenge) {
    return (
      <LinkPage title={title}>
        <FactorStep {...steps} challenge={challenge} />
      </LinkPage>
    )
  }
  return (
    <LinkPage title={title} text={t(`${purpose}.text`)}>
      <ProblemNote error={error}>
        <Button size="xs" variant="default" renderRoot={(props) => <Link to="/sign-in" {...props} />}>
          {t('signing-in:signIn')}
        </Button>
      </ProblemNote>
      <Button
        h={44}
        loading={busy}
        onClick={() =>
          void attempt(async () => (await callAsNobody(route, { body: { token, refresh: 'cookie' } })).body)
        }
      >
        {t(`${purpose}.button`)}
      </Button>
    </LinkPage>
  )
}
