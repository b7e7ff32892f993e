import { Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import type { Me } from '@polyclinic/contract'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem, issuesOf, useAct } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { Section } from '../own/section.tsx'
import { ProveEmail } from './prove-email.tsx'

/** The new address is proven before it counts: until then the former one stays. */
export function EmailSection({ me }: { readonly me: Me }) {
  const { t } = useTranslation('mine')
  const [open, setOpen] = useState(false)
  return (
    <Section title={t('email.title')}>
      <Text style={{ overflowWrap: 'anywhere' }}>{me.email}</Text>
      {open ? (
        <EmailForm onDone={() => setOpen(false)} />
      ) : (
        <Button variant="default" h={44} w="fit-content" onClick={() => setOpen(true)}>
          {t('email.change')}
        </Button>
      )}
    </Section>
  )
}

function EmailForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation(['mine', 'shell'])
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const ask = useAct('changeEmail')
  const refused = isProblem(ask.error, 'not-allowed')
  if (ask.isSuccess) return <ProveEmail email={email} onDone={onDone} />
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        ask.mutate({ body: { email, ...(password && { password }) } })
      }}
    >
      <Stack maw={480}>
        <TextInput
          type="email"
          label={t('email.new')}
          autoComplete="email"
          required
          maxLength={254}
          value={email}
          error={issuesOf(ask.error)['email'] && t('email.bad')}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        />
        <PasswordInput
          label={t('password.current')}
          description={t('password.whereSet')}
          autoComplete="current-password"
          maxLength={256}
          value={password}
          error={refused && t('password.refused')}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
        {!refused && <ProblemNote error={ask.error} />}
        <Group gap="sm">
          <Button type="submit" h={44} loading={ask.isPending}>
            {t('email.send')}
          </Button>
          <Button variant="default" h={44} onClick={onDone}>
            {t('shell:cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
