/**
 * Who is in which room. Two of three users are members, who stay. Of the others, one is the guest: the creator adds and
 * removes it. Half of the people of a room have it open; the others hear of it by unread counts and syncs.
 */
export function planOf(users, roomCount) {
  return Array.from({ length: roomCount }, (_, room) => {
    const members = users.filter((_, user) => (user + room) % 3 !== 0);
    return {
      members,
      creator: members[room % members.length],
      guest: users.find((_, user) => (user + room) % 3 === 0),
      openedBy: users.filter((_, user) => (user + room) % 2 === 0),
    };
  });
}
