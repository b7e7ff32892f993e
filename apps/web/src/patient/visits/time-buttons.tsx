import { Button, SimpleGrid, Stack, Text, VisuallyHidden } from '@mantine/core'
import type { FreeSlot } from '@polyclinic/contract'
import { useTime } from '../../time/index.ts'

interface Props {
  readonly slots: readonly FreeSlot[]
  /** Times of several days say which */
  readonly withDay?: boolean
  readonly withDoctor?: boolean
  /** What these are, for who does not see where they stand */
  readonly label?: string
  /** They are not what was asked for last, which is on its way */
  readonly stale?: boolean
  readonly onPick: (slot: FreeSlot) => void
}

/** Free times as buttons, by the clock on the clinic's wall. */
export function TimeButtons({
  slots,
  withDay = false,
  withDoctor = false,
  label,
  stale = false,
  onPick,
}: Props) {
  const time = useTime()
  const columns = withDay ? { base: 2, sm: 3, md: 5 } : { base: 3, sm: 5, md: 8 }
  return (
    <SimpleGrid role={label && 'group'} aria-label={label} cols={columns} spacing="xs" verticalSpacing="xs">
      {slots.map((slot) => (
        <Button
          key={slot.id}
          disabled={stale}
          variant="light"
          h="auto"
          mih={44}
          py={6}
          px="xs"
          onClick={() => onPick(slot)}
        >
          <Stack gap={0} miw={0}>
            {withDay && (
              <span>
                {time.shortDay(slot.localDate)}
                <VisuallyHidden>, </VisuallyHidden>
              </span>
            )}
            <span className="number">{time.wallTime(slot.localTime)}</span>
            <VisuallyHidden>, {!withDay && !withDoctor && slot.doctor.name}</VisuallyHidden>
            {(withDay || withDoctor) && (
              <Text span size="xs" truncate>
                {slot.doctor.name}
              </Text>
            )}
          </Stack>
        </Button>
      ))}
    </SimpleGrid>
  )
}
