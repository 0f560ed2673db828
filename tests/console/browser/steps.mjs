// Steps that several checks share.

export async function signIn(page, password = 'secret') {
  await page.fill('input[name=account]', 'zhang.chief');
  await page.fill('input[name=password]', password);
  await page.click('.sign-in button.main');
}

export async function enter(page) {
  await signIn(page);
  await page.click('.card >> nth=0');
  await page.waitForSelector('.row');
}

export function must(condition, message) {
  if (!condition) throw new Error(message);
}

export const texts = (page, selector) => page.$$eval(selector, (found) => found.map((element) => element.textContent));

export async function eventually(look, message, seconds = 15) {
  for (const end = Date.now() + seconds * 1_000; Date.now() < end; await new Promise((next) => setTimeout(next, 100)))
    if (await look()) return;
  throw new Error(message);
}
