import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installDebian } from "./debian.mjs";

const PROGRAMS = ["/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx"];

/**
 * nginx with this in its `http` block and nothing of Debian's own.
 * @param {(certificate: string) => string} http given the directives that name a certificate of its own
 * @returns {{ stop: () => Promise<void>, log: () => string } | { why: string }} why there is none
 */
export function startNginx(http) {
  if (!PROGRAMS.some(existsSync)) installDebian("nginx", "nginx-light");
  const program = PROGRAMS.find(existsSync);
  if (program === undefined) return { why: "no nginx is installed here, and none could be" };
  const home = mkdtempSync(join(tmpdir(), "earshot-nginx-"));
  const [key, certificate] = [join(home, "key.pem"), join(home, "certificate.pem")];
  const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=earshot.example.com"];
  execFileSync("openssl", [...request, "-keyout", key, "-out", certificate], { stdio: "ignore" });
  const paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map(
    (name) => `${name}_temp_path ${home}/${name};`,
  );
  const user = process.getuid?.() === 0 ? "user root;" : "";
  writeFileSync(
    join(home, "nginx.conf"),
    `${user} daemon off; pid ${home}/pid; error_log stderr warn; worker_processes 1;
events { worker_connections 512; }
http { access_log off; ${paths.join(" ")}
${http(`ssl_certificate ${certificate}; ssl_certificate_key ${key};`)} }`,
  );
  const server = spawn(program, ["-p", home, "-c", join(home, "nginx.conf")], { stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  server.stderr.on("data", (chunk) => {
    log += chunk;
  });
  const kill = () => server.kill("SIGKILL");
  process.once("exit", kill);
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
    process.off("exit", kill);
    rmSync(home, { recursive: true, force: true });
  };
  return { stop, log: () => log };
}
