import { Badge } from '@mantine/core'
import type { IconCheck } from '@tabler/icons-react'

/** How a state is shown: never by its colour alone (WCAG 1.4.1). */
export interface Look {
  readonly color: string
  readonly Icon: typeof IconCheck
}

interface Props {
  readonly look: Look
  readonly variant?: 'outline' | 'light'
  readonly children: string
}

/** A state with its sign; the sign and the frame have the colour, the word is as readable as any. */
export function SignBadge({ look: { color, Icon }, variant = 'outline', children }: Props) {
  return (
    <Badge
      variant={variant}
      color={color}
      c="var(--mantine-color-text)"
      leftSection={<Icon size={14} aria-hidden />}
    >
      {children}
    </Badge>
  )
}
