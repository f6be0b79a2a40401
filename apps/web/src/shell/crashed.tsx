import { useState } from 'react';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { hasJustReloaded, isMissingPart, noteReload } from './missing-part.js';

/** Plain on purpose: it also shows when a part of the application could not be loaded. Both languages, for the catalogue may be what is missing. */
export function Crashed({ error, reset }: ErrorComponentProps) {
  const missing = isMissingPart(error);
  const [again] = useState(() => hasJustReloaded(sessionStorage, Date.now()));
  const reload = () => {
    noteReload(sessionStorage, Date.now());
    reset();
    location.reload();
  };
  return (
    <section className="plain" role="alert">
      <h1>{missing ? '系统已更新，请重新载入 · Updated: please reload' : '页面没有打开 · This page did not open'}</h1>
      {missing ? (
        <p>
          本页的一部分已有新版本，或网络中断。已自动保存的内容不会丢失，重新载入后继续。
          <br />
          <span lang="en">
            A part of this page has a new version, or the network is down. Nothing that was saved is lost.
          </span>
        </p>
      ) : (
        <p>
          页面遇到了意外错误。已保存的内容不会丢失。
          <br />
          <span lang="en">Something unexpected has happened. Nothing that was saved is lost.</span>
        </p>
      )}
      {again && (
        <p>
          刚才已重新载入，仍未恢复：请稍后再试，或回到首页；如仍出错，请把现在的时间告诉运维人员。
          <br />
          <span lang="en">Reloading has not helped: try later, or go home; if it stays, tell operations the time.</span>
        </p>
      )}
      <p>
        <button type="button" className="primary" onClick={reload}>
          重新载入 · Reload
        </button>{' '}
        <a href="/">回到首页 · Home</a>
      </p>
    </section>
  );
}
