import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMayOverride } from '../desk/use-may-override.ts'
import { useClinic } from '../here/use-clinic.ts'
import { isDesk } from '../roles.ts'

/** For who stands at the desk without an appointment; only for those who may book beyond the rules. */
export function WalkInButton() {
  const { t } = useTranslation('day')
  const { clinic, roles } = useClinic()
  const may = useMayOverride()
  if (!may || !isDesk(roles)) return null
  return (
    <Button
      variant="default"
      mih={44}
      renderRoot={(props) => (
        <Link to="/clinic/$clinic/book" params={{ clinic }} search={{ walkIn: 'yes' }} {...props} />
      )}
    >
      {t('today.walkIn')}
    </Button>
  )
}
