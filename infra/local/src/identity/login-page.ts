import { PARTS } from './demo-parts.js';
import { DEMO_PASSWORD, type DemoUser } from './demo-users.js';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
/** So many of a part are shown at once; the others behind one line. */
const AT_ONCE = 2;

const STYLE = `
  :root{font:16px/1.6 system-ui,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC",sans-serif;color:#1f1f1f}
  body{margin:0;background:#fafafa} main{max-width:68rem;margin:0 auto;padding:1.5rem 1rem 3rem}
  h1{color:#b22c1e;font-size:1.5rem;margin:0} h2{font-size:1.1rem;margin:1.5rem 0 .5rem} h3{font-size:1rem;margin:0}
  p{margin:.2rem 0 .6rem} .quiet{color:#595959;font-size:.875rem} [role=alert]{color:#a1190d;font-weight:600}
  .parts{display:grid;gap:.75rem;grid-template-columns:repeat(auto-fill,minmax(min(19rem,100%),1fr));padding:0;margin:0;list-style:none}
  .parts>li,.own{background:#fff;border:1px solid #d9d9d9;border-radius:8px;padding:.75rem 1rem}
  .parts button{display:block;width:100%;text-align:left;margin:.35rem 0;padding:.45rem .7rem;font:inherit;background:#fff;border:1px solid #b8b8b8;border-radius:4px;cursor:pointer}
  .parts button:hover{border-color:#b22c1e;color:#8f2117} .parts code{display:block;color:#595959;font-size:.8rem}
  summary{cursor:pointer;color:#8f2117;padding:.3rem 0}
  .own form{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:end} .own label{display:block}
  .own input{display:block;padding:.45rem .6rem;font:inherit;border:1px solid #8c8c8c;border-radius:4px;box-sizing:border-box;width:14rem;max-width:100%}
  .own button{padding:.45rem 2rem;font:inherit;background:#b22c1e;border:1px solid #b22c1e;border-radius:4px;color:#fff;cursor:pointer}
  :focus-visible{outline:3px solid #1664c0;outline-offset:2px}`;

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] as string);
}

/** Where one chooses whom to be in the demonstration: by what people do, or by name and password. `problem` is shown above all. */
export function loginPage(action: string, users: readonly DemoUser[], problem = ''): string {
  const notice = problem === '' ? '' : `<p role="alert">${escapeHtml(problem)}</p>`;
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>选择演示身份 · 朱批</title>
<style>${STYLE}</style></head><body><main>
<h1>朱批 Vermilion</h1>
<p class="quiet">演示环境，人员、企业均为虚构 · Demonstration only, all users are fictional</p>
${notice}
<h2>选择演示身份 <span class="quiet" lang="en">Choose whom to be</span></h2>
<form method="post" action="${escapeHtml(action)}">
  <input type="hidden" name="password" value="${escapeHtml(DEMO_PASSWORD)}">
  <ul class="parts">${PARTS.map((part) => partItem(part, users)).join('')}</ul>
</form>
<h2>或用用户名进入</h2>
<div class="own">${nameForm(action)}</div>
</main></body></html>`;
}

function partItem({ part, title, does }: (typeof PARTS)[number], users: readonly DemoUser[]): string {
  const people = users.filter((user) => user.part === part);
  if (people.length === 0) return '';
  const others = people.slice(AT_ONCE);
  const more =
    others.length === 0
      ? ''
      : `<details><summary>其余${others.length}人</summary>${others.map(personButton).join('')}</details>`;
  return `<li><h3>${title}</h3><p class="quiet">${does}</p>${people.slice(0, AT_ONCE).map(personButton).join('')}${more}</li>`;
}

function personButton({ username, name }: DemoUser): string {
  const id = escapeHtml(username);
  return `<button name="username" value="${id}">${escapeHtml(name)}<code>${id}</code></button>`;
}

function nameForm(action: string): string {
  return `<form method="post" action="${escapeHtml(action)}">
  <label>用户名 Username<input name="username" autocomplete="username" required></label>
  <label>密码 Password<input name="password" type="password" autocomplete="current-password" required></label>
  <button type="submit">登录 Sign in</button>
</form>
<p class="quiet">所有演示用户的密码都是 <code>${escapeHtml(DEMO_PASSWORD)}</code></p>`;
}
