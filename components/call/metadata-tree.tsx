import { memo } from "react";
import { type MetadataNode, metadataLeftOut, metadataNodes } from "./metadata-nodes";

/** What the caller's systems attached to the call, as a tree that folds. Keys and values are shown, never believed. */
export const MetadataTree = memo(function MetadataTree({
  metadata,
  unread,
}: {
  metadata: Readonly<Record<string, unknown>>;
  /** some came that could not be read */
  unread: boolean;
}) {
  if (unread) return <p className="text-muted">What came could not be read.</p>;
  const nodes = metadataNodes(metadata);
  if (nodes.length === 0) return <p className="text-muted">None came with this call.</p>;
  return <Nodes nodes={nodes} left={metadataLeftOut(metadata, nodes)} />;
});

function Nodes({ nodes, left }: { nodes: readonly MetadataNode[]; left: number }) {
  return (
    <ul className="space-y-1">
      {nodes.map((node, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: keys of a group may repeat once cut; their place does not
        <li key={index} className="min-w-0 overflow-clip">
          {node.kind === "group" ? <Group node={node} /> : <Value node={node} />}
        </li>
      ))}
      {left > 0 ? <li className="text-faint text-xs">and {left.toLocaleString("en-GB")} more</li> : null}
    </ul>
  );
}

function Value({ node }: { node: Extract<MetadataNode, { kind: "value" }> }) {
  return (
    <div className="flex gap-3">
      <bdi className="wrap-anywhere w-2/5 shrink-0 text-muted">{node.key}</bdi>
      <bdi dir="auto" className={`wrap-anywhere min-w-0 ${node.type === "nothing" ? "text-faint" : ""}`}>
        {node.text}
      </bdi>
    </div>
  );
}

function Group({ node }: { node: Extract<MetadataNode, { kind: "group" }> }) {
  const count = `${node.size.toLocaleString("en-GB")} ${node.size === 1 ? "entry" : "entries"}`;
  if (node.tooDeep || node.size === 0) {
    return (
      <div className="flex gap-3">
        <bdi className="wrap-anywhere w-2/5 shrink-0 text-muted">{node.key}</bdi>
        <span className="text-faint">{node.size === 0 ? "empty" : `${count}, too deep to show`}</span>
      </div>
    );
  }
  return (
    <details open={node.size <= 12}>
      <summary className="cursor-pointer rounded hover:bg-raised">
        <bdi className="wrap-anywhere text-muted">{node.key}</bdi> <span className="text-faint text-xs">{count}</span>
      </summary>
      <div className="mt-1 ml-1.5 border-line border-l pl-3">
        <Nodes nodes={node.children} left={node.left} />
      </div>
    </details>
  );
}
