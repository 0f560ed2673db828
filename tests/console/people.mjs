// Candidates of the made-up hall: forty to a room, rooms to sites. Names are syllables put together by chance.

const kFamilies = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜';
const kGiven = '一伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英文博宇轩子涵欣怡';
const kSites = ['海棠职业技术学院', '松江财经学校', '北岭商贸职院', '云溪信息学院', '东湖会计学校', '青石职教中心'];

/** What somebody may have typed as a name. */
export const kHostile = [
  '<img src=x onerror="document.title=\'owned\'">', "Robert'); DROP TABLE candidates;--", '\u202eחזק abc \u202dمرحبا\u202c', 'z\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a\u030b\u030c'.repeat(30),
  '长'.repeat(10_240), 'nul\u0000in\u0007side\r\nline', '\u2069\u2069\u202eevil', '</title><script>alert(1)</script>', '👩‍👩‍👧‍👦'.repeat(40), '${t}{n}{name}',
];

function status(dice) {
  if (dice < 0.03) return 'registered';
  if (dice < 0.035) return 'absent';
  if (dice < 0.045) return 'paused';
  if (dice < 0.08) return 'handed_in';
  return dice < 0.081 ? 'terminated' : 'sitting';
}

const odds = (one) => Math.random() < 1 / one;
const from = (letters) => letters[Math.floor(Math.random() * letters.length)];

function person(at, now) {
  const is = status(Math.random());
  const here = is === 'sitting' || is === 'paused';
  const over = is === 'handed_in' || is === 'terminated';
  const been = here || over;
  const room = Math.floor(at / 40);
  const online = here && !odds(300);
  const active = been ? now - Math.floor(Math.random() * (odds(200) ? 900_000 : 200_000)) : 0;
  return {
    ticket: `20230400${String(at + 1).padStart(5, '0')}`, name: from(kFamilies) + from(kGiven) + (odds(3) ? '' : from(kGiven)),
    institution: kSites[Math.floor(room / 45) % kSites.length], id_masked: `31**************${String(at % 100).padStart(2, '0')}`,
    site: kSites[Math.floor(room / 45) % kSites.length], room: `${1 + (room % 9)}0${1 + (Math.floor(room / 9) % 5)} 机房`, seat: `${1 + Math.floor((at % 40) / 8)}-${1 + (at % 8)}`,
    status: is, online, since: been ? now - (online ? 2_000_000 : Math.floor(Math.random() * 400_000)) : 0, machine: been ? `PC-${room}-${at % 40}` : '',
    answered: been ? Math.floor(Math.random() * 40) : 0, active, left: been && odds(60) ? 1 + (at % 4) : 0, away: here && online && odds(400), late: been && odds(700) ? 2 : 0,
    clock: been ? (odds(600) ? -48_000 : Math.floor(Math.random() * 300) - 150) : 0, called: here && online && odds(1_200) ? now - Math.floor(Math.random() * 200_000) : 0, call_text: '鼠标不动了',
    sent: odds(9) ? 2 : 1, delivered: been ? 1 : 0, read: been && !odds(5) ? 1 : 0, warned: odds(500) ? 1 : 0, ends_at: over ? active : now + 85 * 60_000, paused: 0,
    extra: odds(200) ? 300_000 : 0, moved: 0, moved_shown: false, try: 1,
  };
}

export const people = (count, now) => Array.from({ length: count }, (_, at) => person(at, now));
