// Opens the real page for several people of the staff, and holds all of them to: no error, no dialog, no request that was refused.
import { launched } from '../browser/driver.mjs';
import { must } from '../browser/steps.mjs';
import { Staff } from './hands.mjs';
import { rig } from './rig.mjs';

const [folder, work, shots] = process.argv.slice(2);

export class StaffRoom {
  async open() {
    this.work = work;
    this.told = await rig('tell');
    this.browser = await launched(folder);
    this.people = [];
  }

  address(path = '') {
    return `https://localhost:${this.told.port}/console/${path}`;
  }

  async person(account, language = 'zh') {
    // The authority is the test's own.
    const context = await this.browser.newContext({ viewport: { width: 1366, height: 768 }, ignoreHTTPSErrors: true });
    const page = await context.newPage();
    const staff = new Staff(page, account, language, shots);
    this.people.push(staff);
    await page.goto(this.address());
    return staff;
  }

  async signedIn(account, language) {
    const staff = await this.person(account, language);
    await staff.signIn(this.told.accounts[account]);
    await staff.page.waitForSelector('.row');
    return staff;
  }

  nobodyComplained() {
    for (const { account, complaints } of this.people) must(complaints.length === 0, `${account}: the page complains: ${complaints.join(' | ')}`);
  }
}

/** Runs the stations in turn and says how long each took. */
export async function walk(stations, room, cast) {
  let failed = false;
  for (const [name, station] of stations) {
    const begun = Date.now();
    try {
      await station(room, cast);
      console.error(`ok     ${name} (${((Date.now() - begun) / 1_000).toFixed(1)} s)`);
    } catch (error) {
      console.error(`FAILED ${name}: ${error.stack}`);
      for (const { account, page } of room.people) await page.screenshot({ path: `${work}/failed-${account}.png` }).catch(() => {});
      failed = true;
      break;
    }
  }
  return failed;
}
