import type { SessionTokens } from '@polyclinic/contract'
import { useState } from 'react'
import { enter } from '../session/index.ts'
import { CodeStep } from './code-step.tsx'
import { FactorStep } from './factor-step.tsx'
import { PasswordStep } from './password-step.tsx'
import { RegisterStep } from './register-step.tsx'

/** Where somebody is on the way in. What they typed is taken along from step to step. */
export type Step =
  | { readonly at: 'password' | 'register'; readonly email: string }
  | { readonly at: 'code'; readonly email: string; readonly for: 'register' | 'sign-in' }
  | { readonly at: 'factor'; readonly challenge: string }

export interface StepProps {
  readonly go: (step: Step) => void
  readonly finish: (tokens: SessionTokens) => Promise<void>
}

interface Props {
  /** For people who come for the first time registration is the nearer way */
  readonly first?: 'password' | 'register'
  readonly onDone: () => void
}

/** Every way in, in one place: password, mailed code, registration, second factor. Nothing chosen before is lost. */
export function SignInForm({ first = 'password', onDone }: Props) {
  const [step, go] = useState<Step>({ at: first, email: '' })
  const finish = async (tokens: SessionTokens) => {
    await enter(tokens)
    onDone()
  }
  switch (step.at) {
    case 'password':
      return <PasswordStep go={go} finish={finish} email={step.email} />
    case 'register':
      return <RegisterStep go={go} finish={finish} email={step.email} />
    case 'code':
      return <CodeStep go={go} finish={finish} email={step.email} purpose={step.for} />
    case 'factor':
      return <FactorStep go={go} finish={finish} challenge={step.challenge} />
  }
}
