import { Button, Stack, Text } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsk } from '../../api/index.ts'
import { Asked, EmptyNote } from '../../elements/index.ts'
import { OwnPage } from '../own/own-page.tsx'
import { AddDependent } from './add-dependent.tsx'
import { DependentCard } from './dependent-card.tsx'

/** The people I act for. */
export function FamilyPage() {
  const { t } = useTranslation('mine')
  return (
    <OwnPage title={t('family.title')} lead={t('family.lead')}>
      {() => <Family />}
    </OwnPage>
  )
}

function Family() {
  const { t } = useTranslation('mine')
  const dependents = useAsk('listDependents', {})
  const [adding, setAdding] = useState(false)
  const add = (
    <Button
      h={44}
      w="fit-content"
      leftSection={<IconUserPlus size={18} aria-hidden />}
      onClick={() => setAdding(true)}
    >
      {t('family.add')}
    </Button>
  )
  return (
    <Stack gap="md">
      <Asked of={dependents}>
        {({ body: { items } }) =>
          items.length === 0 ? (
            <EmptyNote title={t('family.nobody')}>
              <Text c="dimmed">{t('family.nobodyText')}</Text>
              {add}
            </EmptyNote>
          ) : (
            <>
              <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
                {items.map((dependent) => (
                  <DependentCard key={dependent.id} dependent={dependent} />
                ))}
              </Stack>
              {add}
            </>
          )
        }
      </Asked>
      <AddDependent opened={adding} onClose={() => setAdding(false)} />
    </Stack>
  )
}
