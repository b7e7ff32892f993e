import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { learn } from '../../session/index.ts'

/** The code that went to the new address. The link of the same mail does it too. */
export function ProveEmail({ email, onDone }: { readonly email: string; readonly onDone: () => void }) {
  const { t } = useTranslation(['mine', 'shell'])
  const [code, setCode] = useState('')
  const confirm = useAct('confirmEmail')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        confirm.mutate(
          { body: { code: code.trim() } },
          {
            async onSuccess() {
              await learn()
              onDone()
            },
          },
        )
      }}
    >
      <Stack maw={480}>
        <Text role="status">{t('email.sent', { email })}</Text>
        <TextInput
          label={t('email.code')}
          autoComplete="one-time-code"
          autoFocus
          required
          minLength={8}
          maxLength={20}
          value={code}
          onChange={({ currentTarget }) => setCode(currentTarget.value)}
        />
        <ProblemNote error={confirm.error} />
        <Group gap="sm">
          <Button type="submit" h={44} loading={confirm.isPending}>
            {t('email.confirm')}
          </Button>
          <Button variant="default" h={44} onClick={onDone}>
            {t('shell:cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
