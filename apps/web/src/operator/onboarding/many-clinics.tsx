import { Button, FileButton, Group, NativeSelect, Progress, Stack, Text } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isProblem } from '../../api/index.ts'
import { ProblemNote } from '../../elements/index.ts'
import { type GivenList, ListField } from './list-field.tsx'
import { ListRows } from './list-rows.tsx'
import { templates } from './templates.ts'
import { useImport, wouldDo } from './use-import.ts'

/** A list of clinics: first what it would do, row by row; then it is done, and each row tells how far it is. */
export function ManyClinics() {
  const { t } = useTranslation('operator')
  const [given, give] = useState<GivenList>({ csv: '' })
  const [template, setTemplate] = useState<string>(templates[0])
  const list = useImport()
  const letGo = useRef<() => void>(null)
  const take = (next: GivenList) => {
    give(next)
    list.forget()
    // the same file may be chosen again, once it is mended
    letGo.current?.()
  }
  const todo = list.rows?.filter(({ state }) => wouldDo.has(state)).length ?? 0
  const begun =
    list.rows?.filter(({ state }) => ['running', 'done', 'updated', 'failed'].includes(state)) ?? []
  const there = begun.filter(({ state }) => state !== 'running')
  const issue = isProblem(list.error, 'invalid-request')
    ? (list.error.problem['issues'] as { message: string }[] | undefined)?.[0]?.message
    : undefined
  return (
    <Stack>
      <ListField list={given} error={issue} onChange={take} />
      <Group align="end">
        <FileButton
          resetRef={letGo}
          accept=".csv,text/csv,text/plain"
          onChange={(file) => void file?.text().then((csv) => take({ csv, name: file.name }))}
        >
          {(props) => (
            <Button variant="default" leftSection={<IconFileUpload size={18} aria-hidden />} {...props}>
              {t('onboarding.file')}
            </Button>
          )}
        </FileButton>
        <NativeSelect
          label={t('onboarding.template')}
          value={template}
          onChange={({ currentTarget }) => {
            setTemplate(currentTarget.value)
            list.forget()
          }}
          data={templates.map((value) => ({ value, label: t(`onboarding.templates.${value}`) }))}
        />
        <Button
          disabled={!/\S/.test(given.csv)}
          loading={list.reading !== undefined}
          onClick={() => void list.judge(given.csv, template)}
        >
          {t('onboarding.judge')}
        </Button>
      </Group>
      {list.reading && list.reading.of > 1 && (
        <Text role="status" size="sm">
          {t('onboarding.judging', list.reading)}
        </Text>
      )}
      {issue === undefined && <ProblemNote error={list.error} />}
      {list.rows && (
        <Stack gap="sm">
          <Group>
            {list.bringing ? (
              <Button variant="default" onClick={list.stop}>
                {t('onboarding.stop')}
              </Button>
            ) : (
              <Button disabled={todo === 0} onClick={() => void list.bring()}>
                {t(todo > 0 ? 'onboarding.bring' : 'onboarding.nothingToDo', { count: todo })}
              </Button>
            )}
            <Text role="status" size="sm">
              {begun.length === 0
                ? t('onboarding.nothingDone')
                : t('onboarding.brought', { done: there.length, of: begun.length + todo })}
            </Text>
          </Group>
          {begun.length > 0 && (
            <Progress
              value={(100 * there.length) / (begun.length + todo)}
              animated={there.length < begun.length}
              aria-label={t('column.progress')}
            />
          )}
          <ListRows rows={list.rows} />
        </Stack>
      )}
    </Stack>
  )
}
