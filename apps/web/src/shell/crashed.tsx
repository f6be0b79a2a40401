import type { ErrorComponentProps } from '@tanstack/react-router';

/** Plain on purpose: it also shows when a part of the application could not be loaded. Both languages, for the catalogue may be what is missing. */
export function Crashed({ reset }: ErrorComponentProps) {
  return (
    <main className="plain" role="alert">
      <h1>页面没有打开 · This page did not open</h1>
      <p>可能是网络中断，或系统刚刚更新。已保存的内容不会丢失。</p>
      <p>The network may be down, or the system has just been updated. Nothing that was saved is lost.</p>
      <button
        type="button"
        onClick={() => {
          reset();
          location.reload();
        }}
      >
        重新载入 · Reload
      </button>
    </main>
  );
}
