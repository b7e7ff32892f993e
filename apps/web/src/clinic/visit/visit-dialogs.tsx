import { useState } from 'react'
import { ConflictDialog } from './conflict-dialog.tsx'
import { MoveDialog } from './move-dialog.tsx'
import { TimeGoneDialog } from './time-gone-dialog.tsx'
import type { VisitChanging } from './use-visit-change.ts'
import type { SeenVisit } from './visit-change.ts'

/** What may stand in the way of a change, each as a choice: shown where a page lets visits be changed. */
export function VisitDialogs({ changing }: { readonly changing: VisitChanging }) {
  const [elsewhere, setElsewhere] = useState<SeenVisit>()
  const { conflict, gone, settle, busy, change } = changing
  return (
    <>
      {conflict && (
        <ConflictDialog
          conflict={conflict}
          busy={busy !== undefined}
          onTheirs={settle}
          onMine={() => void change(conflict.now, conflict.change)}
          onElsewhere={() => {
            setElsewhere(conflict.now)
            settle()
          }}
        />
      )}
      {gone && (
        <TimeGoneDialog
          gone={gone}
          busy={busy !== undefined}
          onClose={settle}
          onChoose={(to) => void change(gone.seen, { verb: 'move', to })}
        />
      )}
      {elsewhere && (
        <MoveDialog visit={elsewhere} changing={changing} onClose={() => setElsewhere(undefined)} />
      )}
    </>
  )
}
