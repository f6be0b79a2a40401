const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] as string);
}

/** The sign-in form of the demonstration provider. `problem` is shown above the form. */
export function loginPage(
  action: string,
  users: readonly { readonly username: string; readonly name: string }[],
  problem = '',
): string {
  const options = users
    .map((user) => `<option value="${escapeHtml(user.username)}">${escapeHtml(user.name)}</option>`)
    .join('');
  const notice = problem === '' ? '' : `<p role="alert">${escapeHtml(problem)}</p>`;
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>登录 · 朱批</title>
<style>
  body{font:16px/1.6 system-ui,"Noto Sans SC",sans-serif;max-width:24rem;margin:12vh auto;padding:0 1rem;color:#222}
  h1{color:#b22c1e;font-size:1.4rem} label{display:block;margin:1rem 0 .2rem}
  input{width:100%;padding:.5rem;box-sizing:border-box;font:inherit} button{margin-top:1.2rem;padding:.5rem 2rem;font:inherit}
  [role=alert]{color:#b22c1e} small{color:#555}
</style></head><body>
<h1>朱批 Vermilion</h1>
<p><small>演示环境，用户均为虚构 · Demonstration only, all users are fictional</small></p>
${notice}
<form method="post" action="${escapeHtml(action)}">
  <label for="username">用户名 Username</label>
  <input id="username" name="username" list="users" autocomplete="username" required autofocus>
  <datalist id="users">${options}</datalist>
  <label for="password">密码 Password</label>
  <input id="password" name="password" type="password" autocomplete="current-password" required>
  <button type="submit">登录 Sign in</button>
</form>
</body></html>`;
}
