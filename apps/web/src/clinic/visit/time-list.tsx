import type { FreeSlot } from '@polyclinic/contract'
import { Group, Stack, Text, UnstyledButton } from '@mantine/core'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useTime } from '../../time/index.ts'
import classes from './time-list.module.css'

interface Props {
  readonly times: readonly FreeSlot[]
  readonly label: string
  readonly chosen?: string | undefined
  readonly busy?: boolean
  readonly onChoose: (time: FreeSlot) => void
  /** For who moves the focus here from elsewhere */
  readonly firstRef?: (node: HTMLButtonElement | null) => void
}

/** Free times below each other; arrows go through them, Enter takes one. */
export function TimeList({ times, label, chosen, busy = false, onChoose, firstRef }: Props) {
  const { t } = useTranslation('day')
  const time = useTime()
  const list = useRef<HTMLDivElement>(null)
  const step = (event: KeyboardEvent, by: number) => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const next = buttons[buttons.indexOf(event.target as HTMLButtonElement) + by]
    if (!next) return
    event.preventDefault()
    next.focus()
  }
  return (
    <Stack
      ref={list}
      gap={6}
      role="group"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key === 'ArrowDown') step(event, 1)
        if (event.key === 'ArrowUp') step(event, -1)
      }}
    >
      {times.map((each, nth) => (
        <UnstyledButton
          key={`${each.id} ${each.startsAt}`}
          ref={nth === 0 ? firstRef : undefined}
          className={classes['time'] as string}
          aria-pressed={chosen === undefined ? undefined : chosen === each.id}
          disabled={busy}
          onClick={() => onChoose(each)}
        >
          <Group justify="space-between" gap="xs" wrap="nowrap">
            <Text component="span" fw={600} className="number">
              {time.shortDay(each.localDate)}, {time.wallTime(each.localTime)}
            </Text>
            <Text component="span" size="sm" c="dimmed" truncate>
              {each.doctor.name} · {t('shell:minutes', { count: each.duration })}
            </Text>
          </Group>
        </UnstyledButton>
      ))}
    </Stack>
  )
}
