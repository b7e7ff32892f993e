export { SignInForm } from './sign-in-form.tsx'
export { Gate } from './gate.tsx'
export { FactorStep } from './factor-step.tsx'
export { useAttempt } from './use-attempt.ts'
