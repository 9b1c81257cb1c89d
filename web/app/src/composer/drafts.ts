/** What a person has begun to write, by room. It outlives a change of the room and a reload of the tab. */
const PREFIX = 'devchat.draft.';

export function loadDraft(roomId: number): string {
  try {
    return sessionStorage.getItem(`${PREFIX}${roomId}`) ?? '';
  } catch {
    return '';
  }
}

export function saveDraft(roomId: number, text: string): void {
  try {
    if (text) sessionStorage.setItem(`${PREFIX}${roomId}`, text);
    else sessionStorage.removeItem(`${PREFIX}${roomId}`);
  } catch {
    // The storage is full or forbidden: the draft lasts as long as the room is shown.
  }
}
