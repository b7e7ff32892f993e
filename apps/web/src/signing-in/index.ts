export { SignInForm } from './sign-in-form.tsx'
export { Gate } from './gate.tsx'
