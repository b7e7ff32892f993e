import '@mantine/charts/styles.layer.css'
import { Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked, EmptyNote } from '../../elements/index.ts'
import { addDays, mondayOf, todayIn } from '../../time/index.ts'
import { OfficePage, useHere, useZone } from '../office/index.ts'
import { LeadTimes } from './lead-times.tsx'
import { NoShows } from './no-shows.tsx'
import { Use } from './use-of-places.tsx'

const ranges = ['month', 'next', 'quarter', 'own'] as const
type Range = (typeof ranges)[number]

/** How the days are used, in pictures, sentences and tables. */
export function FiguresPage() {
  const { t } = useTranslation(['office', 'clinic'])
  const today = todayIn(useZone())
  const monday = mondayOf(today)
  const [range, setRange] = useState<Range>('month')
  const [own, setOwn] = useState({ from: addDays(today, -27), to: today })
  const { from, to } = {
    month: { from: addDays(monday, -21), to: addDays(monday, 6) },
    next: { from: monday, to: addDays(monday, 13) },
    quarter: { from: addDays(monday, -77), to: addDays(monday, 6) },
    own,
  }[range]
  const sound = from !== '' && from <= to
  const figures = useAsk(
    'showFigures',
    { clinic: useHere(), query: { from, to } },
    { keep: true, enabled: sound },
  )
  return (
    <OfficePage title={t('clinic:pages.figures')} lead={t('figures.lead')}>
      <Group align="flex-end">
        <Select
          label={t('figures.range')}
          allowDeselect={false}
          value={range}
          onChange={(given) => given && setRange(given as Range)}
          data={ranges.map((value) => ({ value, label: t(`figures.${value}`) }))}
        />
        {range === 'own' && (
          <>
            <TextInput
              type="date"
              label={t('figures.from')}
              value={own.from}
              onChange={({ currentTarget: { value } }) => setOwn({ ...own, from: value })}
            />
            <TextInput
              type="date"
              label={t('figures.to')}
              value={own.to}
              min={own.from}
              onChange={({ currentTarget: { value } }) => setOwn({ ...own, to: value })}
            />
          </>
        )}
      </Group>
      <Asked of={figures} lines={8}>
        {({ body }) =>
          body.use.length + body.days.length === 0 ? (
            <EmptyNote title={t('figures.none')}>
              <Text>{t('figures.noneWay')}</Text>
            </EmptyNote>
          ) : (
            <Stack gap="xl">
              {body.use.length > 0 && <Use figures={body} />}
              {body.days.length > 0 && <NoShows figures={body} />}
              {body.leadHours !== undefined && <LeadTimes figures={body} />}
            </Stack>
          )
        }
      </Asked>
    </OfficePage>
  )
}
