import { Fieldset, Grid, Input, NumberInput, Select, Stack, Text } from '@mantine/core'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Rules of one matter. */
export function Rules({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Fieldset legend={title} variant="default">
      <Stack gap="lg">{children}</Stack>
    </Fieldset>
  )
}

/** A rule beside the sentence that says what it does with what is typed. */
export function Rule({ effect, children }: { readonly effect: string; readonly children: ReactNode }) {
  return (
    <Grid gap={{ base: 'xs', sm: 'lg' }} align="flex-end">
      <Grid.Col span={{ base: 12, sm: 6 }}>{children}</Grid.Col>
      <Grid.Col span={{ base: 12, sm: 6 }}>
        <Text size="sm" pb={8} aria-live="polite">
          {effect}
        </Text>
      </Grid.Col>
    </Grid>
  )
}

const units = { minutes: 1, hours: 60, days: 1_440 } as const
type Unit = keyof typeof units

const unitOf = (minutes: number): Unit =>
  minutes > 0 && minutes % 1_440 === 0 ? 'days' : minutes > 0 && minutes % 60 === 0 ? 'hours' : 'minutes'

interface Props {
  readonly label: string
  /** In minutes */
  readonly value: number
  readonly onChange: (minutes: number) => void
  readonly min?: number
  readonly max: number
  readonly error?: ReactNode
}

/** A length of time in the unit that reads best, which can be changed. */
export function DurationInput({ label, value, onChange, min = 0, max, error }: Props) {
  const { t } = useTranslation('office')
  const [unit, setUnit] = useState(() => unitOf(value))
  const id = useId()
  const size = units[unit]
  return (
    <Stack gap={4}>
      <Input.Label htmlFor={id}>{label}</Input.Label>
      <Grid gap="xs">
        <Grid.Col span={6}>
          <NumberInput
            id={id}
            min={min / size}
            max={max / size}
            decimalScale={2}
            value={value / size}
            onChange={(given) => typeof given === 'number' && onChange(Math.round(given * size))}
            error={error}
          />
        </Grid.Col>
        <Grid.Col span={6}>
          <Select
            aria-label={t('policy.unitOf', { rule: label })}
            allowDeselect={false}
            value={unit}
            onChange={(given) => given && setUnit(given as Unit)}
            data={(Object.keys(units) as Unit[]).map((each) => ({
              value: each,
              label: t(`policy.units.${each}`),
            }))}
          />
        </Grid.Col>
      </Grid>
    </Stack>
  )
}
