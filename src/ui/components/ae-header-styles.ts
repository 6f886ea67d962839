import { css } from 'lit';

export const headerStyles = css`
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 16px;
    min-height: 47px;
    padding: 6px var(--_gutter);
  }
  h2 {
    color: var(--_text);
    font-size: 15px;
    letter-spacing: 0;
  }
  .dataset {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .machine {
    margin-left: auto;
    white-space: nowrap;
  }
  .tools {
    display: flex;
    align-items: center;
    gap: 8px;
    min-width: 0;
  }
  select {
    min-width: 0;
    max-width: 100%;
    border-bottom-color: var(--_line);
  }
  button.icon {
    width: 30px;
    padding: 0;
  }
  [popover] {
    position: fixed;
    inset: auto;
    width: 248px;
    max-width: calc(100vw - 16px);
    margin: 0;
    padding: 12px 8px;
    border: 1px solid var(--_line);
    border-radius: 10px;
    background: var(--_background);
    color: var(--_text);
    box-shadow: 0 6px 24px rgb(0 0 0 / 12%);
  }
  [popover] h3 {
    padding: 0 8px 4px;
  }
  [popover] h3:not(:first-child) {
    margin-top: 10px;
    padding-top: 10px;
    border-top: 1px solid var(--_line);
  }
  .item {
    display: flex;
    justify-content: flex-start;
    align-items: center;
    width: 100%;
    min-height: 32px;
    padding: 0 8px;
    border: 0;
    border-radius: var(--_radius);
    cursor: pointer;
  }
  .item:hover:not(:disabled, :has(:disabled)) {
    background: var(--_hover);
  }
  .item:has(:disabled) {
    color: var(--_muted);
    opacity: 0.6;
    cursor: default;
  }
  .item:has(:focus-visible) {
    outline: 2px solid var(--_accent);
  }
  .hint,
  .problem {
    padding: 0 8px;
  }
  .problem {
    color: var(--_error);
  }
  @container (max-width: 900px) {
    .machine {
      order: 3;
      margin-left: 0;
    }
    .tools {
      margin-left: auto;
    }
    .dataset {
      order: 2;
    }
  }
  @container (max-width: 560px) {
    .head {
      padding: 8px 14px;
    }
    .dataset,
    .machine {
      flex: 1 1 100%;
      font-size: 12px;
      white-space: normal;
    }
    .tools {
      flex: 1 1 100%;
      order: 4;
      margin-left: 0;
    }
    select {
      flex: 1 1 auto;
    }
  }
`;
