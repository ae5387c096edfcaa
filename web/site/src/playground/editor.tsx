/** An editor for YAML with completion from a schema, and with findings marked where they are. */

import { autocompletion } from "@codemirror/autocomplete";
import { yaml, yamlLanguage } from "@codemirror/lang-yaml";
import { type Diagnostic, lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { basicSetup } from "codemirror";
import { useEffect, useRef } from "preact/hooks";
import { completionFrom } from "./completion.js";
import type { Mark } from "./marks.js";

const LOOK = EditorView.theme({
  "&": { fontSize: "0.9rem", backgroundColor: "var(--card)", color: "var(--text)" },
  "&.cm-focused": { outline: "3px solid var(--strong)" },
  ".cm-scroller": { fontFamily: "ui-monospace, 'DejaVu Sans Mono', monospace", lineHeight: "1.5" },
  ".cm-gutters": { backgroundColor: "var(--ground)", color: "var(--minor)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-selectionBackground, &.cm-focused .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--strong) 25%, transparent) !important",
  },
  ".cm-tooltip": { backgroundColor: "var(--card)", color: "var(--text)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    backgroundColor: "var(--strong)",
    color: "var(--on-strong)",
  },
  // The colours of the standard highlighting are for light pages only.
  ".cm-line span": { color: "inherit !important" },
  ".cm-line .cm-comment": { color: "var(--minor) !important" },
});

interface EditorProps {
  label: string;
  /** The text at first; the editor has its own afterwards. */
  text: string;
  schema: object;
  marks: readonly Mark[];
  onChange: (text: string) => void;
}

/** The marks as CodeMirror shows them, within the text as it is. */
function diagnosticsOf(view: EditorView, marks: readonly Mark[]): Diagnostic[] {
  const { doc } = view.state;
  const at = (line: number, column: number) => {
    const found = doc.line(Math.min(Math.max(line, 1), doc.lines));
    return Math.min(found.from + Math.max(column - 1, 0), found.to);
  };
  return marks.map(({ line, column, level, message, hint, fix }) => {
    const from = at(line, column);
    const word = /^\S*/.exec(doc.sliceString(from, doc.lineAt(from).to))?.[0].length ?? 0;
    const said = hint ? `${message} (${hint})` : message;
    const diagnostic: Diagnostic = {
      from,
      to: from + Math.max(word, 1),
      severity: level,
      message: said,
    };
    if (diagnostic.to > doc.length) diagnostic.to = doc.length;
    if (fix) {
      const { edits, message: name } = fix;
      const changes = edits.map(({ start, end, text }) => ({
        from: at(start.line, start.column),
        to: at(end.line, end.column),
        insert: text,
      }));
      // Once the text has changed, the places of the fix are those of another text.
      const apply = (shown: EditorView) => shown.state.doc.eq(doc) && shown.dispatch({ changes });
      diagnostic.actions = [{ name, apply }];
    }
    return diagnostic;
  });
}

export function Editor({ label, text, schema, marks, onChange }: EditorProps) {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const changed = useRef(onChange);
  changed.current = onChange;

  useEffect(() => {
    if (!place.current) return;
    view.current = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: text,
        extensions: [
          basicSetup,
          yaml(),
          yamlLanguage.data.of({ autocomplete: completionFrom(schema) }),
          autocompletion(),
          lintGutter(),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": label }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) changed.current(update.state.doc.toString());
          }),
          LOOK,
        ],
      }),
    });
    return () => view.current?.destroy();
  }, []);

  useEffect(() => {
    const shown = view.current;
    if (shown) shown.dispatch(setDiagnostics(shown.state, diagnosticsOf(shown, marks)));
  }, [marks]);

  return <div class="editor" ref={place} />;
}
