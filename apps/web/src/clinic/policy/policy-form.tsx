import type { BookingPolicy, ClinicPolicy } from '@polyclinic/contract'
import { Box, Button, Group, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentOf, useAct } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { useFieldWords } from '../../elements/use-field-words.ts'
import { ConflictNote, useHere } from '../office/index.ts'
import { NoticeRules } from './notice-rules.tsx'
import { BookingRules, ChangeRules, DeskRules } from './rules.tsx'
import { useToldPolicy } from './use-told-policy.ts'

const rulesOf = ({ version: _version, updatedAt: _updatedAt, ...rules }: ClinicPolicy): BookingPolicy => rules

/** Only the rules that were changed are sent; a conflict shows both versions of those. */
export function PolicyForm({ policy }: { readonly policy: ClinicPolicy }) {
  const { t } = useTranslation(['office', 'shell'])
  const clinic = useHere()
  const [base, setBase] = useState(policy)
  const form = useForm<BookingPolicy>({ initialValues: rulesOf(policy) })
  const save = useAct('editPolicy', ['showPolicy'])
  const told = useToldPolicy()
  const changed = changedRules(rulesOf(base), form.values)
  const names = Object.keys(changed) as (keyof BookingPolicy)[]
  const wordsFor = useFieldWords('office')
  const current = currentOf<ClinicPolicy>(save.error)

  const send = (seen: ClinicPolicy) =>
    save.mutate(
      { clinic, body: changed, ifMatch: seen.version },
      {
        onSuccess: ({ body }) => {
          setBase(body)
          form.setValues(rulesOf(body))
        },
        onError: (error) => form.setErrors(wordsFor(error, Object.keys(form.values))),
      },
    )
  const undo = () => {
    form.setValues(rulesOf(base))
    form.clearErrors()
    save.reset()
  }
  return (
    <form onSubmit={form.onSubmit(() => send(base))} noValidate>
      <Stack gap="lg">
        <BookingRules form={form} />
        <ChangeRules form={form} />
        <DeskRules form={form} />
        <NoticeRules form={form} />
        {current ? (
          <ConflictNote
            mine={told({ ...rulesOf(current), ...changed })}
            theirs={told(rulesOf(current))}
            busy={save.isPending}
            onMine={() => send(current)}
            onTheirs={() => {
              setBase(current)
              form.setValues(rulesOf(current))
              save.reset()
            }}
          />
        ) : (
          <ProblemNote error={save.error} />
        )}
        <Group
          justify="flex-end"
          pos="sticky"
          bottom={0}
          py="sm"
          style={{ background: 'var(--mantine-color-body)', zIndex: 1 }}
        >
          <Box role="status" fz="sm" flex={1}>
            {names.length > 0
              ? t('policy.unsaved', { count: names.length })
              : save.isSuccess && t('policy.saved')}
          </Box>
          {names.length > 0 && (
            <Button variant="default" mih={44} onClick={undo}>
              {t('policy.undo')}
            </Button>
          )}
          <Button type="submit" mih={44} loading={save.isPending} disabled={names.length === 0}>
            {t('shell:save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

function changedRules(before: BookingPolicy, after: BookingPolicy): Partial<BookingPolicy> {
  const differ = (name: keyof BookingPolicy) => JSON.stringify(before[name]) !== JSON.stringify(after[name])
  return Object.fromEntries(
    (Object.keys(after) as (keyof BookingPolicy)[]).filter(differ).map((name) => [name, after[name]]),
  )
}
