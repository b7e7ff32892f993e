import { Button, List } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAct } from '../../api/index.ts'
import { learn } from '../../session/index.ts'
import { EraseDialog } from '../own/erase-dialog.tsx'
import { Section } from '../own/section.tsx'

/** Everything personal, everywhere. What will happen is said before. */
export function EraseMyself() {
  const { t } = useTranslation('mine')
  const navigate = useNavigate()
  const [asking, setAsking] = useState(false)
  const erase = useAct('eraseOwnPatient')
  return (
    <Section title={t('erase.title')}>
      <List spacing="xs" maw={640}>
        {(['booked', 'key', 'records', 'family', 'account'] as const).map((each) => (
          <List.Item key={each}>{t(`erase.happens.${each}`)}</List.Item>
        ))}
      </List>
      <Button color="red.9" h={44} w="fit-content" onClick={() => setAsking(true)}>
        {t('erase.begin')}
      </Button>
      <EraseDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('erase.sure')}
        text={t('erase.sureText')}
        busy={erase.isPending}
        error={erase.error}
        onErase={(body) =>
          erase.mutate(
            { body },
            {
              async onSuccess({ body: { id } }) {
                await navigate({ to: '/privacy', search: { erasure: id } })
                // the account has ended, or stays for its role alone
                await learn()
              },
            },
          )
        }
      />
    </Section>
  )
}
