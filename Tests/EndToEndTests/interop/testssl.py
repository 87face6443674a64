"""Debian's testssl.sh (package testssl.sh) against `byhand serve`, on request: it takes a minute or two.

    python3 testssl.py .build/debug/byhand

It tries STARTTLS and TLS from the start, prints each finding that is worse than "info", and ends with 1
where one is worse than "low", but for those that a certificate has which no public authority has signed.
"""

import json
import pathlib
import re
import signal
import subprocess
import sys
import tempfile

PRIVATE = {"cert_chain_of_trust", "cert_revocation", "cert_trust", "cert_caIssuers"}
CHECKS = ["--protocols", "--std", "--server-defaults", "--server-preference", "--fs", "--vulnerable"]


def serve(program, folder):
    server = subprocess.Popen(
        [program, "serve", "--smtp", "127.0.0.1:0", "--smtps", "127.0.0.1:0", "--tls-self-signed",
         "--user", "alice:pickles", "--store", "memory"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    ports = {}
    while len(ports) < 2:
        line = server.stdout.readline()
        if not line:
            sys.exit("byhand does not serve")
        if found := re.match(r"(smtps?)\s.*:(\d+)\b", line):
            ports[found[1]] = found[2]
    return server, ports


def test(port, options, report):
    return subprocess.Popen(
        ["testssl", "--quiet", "--color", "0", "--warnings", "off", "--nodns", "none", "--fast", *options,
         *CHECKS, "--jsonfile", report, f"127.0.0.1:{port}"], stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def main(program):
    with tempfile.TemporaryDirectory() as folder:
        server, ports = serve(program, folder)
        reports = {"smtp": pathlib.Path(folder, "smtp"), "smtps": pathlib.Path(folder, "smtps")}
        options = {"smtp": ["--starttls", "smtp"], "smtps": []}
        try:
            for each in [test(ports[name], options[name], report) for name, report in reports.items()]:
                each.wait()
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()
        findings = [(name, each) for name, report in reports.items() for each in json.loads(report.read_text())]
        for name in reports:
            if sum(where == name for where, _ in findings) < 30:
                sys.exit(f"{name}: testssl has ended early")
    worst = 0
    for name, finding in findings:
        if finding["severity"] in ("OK", "INFO", "DEBUG", "WARN"):
            continue
        excused = finding["id"].split()[0] in PRIVATE
        worst += finding["severity"] != "LOW" and not excused
        print(f"{name:5} {finding['severity']:8} {finding['id']}: {finding['finding']}",
              "(a private certificate)" if excused else "")
    print(f"{len(findings)} findings, {worst} worse than LOW")
    return worst > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
