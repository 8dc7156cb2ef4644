import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { apiPage } from "./api-page";

/** `npm run docs:api` */
writeFileSync(join(import.meta.dirname, "../../docs/api.md"), apiPage());
