import type { BodyOf } from '../api/index.ts'
import { Anchor, Group, Stack, Text, Title, VisuallyHidden } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../api/index.ts'
import { Asked } from '../elements/index.ts'
import { useLive } from '../live/index.ts'
import { useTime } from '../time/index.ts'
import { readableOn } from './readable-on.ts'
import { useToldHeight } from './use-told-height.ts'
import classes from './widget-page.module.css'

const here = getRouteApi('/widget/$clinic')
type FreeSlot = BodyOf<'listSlots'>['items'][number]

/** The next free times of a clinic, inside its own site. Nobody signs in here: a time leads to us, in a tab of its own. */
export function WidgetPage() {
  const { t } = useTranslation('widget')
  const { clinic } = here.useParams()
  const { color, host } = here.useSearch()
  const about = useAsk('showClinic', { clinic })
  const slots = useAsk('listSlots', { clinic, query: { limit: 12 } })
  useLive([`slots:${clinic}`])
  useToldHeight(host)
  const name = about.data?.body.name
  return (
    <main id="content" className={classes.widget} style={colors(color)}>
      <title>{name ? t('title', { name }) : t('times')}</title>
      <Stack gap="sm">
        <Title order={1} size="h4">
          {name ? t('title', { name }) : t('times')}
        </Title>
        <Asked of={slots} lines={3}>
          {({ body }) =>
            body.items.length === 0 ? <Text>{t('none')}</Text> : <Days clinic={clinic} slots={body.items} />
          }
        </Asked>
        <Anchor href={`/c/${clinic}`} target="_blank" rel="noopener" size="sm" w="fit-content">
          <Group gap={4}>
            {t('all')}
            <IconExternalLink size={14} aria-hidden />
          </Group>
        </Anchor>
      </Stack>
    </main>
  )
}

function Days({ clinic, slots }: { readonly clinic: string; readonly slots: readonly FreeSlot[] }) {
  const { t } = useTranslation('widget')
  const time = useTime()
  const days = Map.groupBy(slots, ({ localDate }) => localDate)
  const [first] = slots
  return (
    <Stack gap="sm">
      {[...days].map(([day, ofDay]) => (
        <section key={day} aria-label={time.longDay(day)}>
          <Text fw={600} size="sm" mb={4}>
            {time.shortDay(day)}
          </Text>
          <ul className={classes.times}>
            {ofDay.map(({ id, startsAt, timeZone, doctor }) => (
              <li key={id}>
                <a
                  className={classes.time}
                  href={`/c/${clinic}/book?slot=${id}`}
                  target="_blank"
                  rel="noopener"
                >
                  <strong>{time.time(startsAt, timeZone)}</strong>
                  <span>{doctor.name}</span>
                  <VisuallyHidden>{t('book', { day: time.longDay(day) })}</VisuallyHidden>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {first && (
        <Text size="xs" c="dimmed">
          {t('zone', { zone: time.zone(first.startsAt, first.timeZone) })}
        </Text>
      )}
    </Stack>
  )
}

const colors = (color: string | undefined) =>
  color === undefined
    ? undefined
    : ({ '--widget-color': `#${color}`, '--widget-text': readableOn(color) } as React.CSSProperties)
