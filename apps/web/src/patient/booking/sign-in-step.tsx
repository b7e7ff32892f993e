import { Paper, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { SignInForm } from '../../signing-in/index.ts'

/** Who books: registers or signs in here, and the chosen time stays where it is. */
export function SignInStep() {
  const { t } = useTranslation('booking')
  return (
    <Paper withBorder p="lg" component="section" aria-labelledby="who">
      <Stack gap="sm">
        <Title order={2} size="h3" id="who">
          {t('book.who')}
        </Title>
        <Text c="dimmed">{t('book.whoText')}</Text>
        {/* who has come in is followed by the page: nothing is left to do here */}
        <SignInForm first="register" onDone={() => undefined} />
      </Stack>
    </Paper>
  )
}
