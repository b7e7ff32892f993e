import type { ClinicVisitType } from '@polyclinic/contract'
import { Group, Text } from '@mantine/core'
import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './visit-type-choice.module.css'

interface Props {
  readonly types: readonly ClinicVisitType[]
  readonly value: string | undefined
  readonly onChange: (code: string) => void
  /** Enter: as it is, and on to the times */
  readonly onDone: () => void
}

/** What for: arrows choose, a digit takes that one and goes on, Enter goes on. */
export function VisitTypeChoice({ types, value, onChange, onDone }: Props) {
  const { t } = useTranslation('day')
  const name = useId()
  const group = useRef<HTMLDivElement>(null)
  // whoever has just chosen the patient goes on here
  useEffect(() => group.current?.querySelector<HTMLInputElement>('input:checked')?.focus(), [])
  const onKeyDown = (event: KeyboardEvent) => {
    const byDigit = /^[1-9]$/.test(event.key) ? types[Number(event.key) - 1] : undefined
    if (byDigit) onChange(byDigit.code)
    if (!byDigit && event.key !== 'Enter') return
    event.preventDefault()
    onDone()
  }
  return (
    <div role="radiogroup" aria-label={t('book.type')} ref={group} onKeyDown={onKeyDown}>
      <Text fw={500} size="sm" aria-hidden mb={4}>
        {t('book.type')}
      </Text>
      <Group gap="xs">
        {types.map((type, nth) => (
          <label key={type.code} className={classes['type']}>
            <input
              type="radio"
              name={name}
              checked={type.code === value}
              onChange={() => onChange(type.code)}
            />
            <span>
              {nth < 9 && (
                <Text span size="xs" c="dimmed" aria-hidden>
                  {nth + 1}{' '}
                </Text>
              )}
              <Text span fw={600}>
                {type.name}
              </Text>{' '}
              <Text span size="sm" c="dimmed">
                {t('shell:minutes', { count: type.minutes })}
              </Text>
            </span>
          </label>
        ))}
      </Group>
    </div>
  )
}
