import { Button, Group, Input, Paper, Text, Textarea } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'

/** As much as somebody may want to look at and mend, in characters. A field with a megabyte holds a browser up at each step. */
const mostToShow = 50_000

const example =
  'slug,name,timeZone,country,line,city\nlakeside,Lakeside Practice,Europe/Berlin,DE,Seestraße 1,Berlin'

export interface GivenList {
  readonly csv: string
  /** Of the file, where it is one */
  readonly name?: string | undefined
}

interface Props {
  readonly list: GivenList
  readonly error: string | undefined
  readonly onChange: (list: GivenList) => void
}

/** A list to be typed or pasted; of a long one it is told which it is. */
export function ListField({ list, error, onChange }: Props) {
  const { t } = useTranslation('operator')
  // not at each step of its judging
  const lines = useMemo(() => linesOf(list.csv), [list.csv])
  if (list.csv.length <= mostToShow) {
    return (
      <Textarea
        label={t('onboarding.csv')}
        description={t('onboarding.csvHint')}
        placeholder={example}
        value={list.csv}
        onChange={({ currentTarget }) => onChange({ csv: currentTarget.value })}
        error={error}
        rows={10}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
      />
    )
  }
  return (
    <Input.Wrapper label={t('onboarding.csv')} labelElement="div" error={error}>
      <Paper withBorder p="md" mt={4}>
        <Group justify="space-between">
          <Text fw={600}>
            {list.name ?? t('onboarding.pasted')} · {t('onboarding.lines', { count: lines })}
          </Text>
          <Button variant="default" onClick={() => onChange({ csv: '' })}>
            {t('onboarding.putAway')}
          </Button>
        </Group>
      </Paper>
    </Input.Wrapper>
  )
}

/** Without the header, and without empty ones. */
const linesOf = (csv: string): number => (csv.trim().match(/\r\n|\n|\r/g) ?? []).length
