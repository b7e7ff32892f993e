import { Stack, Text, Title } from '@mantine/core'
import type { Me } from '@polyclinic/contract'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { EmptyNote } from '../../elements/index.ts'
import { useMe } from '../../session/index.ts'
import { Gate } from '../../signing-in/index.ts'

interface Props {
  readonly title: string
  readonly lead?: string
  /** Also for people who work here and are nobody's patient */
  readonly forEverybody?: boolean
  readonly children: (me: Me) => ReactNode
}

/** A page of one's own: its heading, and behind the gate what is known of whoever is signed in. */
export function OwnPage({ title, lead, forEverybody = false, children }: Props) {
  return (
    <Gate>
      <title>{`${title} · Polyclinic`}</title>
      <Stack gap="lg">
        <Stack gap={4}>
          <Title order={1}>{title}</Title>
          {lead && (
            <Text c="dimmed" maw={640}>
              {lead}
            </Text>
          )}
        </Stack>
        <Mine forEverybody={forEverybody}>{children}</Mine>
      </Stack>
    </Gate>
  )
}

function Mine({ forEverybody, children }: Required<Pick<Props, 'forEverybody' | 'children'>>) {
  const { t } = useTranslation('mine')
  const me = useMe()
  if (!me) return null
  if (me.patient || forEverybody) return children(me)
  return (
    <EmptyNote title={t('noPatient.title')}>
      <Text>{t('noPatient.text')}</Text>
    </EmptyNote>
  )
}
