import type { UseFormReturnType } from '@mantine/form'
import { isProblem } from '../../api/index.ts'

/** Puts what the service does not take at the fields it speaks of. @param fieldOf a field's name by its JSON pointer */
export function putIssues<Values>(
  form: Pick<UseFormReturnType<Values>, 'setErrors'>,
  error: unknown,
  fieldOf: (pointer: string) => string,
): void {
  if (!isProblem(error, 'invalid-request')) return
  const issues = (error.problem['issues'] ?? []) as { pointer: string; message: string }[]
  form.setErrors(Object.fromEntries(issues.map(({ pointer, message }) => [fieldOf(pointer), message])))
}
