"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/field";
import { change } from "@/lib/queries/change";
import { wallsApiPath } from "@/lib/wire/paths";
import { WallForm } from "./wall-form";

/** Lets in the screen that shows a code. */
export function PairDialog() {
  const client = useQueryClient();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        Let a screen in
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Let a screen in"
        description="Open /wall on the screen, without signing in there. It shows a code."
        size="md"
      >
        <WallForm
          name=""
          config={{}}
          save="Let it in"
          onSave={async (form, { name, config }) => {
            await change("POST", wallsApiPath, { code: form.get("code"), name, config });
            await client.invalidateQueries({ queryKey: ["walls"] });
            setOpen(false);
          }}
        >
          <TextField
            label="Code on the screen"
            name="code"
            required
            maxLength={40}
            placeholder="XXXX-XXXX"
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            autoFocus
          />
        </WallForm>
      </Dialog>
    </>
  );
}
