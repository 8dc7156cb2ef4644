"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useViewer } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { change } from "@/lib/queries/change";
import { qualityProblem, type RubricVersions, rubricQuery } from "@/lib/queries/quality";
import type { RubricDefinition } from "@/lib/wire/quality-contract";
import { qualityPagePath, rubricApiPath } from "@/lib/wire/quality-paths";
import { Loaded } from "./loading";
import { QualityFrame } from "./quality-frame";
import { NEW_RUBRIC } from "./rubric-draft";
import { RubricForm } from "./rubric-form";
import { RubricReading } from "./rubric-reading";
import { RubricVersionList } from "./rubric-versions";
import { useRubric } from "./use-rubric";

/** One rubric with its versions: changed by an admin, read by everybody else. */
export function RubricPage({ rubricId }: { rubricId: string }) {
  const { data, error, refetch } = useQuery(rubricQuery(rubricId));
  const mayManage = useViewer().person?.may.includes("quality.manage") === true;
  const isEdited = mayManage && data?.rubric.isRetired === false;
  return (
    <QualityFrame
      section="rubrics"
      title={data?.rubric.definition.name ?? "Rubric"}
      text={
        data === undefined
          ? null
          : `Version ${data.rubric.version}.${data.rubric.isRetired ? " Retired: no call is judged by it any more." : ""}`
      }
      action={isEdited ? <Retire rubricId={rubricId} name={data.rubric.definition.name} /> : null}
    >
      <Loaded data={data} error={error} onRetry={() => void refetch()}>
        {(versions) => (isEdited ? <Editor {...versions} /> : <Reading {...versions} />)}
      </Loaded>
    </QualityFrame>
  );
}

/** A rubric that is yet to be made. */
export function NewRubricPage() {
  const editing = useRubric(null, NEW_RUBRIC);
  const mayManage = useViewer().person?.may.includes("quality.manage") === true;
  return (
    <QualityFrame
      section="rubrics"
      title="New rubric"
      text={mayManage ? "What calls are held against, and how much each check counts." : "An admin makes rubrics."}
    >
      {mayManage ? <RubricForm editing={editing} takenKeys={NO_KEYS} before={null} /> : null}
    </QualityFrame>
  );
}

const NO_KEYS: ReadonlySet<string> = new Set();

function Reading({ rubric, versions }: RubricVersions) {
  return (
    <>
      <RubricReading definition={rubric.definition} />
      <RubricVersionList versions={versions} onTake={null} />
    </>
  );
}

function Editor({ rubric, versions }: RubricVersions) {
  const [from, setFrom] = useState<{ definition: RubricDefinition; nth: number }>({
    definition: rubric.definition,
    nth: 0,
  });
  const takenKeys = new Set(versions.flatMap(({ definition }) => definition.checks.map(({ key }) => key)));
  return (
    <>
      <Form key={from.nth} {...{ rubric, takenKeys }} first={from.definition} />
      <RubricVersionList
        versions={versions}
        onTake={(definition) => {
          setFrom({ definition, nth: from.nth + 1 });
          window.scrollTo({ top: 0 });
        }}
      />
    </>
  );
}

function Form({
  rubric,
  first,
  takenKeys,
}: Pick<RubricVersions, "rubric"> & { first: RubricDefinition; takenKeys: ReadonlySet<string> }) {
  const editing = useRubric(rubric, first);
  return <RubricForm editing={editing} takenKeys={takenKeys} before={rubric.definition.passMark} />;
}

function Retire({ rubricId, name }: { rubricId: string; name: string }) {
  const client = useQueryClient();
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="destroys" onClick={() => setAsking(true)}>
        Retire
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Retire “${name}”?`}
        confirm="Retire it"
        onConfirm={async () => {
          try {
            await change("DELETE", rubricApiPath(rubricId));
            await client.invalidateQueries({ queryKey: ["quality", "rubrics"] });
            router.push(qualityPagePath("rubrics"));
            return null;
          } catch (error) {
            return qualityProblem(error);
          }
        }}
      >
        Calls that it judged are judged by the next closest rubric, or have no score. Its versions stay.
      </ConfirmDialog>
    </>
  );
}
